import type { Trial } from '@baton/learning';
import { levelOfLook, verdictOn } from './verdict-on-trial.js';

const judged = (low: number, high: number, learned = 0.8): NonNullable<Trial['judged']> => ({
  leads: 900,
  learnedFrom: 2_100,
  enough: { enough: true, says: '300 of 900' },
  auc: { learned, ruling: 0.75, difference: { low, high } },
  kept: { share: 0.5, learned: 0.82, ruling: 0.7, difference: { low, high } },
  ece: 0.03,
});

describe('the verdict on a learned table', () => {
  it('is for it only where the lower end of the difference is above nothing', () => {
    expect(verdictOn(judged(0.01, 0.09))).toEqual({
      kind: 'better',
      says:
        'Better beyond doubt: on the 900 newest leads it puts the better of two first in 80.0 % of cases (the ruling one in 75.0 %; ' +
        'difference 1.0 to 9.0 points), and keeps 82.0 % of the wins with 50.0 % of the leads (70.0 %)',
    });
    expect(verdictOn(judged(-0.01, 0.09)).kind).toBe('perhaps');
    expect(verdictOn(judged(-0.05, 0.02, 0.74))).toMatchObject({ kind: 'no lift', says: expect.stringMatching(/^No lift found, keep your rules/) });
  });

  it('is to keep the rules where too little is known', () => {
    const few = { ...judged(0.1, 0.3), enough: { enough: false, says: '3 of 5: too few to act' } };
    expect(verdictOn(few)).toMatchObject({ kind: 'no lift', says: expect.stringContaining('3 of 5: too few to act') });
    expect(verdictOn(null).kind).toBe('no lift');
  });
});

describe('looking often', () => {
  it('goes wrong in no more than one case of twenty, however often', () => {
    const errors = Array.from({ length: 10_000 }, (_, at) => 1 - levelOfLook(at + 1));
    expect(errors.reduce((sum, error) => sum + error, 0)).toBeLessThanOrEqual(0.05);
    expect(levelOfLook(1)).toBe(0.975);
  });
});
