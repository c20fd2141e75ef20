import type {
  dealReported,
  DataOf,
  inquiryReceived,
  leadCreated,
  leadErased,
  leadMerged,
  LeadState,
  leadUpdated,
  touchRecorded,
} from '@baton/contracts';
import { foldEvent, type Origin, startLead, timeOf } from './fold-event.js';
import { type Lead, missingAnswers } from './lead.js';
import { emailKindOf, firmDomainOf } from './person/address-knowledge.js';
import type { PersonEvent } from './providers/provider.js';
import { countryCodeOf } from './values/country.js';

/** How a delivery, or one event in it, ended; of several in one delivery the first of these names it. */
export const outcomes = [
  'lead',
  'merged',
  'inquiry',
  'joined',
  'erased',
  'deal',
  'fetching',
  'ignored',
  'duplicate',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What the rest of Baton is told, in this order. */
export type Announcement =
  | { readonly topic: 'inquiry.received'; readonly data: DataOf<typeof inquiryReceived> }
  | { readonly topic: 'lead.created'; readonly data: DataOf<typeof leadCreated> }
  | { readonly topic: 'lead.updated'; readonly data: DataOf<typeof leadUpdated> }
  | { readonly topic: 'touch.recorded'; readonly data: DataOf<typeof touchRecorded> }
  | { readonly topic: 'lead.merged'; readonly data: DataOf<typeof leadMerged> }
  | { readonly topic: 'lead.erased'; readonly data: DataOf<typeof leadErased> }
  | { readonly topic: 'deal.reported'; readonly data: DataOf<typeof dealReported> };

export type Heard =
  | {
      readonly kind: 'heard';
      readonly outcome: Outcome;
      readonly lead: Lead;
      readonly announcements: readonly Announcement[];
    }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * Decides what one event means for the person that it is about.
 * @param known what is known of the person; null for somebody new, who then gets `newId()` as id.
 */
export function hearEvent(
  known: Lead | null,
  event: PersonEvent,
  origin: Origin,
  newId: () => string,
): Heard {
  if (event.ambiguous !== undefined) return { kind: 'refused', because: `${event.ambiguous}, then replay` };
  const { email } = event.person;
  if (known === null && email === undefined) {
    return event.kind === 'touch'
      ? { kind: 'ignored', reason: 'about a person who is not known, and it gives no e-mail address' }
      : {
          kind: 'refused',
          because:
            'no e-mail address found: map the field that holds it to person.email in the field map of the source, then replay',
        };
  }
  const before = known ?? startLead(newId(), email as string, origin);
  const folded = foldEvent(before, event, origin);
  const isNews = known === null || folded.changes.length > 0;
  const lead = isNews || event.touch !== null ? { ...folded.lead, version: before.version + 1 } : folded.lead;

  return {
    kind: 'heard',
    outcome: lead.stage === 'inquiry' ? 'inquiry' : known?.stage === 'lead' ? 'merged' : 'lead',
    lead,
    announcements: [...standing(known, lead, folded.changes, origin), ...touch(lead, event, origin, newId)],
  };
}

/** What became of the person: first heard of, become a lead, or changed. */
export function standing(
  known: Lead | null,
  lead: Lead,
  changes: ReturnType<typeof foldEvent>['changes'],
  origin: Pick<Origin, 'sourceId' | 'deliveryId'>,
): Announcement[] {
  const { deliveryId } = origin;
  if (lead.stage === 'inquiry') {
    if (known !== null) return [];
    const { email } = lead.person;
    const missing = missingAnswers(lead);
    return [
      {
        topic: 'inquiry.received',
        data: {
          leadId: lead.id,
          email,
          source: lead.source,
          missing,
          receivedAt: lead.receivedAt,
          deliveryId,
        },
      },
    ];
  }
  if (known?.stage !== 'lead') {
    return [{ topic: 'lead.created', data: { ...stateOf(lead), fromInquiry: known !== null, deliveryId } }];
  }
  if (changes.length === 0) return [];
  const told = changes.map((change) => ({ ...change, sourceId: origin.sourceId }));
  return [{ topic: 'lead.updated', data: { ...stateOf(lead), changes: told, deliveryId } }];
}

function touch(lead: Lead, event: PersonEvent, origin: Origin, newId: () => string): Announcement[] {
  if (event.touch === null) return [];
  const { channel, campaign } = event.source;
  return [
    {
      topic: 'touch.recorded',
      data: {
        leadId: lead.id,
        touchId: newId(),
        at: timeOf(event, origin).toISOString(),
        kind: event.touch.kind,
        says: event.touch.says,
        channel,
        campaign,
        content: event.touch.content,
        sourceId: origin.sourceId,
        deliveryId: origin.deliveryId,
      },
    },
  ];
}

/** The lead as events carry it: whole, with what is still missing. */
export function stateOf(lead: Lead): LeadState {
  const { id, source, consent, attributes, receivedAt } = lead;
  const halves = lead.person.givenName ?? lead.person.familyName;
  const countryCode = countryCodeOf(lead.person.country);
  const person = {
    ...lead.person,
    ...(lead.person.fullName === undefined && halves !== undefined ? { fullName: halves } : {}),
    ...(countryCode === undefined ? {} : { countryCode }),
    emailKind: emailKindOf(lead.person.email),
  };
  const domain = lead.company.domain ?? firmDomainOf(lead.person.email);
  const company = domain === undefined ? lead.company : { ...lead.company, domain };
  const passport = { ...lead.passport, content: [...lead.passport.content], missing: missingAnswers(lead) };
  return { leadId: id, person, company, source, passport, consent, attributes, receivedAt };
}
