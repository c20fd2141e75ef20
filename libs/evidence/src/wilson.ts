import type { Interval } from './interval.js';
import type { Tally } from './tally.js';

/** The two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * The 95 % interval of a rate that is looked at once (Wilson 1927): it stays within [0, 1] and is honest for few
 * observations. For a rate that is looked at again and again, use {@link lookedAtOften}.
 */
export function wilson({ hits, of }: Tally, z = Z_95): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const rate = hits / of;
  const spread = z * Math.sqrt((rate * (1 - rate)) / of + (z * z) / (4 * of * of));
  const middle = rate + (z * z) / (2 * of);
  const scale = 1 + (z * z) / of;
  // Rounding must not push an end past the rate itself where nothing or everything was a hit.
  return {
    low: Math.min(rate, Math.max(0, (middle - spread) / scale)),
    high: Math.max(rate, Math.min(1, (middle + spread) / scale)),
  };
}
