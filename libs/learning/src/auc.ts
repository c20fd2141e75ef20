import type { Judged } from './judged.js';

/**
 * The chance that a won lead scores above a lost one, equal scores counting half.
 * @returns `null` unless there are both
 */
export function auc(leads: readonly Judged[]): number | null {
  const ascending = leads.toSorted((one, other) => one.score - other.score);
  let won = 0;
  let rankSum = 0;
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    while (to < ascending.length && ascending[to]!.score === ascending[from]!.score) to += 1;
    const wonHere = ascending.slice(from, to).filter((lead) => lead.won).length;
    won += wonHere;
    rankSum += (wonHere * (from + 1 + to)) / 2;
  }
  const lost = leads.length - won;
  return won === 0 || lost === 0 ? null : (rankSum - (won * (won + 1)) / 2) / (won * lost);
}
