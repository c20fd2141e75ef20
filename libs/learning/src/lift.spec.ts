import { seeded } from '@baton/evidence';
import { findLift } from './lift.js';

function judged(count: number, signal: number, seed: number) {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const score = random();
    return { score, won: random() < 0.3 + signal * (score - 0.5) };
  });
}
const options = { seed: 1, rounds: 200 };

describe('lift', () => {
  it('is found where there is some', () => {
    expect(findLift(judged(2_000, 0.4, 1), options)!.found).toBe(true);
  });

  it('is not found in noise', () => {
    for (let seed = 1; seed <= 30; seed += 1) expect(findLift(judged(800, 0, seed), options)!.found).toBe(false);
  });

  it('is no question where all leads ended alike', () => {
    expect(findLift([{ score: 1, won: true }], options)).toBeNull();
    expect(findLift([], options)).toBeNull();
  });
});
