import { type Judged, weightOf } from './judged.js';

/** The mean squared distance between the chance given and what came (Brier 1950); `null` without leads. */
export function brier(leads: readonly Judged[]): number | null {
  if (leads.length === 0) return null;
  const squares = leads.reduce((sum, lead) => sum + weightOf(lead) * (lead.score - (lead.won ? 1 : 0)) ** 2, 0);
  return squares / leads.reduce((sum, lead) => sum + weightOf(lead), 0);
}
