import type { Judged } from './judged.js';

/**
 * The share of wins among the best-scored leads when only `share` of all is sent. Where the line falls among equal
 * scores, their wins count in proportion, so that the order of rows never matters; `null` without wins.
 * @param share in [0, 1]
 */
export function keptShare(leads: readonly Judged[], share: number): number | null {
  const wins = leads.filter(({ won }) => won).length;
  if (wins === 0) return null;
  const descending = leads.toSorted((one, other) => other.score - one.score);
  let room = share * leads.length;
  let kept = 0;
  for (let from = 0, to = 0; from < descending.length && room > 0; from = to) {
    while (to < descending.length && descending[to]!.score === descending[from]!.score) to += 1;
    const wonHere = descending.slice(from, to).filter(({ won }) => won).length;
    kept += wonHere * Math.min(1, room / (to - from));
    room -= to - from;
  }
  return kept / wins;
}
