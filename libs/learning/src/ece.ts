import type { Judged } from './judged.js';

const BINS = 10;

/**
 * How far the chances given are from the shares that came, on average: the expected calibration error over ten bins
 * of equal width (Naeini, Cooper and Hauskrecht 2015); `null` without leads.
 */
export function ece(leads: readonly Judged[]): number | null {
  if (leads.length === 0) return null;
  const surplus = new Float64Array(BINS);
  for (const { score, won } of leads) {
    surplus[Math.min(BINS - 1, Math.floor(score * BINS))]! += score - (won ? 1 : 0);
  }
  return surplus.reduce((sum, each) => sum + Math.abs(each), 0) / leads.length;
}
