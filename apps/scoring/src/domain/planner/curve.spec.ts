import { seeded } from '@baton/evidence';
import { keptShare } from '@baton/learning';
import fc from 'fast-check';
import { curveOf, type PlannedLead, SHARES } from './curve.js';

const lead: fc.Arbitrary<PlannedLead> = fc.record({
  points: fc.integer({ min: -5, max: 5 }),
  won: fc.boolean(),
  weight: fc.constantFrom(1, 1, 1, 20),
});
const leads = fc.array(lead, { minLength: 1, maxLength: 80 }).map((some): PlannedLead[] => [...some, { points: 0, won: true, weight: 1 }]);

describe('the curve of wins', () => {
  it('is what the share keeps, never falls, and sending all keeps all', () => {
    fc.assert(
      fc.property(leads, (given) => {
        const curve = curveOf(given);
        expect(curve.map(({ share }) => share)).toEqual(SHARES);
        curve.forEach(({ share, winsKept, acceptance, lift }, at) => {
          expect(winsKept.value).toBeCloseTo(keptShare(given.map(({ points: score, won, weight }) => ({ score, won, weight })), share)!, 9);
          expect(winsKept.value).toBeGreaterThanOrEqual((curve[at - 1]?.winsKept.value ?? 0) - 1e-9);
          expect(lift.value).toBeCloseTo(winsKept.value / share, 9);
          for (const { low, high } of [winsKept, acceptance, lift]) expect(low).toBeLessThanOrEqual(high);
        });
        expect(curve.at(-1)!.winsKept).toEqual({ value: 1, low: 1, high: 1 });
      }),
      { numRuns: 40 },
    );
  });

  it('says between what it lies, the closer the more is known', () => {
    const random = seeded(3);
    const some = (count: number) =>
      Array.from({ length: count }, (): PlannedLead => {
        const points = Math.floor(random() * 100);
        return { points, won: random() < points / 200, weight: 1 };
      });
    const width = (count: number) => {
      const { low, high } = curveOf(some(count), [0.5])[0]!.winsKept;
      return high - low;
    };
    // Half of such leads keep three quarters of the wins.
    const { value, low, high } = curveOf(some(3_000), [0.5])[0]!.winsKept;
    expect(value).toBeCloseTo(0.75, 1);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(width(4_000)).toBeLessThan(width(200) / 2);
  });

  it('is empty where nothing is known', () => {
    expect(curveOf([])).toEqual([]);
    expect(curveOf([{ points: 1, won: false, weight: 1 }])).toEqual([]);
  });
});
