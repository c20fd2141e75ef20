import { rejectionReasonCodes, rejectionReasons, type RejectionReasonCode } from '@baton/contracts';
import type { Told } from './facts.js';
import { isoWeekOf } from './iso-week.js';
import type { Decision, Verdict } from './standing.js';

/** How many people of a campaign and week stand alike. */
export interface CountedPeople {
  /** The campaign's key, or null where none was named. */
  readonly campaign: string | null;
  /** The Monday of the week in which they were received, in UTC, e.g. `2026-03-02`. */
  readonly weekStart: string;
  readonly decision: Decision;
  readonly routed: boolean;
  readonly verdict: Verdict | null;
  /** Of the rejection that stands, the main one first. */
  readonly reasons: readonly string[];
  readonly won: boolean;
  /** Null where they did not say how they heard of us. */
  readonly told: Told | null;
  readonly count: number;
}

export interface ReasonCount {
  readonly code: RejectionReasonCode;
  readonly says: string;
  /** Rejected leads of which this is the main reason. */
  readonly main: number;
  /** Rejected leads of which this is among the reasons. */
  readonly any: number;
}

/** People, not events: `received` = `inquiry` + `undecided` + `held` + `qualified`. */
export interface FunnelCounts {
  readonly received: number;
  /** Still no more than an address. */
  readonly inquiry: number;
  /** A lead about which scoring has not said anything yet. */
  readonly undecided: number;
  /** Held back as of now. */
  readonly held: number;
  readonly qualified: number;
  readonly routed: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Only reasons that occur, the most frequent main reason first. */
  readonly rejectedBy: readonly ReasonCount[];
  readonly won: number;
  /** Who said how they heard of us. */
  readonly told: number;
  /** Of these, who named another way than their clicks. */
  readonly toldOtherwise: number;
}

/** The figures of a funnel behind each of which stand people. */
export const figures = [
  'received',
  'inquiry',
  'undecided',
  'held',
  'qualified',
  'routed',
  'accepted',
  'rejected',
  'won',
  'told',
  'toldOtherwise',
] as const satisfies readonly (keyof FunnelCounts)[];
export type Figure = (typeof figures)[number];

export interface FunnelRow extends FunnelCounts {
  readonly campaign: string | null;
  readonly campaignName: string;
  /** ISO 8601 week of the first delivery, in UTC, e.g. `2026-W10`. */
  readonly week: string;
  readonly weekStart: string;
}

export interface Funnel {
  readonly rows: FunnelRow[];
  readonly totals: FunnelCounts;
}

const NO_CAMPAIGN = 'No campaign';

/** Adds up the people by campaign and week, newest week first. A campaign without a name goes by its key. */
export function funnelOf(people: readonly CountedPeople[], names: ReadonlyMap<string, string>): Funnel {
  const groups = Map.groupBy(people, ({ campaign, weekStart }) => JSON.stringify([weekStart, campaign]));
  const rows = [...groups.values()].map((group) => {
    const { campaign, weekStart } = group[0]!;
    return {
      campaign,
      campaignName: campaign === null ? NO_CAMPAIGN : (names.get(campaign) ?? campaign),
      week: isoWeekOf(weekStart),
      weekStart,
      ...count(group),
    };
  });
  rows.sort(
    (one, other) =>
      other.weekStart.localeCompare(one.weekStart) || one.campaignName.localeCompare(other.campaignName),
  );
  return { rows, totals: count(people) };
}

function count(people: readonly CountedPeople[]): FunnelCounts {
  const sum = (of: (some: CountedPeople) => boolean) =>
    people.reduce((total, some) => total + (of(some) ? some.count : 0), 0);
  const rejected = people.filter(({ verdict }) => verdict === 'rejected');
  return {
    received: sum(() => true),
    inquiry: sum(({ decision }) => decision === 'inquiry'),
    undecided: sum(({ decision }) => decision === 'undecided'),
    held: sum(({ decision }) => decision === 'held'),
    qualified: sum(({ decision }) => decision === 'qualified'),
    routed: sum(({ routed }) => routed),
    accepted: sum(({ verdict }) => verdict === 'accepted'),
    rejected: sum(({ verdict }) => verdict === 'rejected'),
    rejectedBy: countReasons(rejected),
    won: sum(({ won }) => won),
    told: sum(({ told }) => told !== null),
    toldOtherwise: sum(({ told }) => told === 'otherwise'),
  };
}

function countReasons(rejected: readonly CountedPeople[]): ReasonCount[] {
  const counts = new Map<string, { main: number; any: number }>();
  for (const { reasons, count: people } of rejected) {
    for (const [index, code] of reasons.entries()) {
      const known = counts.get(code) ?? { main: 0, any: 0 };
      counts.set(code, { main: known.main + (index === 0 ? people : 0), any: known.any + people });
    }
  }
  return rejectionReasonCodes
    .flatMap((code) => {
      const found = counts.get(code);
      return found ? [{ code, says: rejectionReasons[code].says, ...found }] : [];
    })
    .sort((one, other) => other.main - one.main || other.any - one.any);
}
