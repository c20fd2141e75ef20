import { seeded } from '@baton/evidence';
import { maturityDays, type ObservedWin, USUAL_MATURITY_DAYS } from './maturity.js';

/** Wins after an exponential delay, of leads taken evenly over a year; only those that have come are seen. */
function observed(leads: number, meanDays: number, seed: number): ObservedWin[] {
  const random = seeded(seed);
  return Array.from({ length: leads }, () => ({ days: -Math.log(1 - random()) * meanDays, ageDays: random() * 365 })).filter(
    ({ days, ageDays }) => days <= ageDays,
  );
}

describe('how long a lead may still be won', () => {
  it('is as long as nine of ten wins take', () => {
    // Nine of ten within mean · ln 10 days.
    expect(maturityDays(observed(20_000, 20, 1))).toBeGreaterThan(42);
    expect(maturityDays(observed(20_000, 20, 1))).toBeLessThan(50);
  });

  it('is not thought shorter because slow wins of young leads have not come yet', () => {
    const young = observed(40_000, 20, 2).filter(({ ageDays }) => ageDays < 90);
    const naive = young.map(({ days }) => days).sort((one, other) => one - other)[Math.floor(young.length * 0.9)]!;
    expect(naive).toBeLessThan(42);
    expect(maturityDays(young)).toBeGreaterThan(42);
  });

  it('is what is usual where little was won', () => {
    expect(maturityDays([])).toBe(USUAL_MATURITY_DAYS);
    expect(maturityDays(observed(10, 5, 3))).toBe(USUAL_MATURITY_DAYS);
  });
});
