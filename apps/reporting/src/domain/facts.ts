import { type LeadState, sourcesDisagree } from '@baton/contracts';
import type { KnownEvent } from './known-event.js';

/** What a person's answer to “How did you hear about us?” is beside the tracked source. */
export type Told = 'agreeing' | 'otherwise';

/**
 * What the events say about a lead, in groups that are written whole. Each group belongs to one owner and carries that
 * owner's sequence, so the order in which topics arrive does not matter: per group the newest (or the first) stays.
 */
export interface FactGroups {
  /** Who it is and where from. Owner: ingest. */
  identity: {
    receivedAt: string;
    campaign: string | null;
    channel: string | null;
    provider: string;
    told: Told | null;
    email: string | null;
    fullName: string | null;
    title: string | null;
    company: string | null;
  };
  /** Found to be the same person as another; a later identity takes it back. Owner: ingest. */
  merger: { mergedInto: string };
  inquiry: { inquiryAt: string };
  lead: { leadAt: string };
  score: { score: number; scoredAt: string };
  hold: { heldAt: string; heldCodes: string[] };
  qualification: { qualifiedAt: string };
  route: {
    routedAt: string;
    routedAttempt: number;
    repId: string;
    repName: string;
    respondBy: string;
    decideBy: string;
    timeZone: string;
  };
  acceptance: { acceptedAt: string; acceptedAttempt: number };
  rejection: { rejectedAt: string; rejectedAttempt: number; rejectionReasons: string[] };
  firstContact: { contactedAt: string };
  lastContact: { contactAttempt: number; contactNumber: number };
  win: { wonAt: string; amountMinor: number; currency: string };
}
export type FactGroup = keyof FactGroups;

/** One group of one lead, as of an owner's sequence. */
export type Fact = {
  [Group in FactGroup]: {
    readonly leadId: string;
    readonly group: Group;
    readonly sequence: number;
    readonly values: FactGroups[Group];
  };
}[FactGroup];

/** Which of two versions of a group stays: the newest, but of contacts the first is also asked for. */
export const keeps: Readonly<Record<FactGroup, 'newest' | 'first'>> = {
  identity: 'newest',
  merger: 'newest',
  inquiry: 'first',
  lead: 'first',
  score: 'newest',
  hold: 'newest',
  qualification: 'first',
  route: 'newest',
  acceptance: 'newest',
  rejection: 'newest',
  firstContact: 'first',
  lastContact: 'newest',
  win: 'first',
};

/** The facts that an event states; none for those that only belong in the story. */
export function factsOf(event: KnownEvent): Fact[] {
  const fact = <Group extends FactGroup>(group: Group, values: FactGroups[Group]) =>
    ({ leadId: event.subject, group, sequence: event.sequence, values }) as Fact;
  const time = event.time.toISOString();

  switch (event.topic) {
    case 'inquiry.received': {
      const { email, source, receivedAt } = event.data;
      return [
        fact('inquiry', { inquiryAt: time }),
        fact('identity', identityOf({ person: { email }, company: {}, source, receivedAt })),
      ];
    }
    case 'lead.created':
      return [fact('lead', { leadAt: time }), fact('identity', identityOf(event.data))];
    case 'lead.updated':
      return [fact('identity', identityOf(event.data))];
    case 'lead.scored':
      return [fact('score', { score: event.data.score, scoredAt: time })];
    case 'lead.held':
      return [fact('hold', { heldAt: time, heldCodes: event.data.reasons.map(({ code }) => code) })];
    case 'lead.qualified':
      return [fact('qualification', { qualifiedAt: time })];
    case 'lead.routed': {
      const { routedAt, attempt, rep, respondBy, decideBy, timeZone } = event.data;
      const route = {
        routedAt,
        routedAttempt: attempt,
        repId: rep.id,
        repName: rep.name,
        respondBy,
        decideBy,
        timeZone,
      };
      return [fact('route', route)];
    }
    case 'lead.accepted':
      return [fact('acceptance', { acceptedAt: event.data.at, acceptedAttempt: event.data.attempt })];
    case 'lead.rejected': {
      const { at, attempt, reasons } = event.data;
      return [fact('rejection', { rejectedAt: at, rejectedAttempt: attempt, rejectionReasons: reasons })];
    }
    case 'lead.contacted': {
      const { at, attempt, number } = event.data;
      return [
        fact('firstContact', { contactedAt: at }),
        fact('lastContact', { contactAttempt: attempt, contactNumber: number }),
      ];
    }
    case 'opportunity.won':
      return [fact('win', { wonAt: event.data.at, ...event.data.amount })];
    case 'lead.merged':
      return [fact('merger', { mergedInto: event.data.survivorId })];
    case 'touch.recorded':
    case 'model.promoted':
    case 'sla.breached':
    case 'sla.met':
    case 'deal.reported':
    case 'lead.erased':
    case 'scoring.erased':
    case 'routing.erased':
    case 'feedback.erased':
    case 'reporting.erased':
      return [];
  }
}

type Identified = Pick<LeadState, 'person' | 'company' | 'source' | 'receivedAt'>;

function identityOf({ person, company, source, receivedAt }: Identified): FactGroups['identity'] {
  const parts = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return {
    receivedAt,
    campaign: source.campaign ?? null,
    channel: source.channel ?? null,
    provider: source.provider,
    told: source.selfReported === undefined ? null : sourcesDisagree(source) ? 'otherwise' : 'agreeing',
    email: person.email,
    fullName: person.fullName ?? (parts || null),
    title: person.title ?? null,
    company: company.name ?? company.domain ?? null,
  };
}

/** What may be counted of somebody who is forgotten: when and from where they came, and how far they got. */
export function withoutPerson(fact: Fact): Fact {
  if (fact.group !== 'identity') return fact;
  return { ...fact, values: { ...fact.values, email: null, fullName: null, title: null, company: null } };
}

/** Of several versions of the same group of a lead, the one that stays. */
export function settleFacts(facts: readonly Fact[]): Fact[] {
  const settled = new Map<string, Fact>();
  for (const fact of facts) {
    const key = `${fact.group} ${fact.leadId}`;
    const known = settled.get(key);
    if (!known || supersedes(fact, known)) settled.set(key, fact);
  }
  return [...settled.values()];
}

function supersedes(fact: Fact, known: Fact): boolean {
  return keeps[fact.group] === 'newest' ? fact.sequence > known.sequence : fact.sequence < known.sequence;
}
