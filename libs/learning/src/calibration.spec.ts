import { seeded } from '@baton/evidence';
import { calibrate, chanceOf, ODDS_PER_POINT, recentre } from './calibration.js';

const made = { intercept: 0, perPoint: ODDS_PER_POINT };
const random = seeded(9);
/** Points promise too much: the odds rise half as fast, from a lower base. */
const outcomes = Array.from({ length: 5_000 }, () => {
  const points = random() * 100 - 50;
  return { points, won: random() < 1 / (1 + Math.exp(-(-1 + (ODDS_PER_POINT / 2) * points))), weight: 1 };
});

describe('chances', () => {
  it('follow what came of the points', () => {
    const { intercept, perPoint } = calibrate(outcomes, made);
    expect(intercept).toBeCloseTo(-1, 0);
    expect(perPoint / ODDS_PER_POINT).toBeCloseTo(0.5, 1);
  });

  it('are on average what came, once moved as one', () => {
    const moved = recentre(outcomes, made);
    expect(moved.perPoint).toBe(made.perPoint);
    const mean = outcomes.reduce((sum, { points }) => sum + chanceOf(moved, points), 0) / outcomes.length;
    expect(mean).toBeCloseTo(outcomes.filter(({ won }) => won).length / outcomes.length, 2);
  });

  it('stay near what the points were made to mean where little is known', () => {
    const one = calibrate([{ points: 30, won: true, weight: 1 }], made);
    expect(chanceOf(one, 30) - chanceOf(made, 30)).toBeLessThan(0.1);
    expect(calibrate([], made)).toEqual(made);
  });
});
