import { seeded } from '@baton/evidence';
import { ODDS_PER_POINT } from './calibration.js';
import { judgeOnNewest } from './judge-on-newest.js';
import type { Judged } from './judged.js';

const calibration = { intercept: 0, perPoint: ODDS_PER_POINT };

/** @param truth how much of what the points promise comes true */
function leads(count: number, truth: number, seed: number): Judged[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const score = Math.floor(random() * 120) - 60;
    return { score, won: random() < 1 / (1 + Math.exp(-truth * ODDS_PER_POINT * score)) };
  });
}

describe('a judgement on the newest leads', () => {
  it('tells every figure with the interval around it', () => {
    const { auc, brier, ece, curve, ...judged } = judgeOnNewest(leads(1_500, 1, 1), calibration)!;
    expect(judged.leads).toBe(1_500);
    for (const { value, low, high } of [
      auc,
      brier,
      ece,
      ...curve.flatMap(({ winsKept, acceptance, lift }) => [winsKept, acceptance, lift]),
    ]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
    }
    expect(auc.high - auc.low).toBeLessThan(0.06);
  });

  it('keeps the arithmetic: lift is wins kept by share sent, all sent keeps all', () => {
    const { curve, wins } = judgeOnNewest(leads(800, 1, 2), calibration)!;
    expect(curve).toHaveLength(20);
    for (const { share, winsKept, lift, acceptance } of curve) {
      expect(lift.value).toBeCloseTo(winsKept.value / share, 12);
      expect(acceptance.value).toBeCloseTo((lift.value * wins) / 800, 12);
      expect(lift.value).toBeLessThanOrEqual(1 / share + 1e-12);
    }
    expect(curve.at(-1)!.winsKept.low).toBeCloseTo(1, 12);
  });

  it('says that there is lift where points promise what comes', () => {
    const { verdict, curve } = judgeOnNewest(leads(1_000, 1, 3), calibration)!;
    expect(verdict.lift).toBe(true);
    expect(verdict.says).toContain(`${curve[9]!.lift.value.toFixed(2)} times`);
  });

  it('says to keep the rules where nothing but chance, or the contrary, comes of the points', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { verdict } = judgeOnNewest(leads(300, seed % 4 === 0 ? -0.5 : 0, seed), calibration, {
        rounds: 200,
      })!;
      expect(verdict).toMatchObject({
        lift: false,
        says: expect.stringMatching(/^No lift found: keep your rules\./),
      });
    }
  });

  it('is not given where all ended in one way', () => {
    expect(judgeOnNewest([{ score: 1, won: true }], calibration)).toBeNull();
    expect(judgeOnNewest([], calibration)).toBeNull();
  });

  it('is the same for the same leads, whatever their order', () => {
    const some = leads(200, 1, 5);
    expect(JSON.stringify(judgeOnNewest(some, calibration))).toBe(
      JSON.stringify(judgeOnNewest(some, calibration)),
    );
    expect(judgeOnNewest(some.toReversed(), calibration)!.auc.value).toBe(
      judgeOnNewest(some, calibration)!.auc.value,
    );
  });
});
