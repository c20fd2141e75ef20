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
  { seed, rounds = 1_000, level = 0.95 }: Resampling,
): Interval | null {
  const random = seeded(seed);
  const drawn = new Uint32Array(rows);
  const figures: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < rows; at += 1) drawn[at] = Math.floor(random() * rows);
    const value = figure(drawn);
    if (value !== null) figures.push(value);
  }
  if (figures.length === 0) return null;
  figures.sort((one, other) => one - other);
  const cutOff = Math.floor(((1 - level) / 2) * figures.length);
  return { low: figures[cutOff]!, high: figures[figures.length - 1 - cutOff]! };
}
