import fc from 'fast-check';
import { type Example, fitLogistic, logOdds } from './logistic.js';

const FEATURES = 4;
const example = fc.record({
  holds: fc.uniqueArray(fc.nat(FEATURES - 1)),
  won: fc.boolean(),
  weight: fc.constantFrom(1, 2, 50),
});
const examples = fc.array(example, { maxLength: 40 });
const ridge = fc.constantFrom(0.5, 1, 10);

const times = (count: number, one: Example) => Array.from({ length: count }, () => one);

describe('logistic regression', () => {
  it('finds the odds that were there', () => {
    const seen = [
      ...times(3_000, { holds: [0], won: true, weight: 1 }),
      ...times(1_000, { holds: [0], won: false, weight: 1 }),
      ...times(1_000, { holds: [], won: true, weight: 1 }),
      ...times(4_000, { holds: [], won: false, weight: 1 }),
    ];
    const fitted = fitLogistic(seen, 1, 0.01);
    expect(logOdds(fitted, [0])).toBeCloseTo(Math.log(3), 3);
    expect(logOdds(fitted, [])).toBeCloseTo(Math.log(1 / 4), 3);
  });

  it('is never moved by one example beyond the stated bound', () => {
    fc.assert(
      fc.property(examples, example, ridge, (seen, one, strength) => {
        const before = fitLogistic(seen, FEATURES, strength);
        const after = fitLogistic([...seen, one], FEATURES, strength);
        const moved = Math.hypot(
          ...after.weights.map((weight, at) => weight - before.weights[at]!),
          after.base - before.base,
        );
        expect(moved).toBeLessThanOrEqual((one.weight * Math.sqrt(one.holds.length + 1)) / strength + 1e-6);
      }),
    );
  });

  it('takes one example of weight two for two of weight one', () => {
    fc.assert(
      fc.property(examples, example, ridge, (seen, one, strength) => {
        const heavy = fitLogistic([...seen, { ...one, weight: 2 }], FEATURES, strength);
        const twice = fitLogistic([...seen, ...times(2, { ...one, weight: 1 })], FEATURES, strength);
        heavy.weights.forEach((weight, at) => expect(weight).toBeCloseTo(twice.weights[at]!, 6));
      }),
    );
  });

  it('gives the same bytes for the same examples, and nothing for none', () => {
    fc.assert(
      fc.property(examples, ridge, (seen, strength) => {
        expect(fitLogistic(seen, FEATURES, strength)).toStrictEqual(fitLogistic(seen, FEATURES, strength));
      }),
    );
    expect(fitLogistic([], 2, 1)).toEqual({ base: 0, weights: [0, 0] });
  });
});
