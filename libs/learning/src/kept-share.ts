import { type Judged, weightOf } from './judged.js';

/**
 * The share of wins among the best-scored leads when only `share` of all is sent. Where the line falls among equal
 * scores, their wins count in proportion, so that the order of rows never matters; `null` without wins.
 * @param share in [0, 1]
 */
export function keptShare(leads: readonly Judged[], share: number): number | null {
  const wins = leads.reduce((sum, lead) => (lead.won ? sum + weightOf(lead) : sum), 0);
  if (wins === 0) return null;
  const descending = leads.toSorted((one, other) => other.score - one.score);
  let room = share * leads.reduce((sum, lead) => sum + weightOf(lead), 0);
  let kept = 0;
  for (let from = 0, to = 0; from < descending.length && room > 0; from = to) {
    let here = 0;
    let wonHere = 0;
    for (; to < descending.length && descending[to]!.score === descending[from]!.score; to += 1) {
      const lead = descending[to]!;
      here += weightOf(lead);
      if (lead.won) wonHere += weightOf(lead);
    }
    kept += wonHere * Math.min(1, room / here);
    room -= here;
  }
  return kept / wins;
}
