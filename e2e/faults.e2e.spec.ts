import { allFaults, describeReport, runFaults } from '@baton/faults';

/** A short set, the same each time; `npm run faults` goes on for as long as one likes. */
const SEED = 20260302;
const SHORT_ONES = allFaults.filter(({ seconds }) => seconds <= 14);

describe('a Baton that is broken on purpose, again and again', () => {
  it('loses nothing, doubles nothing and turns nothing around', async () => {
    const report = await runFaults({
      seed: SEED,
      seconds: 40,
      faults: SHORT_ONES,
      deliveriesPerSecond: 10,
      faultsPerRound: 5,
      killMigrations: 1,
      say: () => {},
    });
    process.stderr.write(`${describeReport(report)}\n`);
    expect(report.violations).toEqual([]);
    // A run in which nothing happened would prove nothing.
    const faults = [...report.faults.values()].reduce((sum, count) => sum + count, 0);
    expect(faults).toBeGreaterThanOrEqual(4);
    expect(report.accepted).toBeGreaterThan(100);
    expect(report.duplicates.deliveries).toBeGreaterThan(0);
    expect(report.deadLetters).toBeGreaterThan(0);
  }, 600_000);
});
