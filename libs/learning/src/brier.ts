import type { Judged } from './judged.js';

/** The mean squared distance between the chance given and what came (Brier 1950); `null` without leads. */
export function brier(leads: readonly Judged[]): number | null {
  if (leads.length === 0) return null;
  return leads.reduce((sum, { score, won }) => sum + (score - (won ? 1 : 0)) ** 2, 0) / leads.length;
}
