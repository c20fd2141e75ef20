import { type Judged, weightOf } from './judged.js';

/**
 * The chance that a won lead scores above a lost one, equal scores counting half.
 * @returns `null` unless there are both
 */
export function auc(leads: readonly Judged[]): number | null {
  const ascending = leads.toSorted((one, other) => one.score - other.score);
  let wonSum = 0;
  let lostSum = 0;
  let above = 0;
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    let wonHere = 0;
    let lostHere = 0;
    for (; to < ascending.length && ascending[to]!.score === ascending[from]!.score; to += 1) {
      const lead = ascending[to]!;
      if (lead.won) wonHere += weightOf(lead);
      else lostHere += weightOf(lead);
    }
    above += wonHere * (lostSum + lostHere / 2);
    wonSum += wonHere;
    lostSum += lostHere;
  }
  return wonSum === 0 || lostSum === 0 ? null : above / (wonSum * lostSum);
}
