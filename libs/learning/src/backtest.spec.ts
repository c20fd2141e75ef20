import { seeded } from '@baton/evidence';
import { backtest } from './backtest.js';
import { learnTable } from './learn-table.js';
import type { Column, Seen } from './seen.js';

const columns: Column[] = [{ field: 'role', dimension: 'fit' }];

function leads(count: number, signal: number, seed = 1): Seen[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const director = random() < 0.4;
    return {
      facts: { role: director ? 'director' : 'junior' },
      won: random() < 0.3 + (director ? signal : 0),
      weight: 1,
    };
  });
}

describe('a backtest', () => {
  it('learns from the older leads only, and judges on the newer ones only', () => {
    const rows = leads(1_000, 0.4);
    const { table, learnedFrom, judgement } = backtest(rows, columns);
    expect(learnedFrom).toBe(700);
    expect(judgement).toMatchObject({ leads: 300, verdict: { lift: true } });
    expect(table).toEqual(learnTable(rows.slice(0, 700), columns));
  });

  it('finds no lift where there is none', () => {
    expect(backtest(leads(1_000, 0), columns).judgement!.verdict.lift).toBe(false);
  });

  it('judges nobody whom it has learned from', () => {
    const rows = leads(1_000, 0.4);
    const whoIs = rows.map((_, at) =>
      at % 10 === 0 ? 'the same person' : at % 10 === 1 ? null : `person ${at}`,
    );
    expect(backtest(rows, columns, whoIs)).toMatchObject({ knownBefore: 30, judgement: { leads: 270 } });
  });

  it('tells how the volume would have drifted with a line that stands still', () => {
    const rows = leads(1_000, 0.4).map((lead, at) =>
      at < 700 ? lead : { ...lead, facts: { role: 'director' } },
    );
    expect(backtest(rows, columns).sentByOldLine).toBe(1);
    expect(backtest(leads(1_000, 0.4), columns).sentByOldLine).toBeLessThan(0.8);
  });

  it('judges nothing where all of the newer leads ended in one way', () => {
    const rows = leads(100, 0.4).map((lead, at) => (at < 70 ? lead : { ...lead, won: true }));
    expect(backtest(rows, columns).judgement).toBeNull();
  });
});
