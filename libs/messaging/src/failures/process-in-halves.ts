import { backoff } from './jitter.js';
import { type FailureKind, sortFailure } from './sort-failure.js';

/** Why one item can go no further. */
export interface PoisonFailure {
  readonly error: unknown;
  /** `permanent`: would always be refused; `unknown`: failed alone, several times. */
  readonly kind: 'permanent' | 'unknown';
  /** How often it was tried alone. */
  readonly attempts: number;
}

export interface HalvesOutcome {
  /** How many items from the front have ended, done or put aside. */
  readonly settled: number;
  /** What stopped the work before the end, to be tried again later; null when all items have ended. */
  readonly stoppedBy: unknown;
}

export interface HalvesOptions {
  readonly sort?: (error: unknown) => FailureKind;
  /** How often an item alone is tried while its failure is of an unknown kind. */
  readonly triesAlone?: number;
  readonly wait?: (ms: number) => Promise<void>;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Works through items in order, as many at once as possible. When an attempt fails by no fault of the surroundings,
 * it halves the items until the guilty one stands alone, and puts that one aside; its neighbours go on. A transient
 * failure, or one of `onPoison` itself, stops the work: nothing is skipped.
 * @param attempt does all the given items or none: a transaction.
 * @param onPoison puts one item aside for good, durably.
 */
export async function processInHalves<Item>(
  items: readonly Item[],
  attempt: (items: readonly Item[]) => Promise<void>,
  onPoison: (item: Item, failure: PoisonFailure) => Promise<void>,
  { sort = sortFailure, triesAlone = 3, wait = pause }: HalvesOptions = {},
): Promise<HalvesOutcome> {
  const ranges: (readonly [start: number, end: number])[] = items.length > 0 ? [[0, items.length]] : [];
  let settled = 0;
  let tries = 0;
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    const [start, end] = range;
    try {
      await attempt(items.slice(start, end));
    } catch (error) {
      const kind = sort(error);
      if (kind === 'transient') return { settled, stoppedBy: error };
      if (end - start > 1) {
        const middle = start + Math.ceil((end - start) / 2);
        ranges.push([middle, end], [start, middle]);
        continue;
      }
      tries++;
      if (kind === 'unknown' && tries < triesAlone) {
        await wait(backoff(tries, 25, 500));
        ranges.push(range);
        continue;
      }
      try {
        await onPoison(items[start] as Item, { error, kind, attempts: tries });
      } catch (failure) {
        return { settled, stoppedBy: failure };
      }
    }
    tries = 0;
    settled = end;
  }
  return { settled, stoppedBy: null };
}
