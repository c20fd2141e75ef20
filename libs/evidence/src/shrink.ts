import type { Tally } from './tally.js';

/** How many observations the wider group's rate is worth: with as many of its own, a group counts half. */
export const PRIOR_STRENGTH = 20;

/**
 * A rate drawn toward that of the wider group, the more so the less was seen: the mean of a beta-binomial whose prior
 * is the wider rate, worth `strength` observations. With nothing seen it is the wider rate.
 */
export function shrink({ hits, of }: Tally, wider: number, strength = PRIOR_STRENGTH): number {
  return (hits + strength * wider) / (of + strength);
}

/**
 * A rate drawn toward its segment, and that toward everything.
 * @param widening from the narrowest group to the widest, each holding the one before it
 * @returns a half where nothing was seen at all
 */
export function shrinkThrough(widening: readonly Tally[], strength = PRIOR_STRENGTH): number {
  const widest = widening.at(-1);
  const overall = widest && widest.of > 0 ? widest.hits / widest.of : 0.5;
  return widening.slice(0, -1).reduceRight((wider, group) => shrink(group, wider, strength), overall);
}
