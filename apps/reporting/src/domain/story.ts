import { eventCatalogue } from '@baton/contracts';
import type { KnownEvent, Topic } from './known-event.js';
import { moment, say } from './say.js';
import { decisionOn, type StandingFacts, verdictOn } from './standing.js';

export interface StoryItem {
  readonly eventId: string;
  readonly time: Date;
  readonly topic: Topic;
  /** The event in one plain sentence. */
  readonly says: string;
  readonly data: unknown;
  readonly sequence: number;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/** Where a lead stands, in the words of the field. */
export type StoryState =
  'inquiry' | 'undecided' | 'held' | 'qualified' | 'with-sales' | 'accepted' | 'rejected' | 'won';

export interface StoryFacts extends StandingFacts {
  readonly repName: string | null;
  readonly respondBy: Date | null;
  readonly decideBy: Date | null;
  readonly timeZone: string | null;
  readonly contactAttempt: number | null;
  readonly contactNumber: number | null;
  readonly wonAt: Date | null;
}

export interface NextActor {
  readonly who: string;
  readonly by: Date | null;
  /** E.g. `Maya Okafor decides by Tue 3 Mar 10:30 (Europe/Oslo)`. */
  readonly says: string;
}

const rank = new Map<string, number>(eventCatalogue.map(({ topic }, index) => [topic, index]));

/** By time; what happened at the same instant, in the order in which a lead meets the topics. */
export function inOrder<Event extends Pick<KnownEvent, 'time' | 'topic' | 'sequence' | 'id'>>(
  events: readonly Event[],
): Event[] {
  return [...events].sort(
    (one, other) =>
      one.time.getTime() - other.time.getTime() ||
      rank.get(one.topic)! - rank.get(other.topic)! ||
      one.sequence - other.sequence ||
      one.id.localeCompare(other.id),
  );
}

export function tell(events: readonly KnownEvent[]): StoryItem[] {
  return inOrder(events).map((event) => ({
    eventId: event.id,
    time: event.time,
    topic: event.topic,
    says: say(event),
    data: event.data,
    sequence: event.sequence,
    correlationId: event.correlationId,
    causationId: event.causationId,
  }));
}

/** How many promises of time were broken. One that an act in time is heard of later for was kept after all. */
export function brokenPromises(events: readonly KnownEvent[]): number {
  const clocks = new Map<string, Topic>();
  for (const event of [...events].sort((one, other) => one.sequence - other.sequence)) {
    if (event.topic !== 'sla.breached' && event.topic !== 'sla.met') continue;
    clocks.set(`${event.data.assignmentId} ${event.data.clock}`, event.topic);
  }
  return [...clocks.values()].filter((topic) => topic === 'sla.breached').length;
}

export function stateOf(facts: StoryFacts): StoryState {
  if (facts.wonAt) return 'won';
  const verdict = verdictOn(facts);
  if (verdict) return verdict;
  return facts.routedAttempt ? 'with-sales' : decisionOn(facts);
}

/** Who has to act next and by when, or null where nobody is waited for. */
export function nextActor(facts: StoryFacts): NextActor | null {
  const { repName, respondBy, decideBy } = facts;
  const zone = facts.timeZone ?? 'utc';
  const contacted = facts.contactAttempt !== null && facts.contactAttempt === facts.routedAttempt;
  switch (stateOf(facts)) {
    case 'inquiry':
      return { who: 'The person', by: null, says: 'Waits until somebody is known behind the address' };
    case 'undecided':
      return { who: 'Scoring', by: null, says: 'Scoring decides in a moment' };
    case 'held':
      return { who: 'The person', by: null, says: 'Held back until more is known or done' };
    case 'qualified':
      return { who: 'Routing', by: null, says: 'Routing finds an owner in a moment' };
    case 'with-sales': {
      if (!repName || !respondBy || !decideBy) return null;
      const responds = !contacted && respondBy <= decideBy;
      const by = responds ? respondBy : decideBy;
      return {
        who: repName,
        by,
        says: `${repName} ${responds ? 'responds' : 'decides'} by ${moment(by, zone)}`,
      };
    }
    case 'accepted':
      if (!repName) return null;
      if (contacted || !respondBy) return { who: repName, by: null, says: `${repName} works the lead` };
      return { who: repName, by: respondBy, says: `${repName} responds by ${moment(respondBy, zone)}` };
    case 'rejected':
    case 'won':
      return null;
  }
}

/** Whether the lead was ever handed to this rep. */
export function wasHandedTo(repId: string, events: readonly KnownEvent[]): boolean {
  return events.some((event) => event.topic === 'lead.routed' && event.data.rep.id === repId);
}
