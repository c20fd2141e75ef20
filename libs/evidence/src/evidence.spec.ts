import fc from 'fast-check';
import { bootstrap } from './bootstrap.js';
import { effectiveSize } from './effective-size.js';
import { enoughToAct } from './enough.js';
import type { Interval } from './interval.js';
import { lookedAtOften } from './looked-at-often.js';
import { PRIOR_STRENGTH, shrink, shrinkThrough } from './shrink.js';
import type { Tally } from './tally.js';
import { wilson } from './wilson.js';

const tally = fc
  .tuple(fc.nat(5_000), fc.nat(5_000))
  .map(([hits, misses]): Tally => ({ hits, of: hits + misses }))
  .filter(({ of }) => of > 0);
const rate = fc.double({ min: 0, max: 1, noNaN: true });

describe('a shrunk rate', () => {
  it('lies between what was seen and the wider rate', () => {
    fc.assert(
      fc.property(tally, rate, (seen, wider) => {
        const shrunk = shrink(seen, wider);
        const own = seen.hits / seen.of;
        expect(shrunk).toBeGreaterThanOrEqual(Math.min(own, wider) - 1e-12);
        expect(shrunk).toBeLessThanOrEqual(Math.max(own, wider) + 1e-12);
      }),
    );
  });

  it('is never moved further by one observation than its part among the prior ones', () => {
    fc.assert(
      fc.property(tally, rate, (seen, wider) => {
        const before = shrink(seen, wider);
        const after = shrink({ hits: seen.hits + 1, of: seen.of + 1 }, wider);
        expect(Math.abs(after - before)).toBeLessThanOrEqual(1 / (PRIOR_STRENGTH + 1));
      }),
    );
  });

  it('is that of the wider group where nothing was seen, and a half where nothing was seen at all', () => {
    expect(
      shrinkThrough([
        { hits: 0, of: 0 },
        { hits: 0, of: 0 },
        { hits: 30, of: 120 },
      ]),
    ).toBe(0.25);
    expect(shrinkThrough([{ hits: 0, of: 0 }])).toBe(0.5);
    expect(shrinkThrough([])).toBe(0.5);
  });

  it('is drawn to its segment first, and through it to everything', () => {
    const segment = shrink({ hits: 20, of: 20 }, 0.2);
    expect(
      shrinkThrough([
        { hits: 0, of: 20 },
        { hits: 20, of: 20 },
        { hits: 20, of: 100 },
      ]),
    ).toBe(segment / 2);
  });
});

describe('the interval of one look', () => {
  it('agrees with the published example: 15 of 148', () => {
    const { low, high } = wilson({ hits: 15, of: 148 });
    expect(low).toBeCloseTo(0.0624, 4);
    expect(high).toBeCloseTo(0.1605, 4);
  });

  it('holds the rate and stays within nothing and everything', () => {
    fc.assert(
      fc.property(tally, (seen) => {
        const { low, high } = wilson(seen);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(seen.hits / seen.of);
        expect(high).toBeGreaterThanOrEqual(seen.hits / seen.of);
      }),
    );
  });

  it('says nothing where nothing was seen', () => {
    expect(wilson({ hits: 0, of: 0 })).toEqual({ low: 0, high: 1 });
  });
});

describe('the interval of many looks', () => {
  it('holds the rate, and is wider than that of one look', () => {
    fc.assert(
      fc.property(tally, (seen) => {
        const often = lookedAtOften(seen);
        const once = wilson(seen);
        expect(often.low).toBeLessThanOrEqual(seen.hits / seen.of);
        expect(often.high).toBeGreaterThanOrEqual(seen.hits / seen.of);
        if (seen.of >= 20) expect(often.high - often.low).toBeGreaterThan(once.high - once.low);
      }),
    );
  });

  it.each([0.02, 0.1, 0.5])(
    'misses a true rate of %p with a chance below one in twenty, though looked at after every row',
    (truth) => {
      expect(chanceOfEverMissing(truth, lookedAtOften)).toBeLessThanOrEqual(0.05);
      expect(chanceOfEverMissing(truth, wilson)).toBeGreaterThan(0.2);
    },
  );
});

/** Exact: the chances of all histories of 200 rows, each dropped once its interval misses. */
function chanceOfEverMissing(truth: number, intervalOf: (seen: Tally) => Interval): number {
  let chances = [1];
  for (let of = 1; of <= 200; of += 1) {
    chances = Array.from({ length: of + 1 }, (_, hits) => {
      const { low, high } = intervalOf({ hits, of });
      if (truth < low || truth > high) return 0;
      return (chances[hits - 1] ?? 0) * truth + (chances[hits] ?? 0) * (1 - truth);
    });
  }
  return 1 - chances.reduce((sum, chance) => sum + chance, 0);
}

describe('a resampled interval', () => {
  const values = Array.from({ length: 200 }, (_, at) => (at % 4 === 0 ? 1 : 0));
  const mean = (drawn: Uint32Array) => drawn.reduce((sum, at) => sum + values[at]!, 0) / drawn.length;

  it('is the same for the same seed', () => {
    expect(bootstrap(200, mean, { seed: 7 })).toEqual(bootstrap(200, mean, { seed: 7 }));
  });

  it('is near what the formula gives for a rate', () => {
    const { low, high } = bootstrap(200, mean, { seed: 7 })!;
    const formula = wilson({ hits: 50, of: 200 });
    expect(Math.abs(low - formula.low)).toBeLessThan(0.015);
    expect(Math.abs(high - formula.high)).toBeLessThan(0.015);
  });

  it('is absent where the figure means nothing', () => {
    expect(bootstrap(5, () => null, { seed: 1, rounds: 10 })).toBeNull();
  });
});

describe('enough to act', () => {
  it('says in words what was seen, and when it is too few', () => {
    expect(enoughToAct({ hits: 3, of: 5 })).toEqual({ enough: false, says: '3 of 5: too few to act' });
    expect(enoughToAct({ hits: 30, of: 50 })).toEqual({ enough: true, says: '30 of 50' });
  });

  it('counts what the observations are worth, not how many there are', () => {
    const weights = [50, ...Array.from({ length: 49 }, () => 1)];
    expect(enoughToAct({ hits: 30, of: 50 }, effectiveSize(weights)).enough).toBe(false);
  });

  it('never takes observations for more than there are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true })), (weights) => {
        expect(effectiveSize(weights)).toBeLessThanOrEqual(weights.length + 1e-9);
      }),
    );
    expect(effectiveSize([2, 2, 2])).toBe(3);
  });
});
