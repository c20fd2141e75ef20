import { type Judged, weightOf } from './judged.js';

const BINS = 10;

/**
 * How far the chances given are from the shares that came, on average: the expected calibration error over ten bins
 * of equal width (Naeini, Cooper and Hauskrecht 2015); `null` without leads.
 */
export function ece(leads: readonly Judged[]): number | null {
  if (leads.length === 0) return null;
  const surplus = new Float64Array(BINS);
  for (const lead of leads) {
    const bin = Math.min(BINS - 1, Math.floor(lead.score * BINS));
    surplus[bin]! += weightOf(lead) * (lead.score - (lead.won ? 1 : 0));
  }
  const weights = leads.reduce((sum, lead) => sum + weightOf(lead), 0);
  return surplus.reduce((sum, each) => sum + Math.abs(each), 0) / weights;
}
