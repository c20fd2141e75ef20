import fc from 'fast-check';
import { type Design, NO_LEVEL } from './design.js';
import { fitLogistic, type Logistic } from './logistic.js';

interface Example {
  /** One feature a column at most. */
  readonly holds: readonly number[];
  readonly won: boolean;
  readonly weight: number;
}

const FEATURES = 4;
const example: fc.Arbitrary<Example> = fc.record({
  holds: fc.uniqueArray(fc.nat(FEATURES - 1)),
  won: fc.boolean(),
  weight: fc.constantFrom(1, 2, 20),
});
const examples = fc.array(example, { maxLength: 40 });
const ridge = fc.constantFrom(0.5, 1, 10);

/** A column for every feature: it holds or it does not. */
function design(examples: readonly Example[], features: number): Design {
  return {
    rows: examples.length,
    columns: features,
    features,
    levels: Uint16Array.from(
      examples.flatMap(({ holds }) => Array.from({ length: features }, (_, at) => (holds.includes(at) ? at : NO_LEVEL))),
    ),
    won: Uint8Array.from(examples, ({ won }) => (won ? 1 : 0)),
    weights: Float64Array.from(examples, ({ weight }) => weight),
  };
}
const fit = (examples: readonly Example[], strength: number, features = FEATURES) =>
  fitLogistic(design(examples, features), strength);
const logOdds = ({ base, weights }: Logistic, holds: readonly number[]) =>
  holds.reduce((sum, feature) => sum + weights[feature]!, base);

const times = (count: number, one: Example) => Array.from({ length: count }, () => one);

describe('logistic regression', () => {
  it('finds the odds that were there', () => {
    const seen = [
      ...times(3_000, { holds: [0], won: true, weight: 1 }),
      ...times(1_000, { holds: [0], won: false, weight: 1 }),
      ...times(1_000, { holds: [], won: true, weight: 1 }),
      ...times(4_000, { holds: [], won: false, weight: 1 }),
    ];
    const fitted = fit(seen, 0.01, 1);
    expect(logOdds(fitted, [0])).toBeCloseTo(Math.log(3), 3);
    expect(logOdds(fitted, [])).toBeCloseTo(Math.log(1 / 4), 3);
  });

  it('is never moved by one example beyond the stated bound', () => {
    fc.assert(
      fc.property(examples, example, ridge, (seen, one, strength) => {
        const before = fit(seen, strength);
        const after = fit([...seen, one], strength);
        const moved = Math.hypot(
          ...Array.from(after.weights, (weight, at) => weight - before.weights[at]!),
          after.base - before.base,
        );
        expect(moved).toBeLessThanOrEqual((one.weight * Math.sqrt(one.holds.length + 1)) / strength + 1e-6);
      }),
    );
  });

  it('takes one example of weight two for two of weight one', () => {
    fc.assert(
      fc.property(examples, example, ridge, (seen, one, strength) => {
        const heavy = fit([...seen, { ...one, weight: 2 }], strength);
        const twice = fit([...seen, ...times(2, { ...one, weight: 1 })], strength);
        heavy.weights.forEach((weight, at) => expect(weight).toBeCloseTo(twice.weights[at]!, 6));
      }),
    );
  });

  it('gives the same bytes for the same examples, and nothing for none', () => {
    fc.assert(
      fc.property(examples, ridge, (seen, strength) => {
        expect(fit(seen, strength)).toStrictEqual(fit(seen, strength));
      }),
    );
    expect(fit([], 1, 2)).toEqual({ base: 0, weights: new Float64Array(2) });
  });
});
