import type { Interval } from './interval.js';
import type { Tally } from './tally.js';

const HALVINGS = 60;
const STIRLING_FROM = 16;

/**
 * An interval of a rate that may be looked at after every single observation: the chance that it *ever* misses the
 * true rate is at most `alpha`, however often one looks and whenever one stops. An ordinary interval promises that for
 * one look only.
 *
 * It holds every rate whose likelihood is not beaten `1 / alpha` times by the average over all rates: that ratio is a
 * martingale under the true rate, so Ville's inequality bounds it for all time (Robbins 1970, "Statistical methods
 * related to the law of the iterated logarithm"; Howard, Ramdas, McAuliffe and Sekhon 2021, "Time-uniform,
 * nonparametric, nonasymptotic confidence sequences").
 * @param tally whole numbers: what was seen so far, all of it
 */
export function lookedAtOften({ hits, of }: Tally, alpha = 0.05): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const misses = of - hits;
  const average = logFactorial(hits) + logFactorial(misses) - logFactorial(of + 1);
  const holds = (rate: number) => average - times(hits, rate) - times(misses, 1 - rate) < -Math.log(alpha);
  const rate = hits / of;
  return {
    low: hits === 0 ? 0 : edge(rate, 0, holds),
    high: misses === 0 ? 1 : edge(rate, 1, holds),
  };
}

/** The first rate from `inside` toward `outside` that no longer holds, rounded outward. */
function edge(inside: number, outside: number, holds: (rate: number) => boolean): number {
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const between = (inside + outside) / 2;
    if (holds(between)) inside = between;
    else outside = between;
  }
  return outside;
}

function times(count: number, chance: number): number {
  return count === 0 ? 0 : count * Math.log(chance);
}

function logFactorial(n: number): number {
  if (n >= STIRLING_FROM) {
    return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  }
  let sum = 0;
  for (let factor = 2; factor <= n; factor += 1) sum += Math.log(factor);
  return sum;
}
