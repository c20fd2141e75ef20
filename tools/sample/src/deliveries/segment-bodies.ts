import type { PlannedDelivery } from './planned-delivery.js';
import { SITE, type ToldVisit } from './told-visit.js';

/** What a visit looks like to Segment: they are known, they read something, they ask for something. */
export function segmentDeliveries(told: ToldVisit): PlannedDelivery[] {
  const { visit } = told;
  return [
    event(told, 'identify', 0, { traits: traitsOf(told) }),
    ...(visit.article === null
      ? []
      : [event(told, 'read', 1, { event: 'Article Read', properties: { title: visit.article.title } })]),
    event(told, 'form', 2, { event: visit.form.segmentEvent, properties: {} }),
  ];
}

/** A page that was looked at by a browser nobody is known behind: Segment posts these too, and they are about nobody. */
export function anonymousPage(id: string, at: Date): PlannedDelivery {
  const body = {
    type: 'page',
    messageId: id,
    anonymousId: `anonymous-${id}`,
    timestamp: at.toISOString(),
    properties: { path: '/pricing', url: `${SITE}/pricing`, title: 'Price list and plans' },
  };
  return { provider: 'segment', id, body: JSON.stringify(body) };
}

function event(
  { lead, visit, at, id }: ToldVisit,
  name: string,
  minutesLater: number,
  what: { traits: object } | { event: string; properties: object },
): PlannedDelivery {
  const messageId = `${id}-${name}`;
  const body = {
    version: 1,
    type: 'traits' in what ? 'identify' : 'track',
    messageId,
    userId: lead.key,
    timestamp: new Date(at.getTime() + minutesLater * 60_000).toISOString(),
    ...what,
    context: {
      campaign: lead.campaign && { name: lead.campaign.key, source: lead.campaign.source, medium: lead.campaign.medium },
      page: visit.article && { url: `${SITE}${visit.article.path}` },
    },
  };
  return { provider: 'segment', id: messageId, body: JSON.stringify(body) };
}

function traitsOf({ lead: { person, firm }, visit }: ToldVisit): object {
  if (!visit.saysWho) return { email: person.email };
  return {
    email: person.email,
    firstName: person.givenName,
    lastName: person.familyName,
    title: person.title,
    phone: person.phone ?? undefined,
    address: { country: person.country, city: person.city },
    company: firm ? { name: firm.name, industry: firm.industry, employee_count: firm.employees } : undefined,
  };
}
