import { type Judged, weightOf } from './judged.js';

/**
 * The share of wins among the best-scored leads when only `share` of all is sent. Where the line falls among equal
 * scores, their wins count in proportion, so that the order of rows never matters; `null` without wins.
 * @param share in [0, 1]
 */
export function keptShare(leads: readonly Judged[], share: number): number | null {
  return keptShares(leads, [share])?.[0] ?? null;
}

/** The same for several shares at once. @param shares ascending */
export function keptShares(leads: readonly Judged[], shares: readonly number[]): number[] | null {
  const wins = leads.reduce((sum, lead) => (lead.won ? sum + weightOf(lead) : sum), 0);
  if (wins === 0) return null;
  const all = leads.reduce((sum, lead) => sum + weightOf(lead), 0);
  const descending = leads.toSorted((one, other) => other.score - one.score);
  const kept: number[] = [];
  let sent = 0;
  let wonSoFar = 0;
  for (let from = 0, to = 0; from < descending.length && kept.length < shares.length; from = to) {
    let here = 0;
    let wonHere = 0;
    for (; to < descending.length && descending[to]!.score === descending[from]!.score; to += 1) {
      const lead = descending[to]!;
      here += weightOf(lead);
      if (lead.won) wonHere += weightOf(lead);
    }
    while (kept.length < shares.length && shares[kept.length]! * all <= sent + here) {
      kept.push((wonSoFar + (wonHere * (shares[kept.length]! * all - sent)) / here) / wins);
    }
    sent += here;
    wonSoFar += wonHere;
  }
  // Sums of weights, taken in another order, may miss the whole by a rounding.
  return shares.map((_, at) => kept[at] ?? 1);
}
