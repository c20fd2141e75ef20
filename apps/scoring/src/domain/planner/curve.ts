import { seeded } from '@baton/evidence';

/** A lead that was sent and whose end is known, with its points by the table that is asked about. */
export interface PlannedLead {
  readonly points: number;
  readonly won: boolean;
  /** How many leads it stands for: those sent by chance stand for those held back. */
  readonly weight: number;
}

/** A share or rate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What sending the best-scored share of leads brings. */
export interface SharePlan {
  readonly share: number;
  /** Of all wins, so many are among them. */
  readonly winsKept: Estimate;
  /** Of those sent, so many are wins. */
  readonly acceptance: Estimate;
  /** Acceptance as a multiple of what it is when all are sent. */
  readonly lift: Estimate;
}

const ROUNDS = 300;
const SEED = 1;
const CUT_OFF = 0.025;

export const SHARES: readonly number[] = Array.from({ length: 20 }, (_, at) => (at + 1) / 20);

/**
 * What each share would bring, with intervals by resampling the leads. Equal points are sent in proportion.
 * @param shares in (0, 1]
 * @returns empty where no lead, or none of them a win, is known
 */
export function curveOf(leads: readonly PlannedLead[], shares: readonly number[] = SHARES): SharePlan[] {
  const order = Uint32Array.from(leads.keys()).sort((one, other) => leads[other]!.points - leads[one]!.points || one - other);
  const kept = winsKept(leads, order, shares, () => 1);
  if (kept === null) return [];
  const random = seeded(SEED);
  const drawn = new Float64Array(leads.length);
  const resampled: Resampled[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    drawn.fill(0);
    for (let at = 0; at < leads.length; at += 1) drawn[Math.floor(random() * leads.length)]! += 1;
    const figures = winsKept(leads, order, shares, (at) => drawn[at]!);
    if (figures) resampled.push(figures);
  }
  return shares.map((share, at) => {
    const estimate = (figure: (of: Resampled) => number): Estimate => ({ value: figure(kept), ...between(resampled.map(figure)) });
    return {
      share,
      winsKept: estimate(({ byShare }) => byShare[at]!),
      acceptance: estimate(({ byShare, rate }) => Math.min(1, (byShare[at]! * rate) / share)),
      lift: estimate(({ byShare }) => byShare[at]! / share),
    };
  });
}

interface Resampled {
  readonly byShare: readonly number[];
  /** The share of wins among all leads. */
  readonly rate: number;
}

/** @param order of the leads, the most points first @param times how often a lead counts */
function winsKept(
  leads: readonly PlannedLead[],
  order: Uint32Array,
  shares: readonly number[],
  times: (at: number) => number,
): Resampled | null {
  let all = 0;
  let wins = 0;
  leads.forEach(({ won, weight }, at) => {
    all += weight * times(at);
    if (won) wins += weight * times(at);
  });
  if (wins === 0) return null;
  const byShare: number[] = [];
  let sent = 0;
  let kept = 0;
  for (let from = 0, to = 0; from < order.length && byShare.length < shares.length; from = to) {
    let here = 0;
    let wonHere = 0;
    const { points } = leads[order[from]!]!;
    for (; to < order.length && leads[order[to]!]!.points === points; to += 1) {
      const lead = leads[order[to]!]!;
      const weight = lead.weight * times(order[to]!);
      here += weight;
      if (lead.won) wonHere += weight;
    }
    while (byShare.length < shares.length) {
      const room = shares[byShare.length]! * all - sent;
      if (room > here && to < order.length) break;
      byShare.push(Math.min(1, (kept + (here === 0 ? 0 : wonHere * Math.min(1, room / here))) / wins));
    }
    sent += here;
    kept += wonHere;
  }
  return { byShare, rate: wins / all };
}

function between(figures: readonly number[]): { low: number; high: number } {
  const ascending = figures.toSorted((one, other) => one - other);
  const cutOff = Math.floor(CUT_OFF * ascending.length);
  return { low: ascending[cutOff]!, high: ascending[ascending.length - 1 - cutOff]! };
}
