import { generateLeads } from '../generate-leads.js';
import type { GeneratedLead } from '../generated-lead.js';
import { hubspotBody } from './hubspot-body.js';
import type { PlannedDelivery, SampleProvider } from './planned-delivery.js';
import { anonymousPage, segmentDeliveries } from './segment-bodies.js';
import { standardWebhookBody } from './standard-webhook-body.js';
import { tellVisits, type ToldVisit } from './told-visit.js';
import { typeformBody } from './typeform-body.js';

const PEOPLE = 92;
/** By turns. Segment comes up less often: it posts several events for every visit. */
const PROVIDERS: readonly SampleProvider[] = [
  'typeform',
  'hubspot-workflow',
  'standard-webhooks',
  'segment',
  'typeform',
  'hubspot-workflow',
  'standard-webhooks',
];

interface TimedDelivery extends PlannedDelivery {
  readonly at: Date;
}

/**
 * About 150 deliveries as four platforms would post them, in the order in which they happened: people of every kind,
 * some of whom come back, one delivery that arrives twice, one that is about nobody, one that cannot be read.
 * @param now when the traffic is played: visits lie in the hours and days before.
 */
export function planTraffic(seed: number, now: Date): PlannedDelivery[] {
  const timed = generateLeads(seed, PEOPLE).flatMap((lead, index) => deliveriesOf(lead, index, now));
  const ordered = timed
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ provider, id, body }): PlannedDelivery => ({ provider, id, body }));
  const twice = ordered.find(({ provider }) => provider === 'typeform')!;
  return [...ordered, twice, anonymousPage(`page-${seed}`, now), cutShort(seed)];
}

function deliveriesOf(lead: GeneratedLead, index: number, now: Date): TimedDelivery[] {
  const home = PROVIDERS[index % PROVIDERS.length]!;
  const visits = tellVisits(lead, now);
  return visits.flatMap((told, position) => {
    // Every other person who comes back does so by another door: it has to be seen that they are the same.
    const isElsewhere = position > 0 && index % 2 === 0;
    const provider = isElsewhere ? 'standard-webhooks' : home;
    return writeVisit(provider, visits.slice(0, position + 1)).map((delivery, step) => ({
      ...delivery,
      at: new Date(told.at.getTime() + step),
    }));
  });
}

/** @param visits of one person up to the one to be told. */
function writeVisit(provider: SampleProvider, visits: readonly ToldVisit[]): PlannedDelivery[] {
  const told = visits.at(-1)!;
  switch (provider) {
    case 'standard-webhooks':
      return [{ provider, id: `msg_${told.id}`, body: standardWebhookBody(told) }];
    case 'typeform':
      return [{ provider, id: told.id, body: typeformBody(told) }];
    case 'hubspot-workflow':
      return [{ provider, id: told.id, body: hubspotBody(visits) }];
    case 'segment':
      return segmentDeliveries(told);
  }
}

/** Genuine by its signature, and not JSON: it has to end as a dead letter that a person can see. */
function cutShort(seed: number): PlannedDelivery {
  const body = '{"type":"lead.submitted","data":{"email":"cut.short@fjordworks.example","first_name":"C';
  return { provider: 'standard-webhooks', id: `msg_cut-short-${seed}`, body };
}
