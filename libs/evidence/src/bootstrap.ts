import type { Interval } from './interval.js';
import { seeded } from './seeded.js';

export interface Resampling {
  readonly seed: number;
  readonly rounds?: number;
  /** The share of resamples that the interval holds. */
  readonly level?: number;
}

/**
 * The percentile interval of a figure that no formula covers (Efron 1979): computed again on resamples of the rows.
 * @param rows how many rows there are
 * @param figure of the rows drawn, given by index and with repeats; `null` where it means nothing for them
 * @returns `null` when it meant nothing for any resample
 */
export function bootstrap(
  rows: number,
  figure: (drawn: Uint32Array) => number | null,
  { level = 0.95, ...resampling }: Resampling,
): Interval | null {
  return percentileInterval(resample(rows, (drawn) => [figure(drawn)], resampling)[0] ?? [], level);
}

/**
 * Several figures, each computed on the same resamples of the rows: for those that are shown together.
 * @param figures as many each time; `null` where one means nothing for the rows drawn
 * @returns for each figure what it was on the resamples, ascending
 */
export function resample(
  rows: number,
  figures: (drawn: Uint32Array) => readonly (number | null)[],
  { seed, rounds = 1_000 }: Omit<Resampling, 'level'>,
): number[][] {
  const random = seeded(seed);
  const drawn = new Uint32Array(rows);
  const found: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < rows; at += 1) drawn[at] = Math.floor(random() * rows);
    figures(drawn).forEach((value, figure) => {
      const values = (found[figure] ??= []);
      if (value !== null) values.push(value);
    });
  }
  return found.map((values) => values.sort((one, other) => one - other));
}

/** @param ascending what a figure was on resamples; without any there is no interval */
export function percentileInterval(ascending: readonly number[], level: number): Interval | null {
  if (ascending.length === 0) return null;
  const cutOff = Math.floor(((1 - level) / 2) * ascending.length);
  return { low: ascending[cutOff]!, high: ascending[ascending.length - 1 - cutOff]! };
}
