import { seeded } from '@baton/evidence';
import { TrialLeads, type TrialOptions, type TrialRow, tryOut as tryOutLeads } from './trial.js';

const options = { share: 0.5, level: 0.95, seed: 1 };

function tryOut(rows: readonly TrialRow[], given: TrialOptions) {
  const all = new TrialLeads();
  for (const row of rows) all.add(row);
  return tryOutLeads(all, given);
}

/** Directors are won more often; what the ruling table gives for it is up to `ruling`. */
function leads(count: number, signal: number, ruling: (director: boolean) => number): TrialRow[] {
  const random = seeded(count);
  return Array.from({ length: count }, () => {
    const director = random() < 0.5;
    const won = random() < 0.3 + (director ? signal : 0);
    const facts = { 'person.seniority': director ? 'director' : 'junior', 'attributes.Plan': random() < 0.5 ? 'a' : 'b' };
    return { facts, won, weight: 1, ruling: ruling(director) };
  });
}

describe('a learned table on trial', () => {
  it('is better beyond doubt where the ruling one misses what matters', () => {
    const { judged, table } = tryOut(leads(3_000, 0.4, () => 0), options);
    expect(judged!.auc.difference.low).toBeGreaterThan(0.1);
    expect(judged!.kept.learned).toBeGreaterThan(0.6);
    expect(judged!).toMatchObject({ leads: 900, learnedFrom: 2_100, enough: { enough: true } });
    expect(table.rules.length).toBeGreaterThan(0);
  });

  it('is not called better where there is nothing to learn, or nothing left to', () => {
    expect(tryOut(leads(3_000, 0, () => 0), options).judged!.auc.difference.low).toBeLessThanOrEqual(0);
    const known = tryOut(leads(3_001, 0.4, (director) => (director ? 30 : 0)), options).judged!;
    expect(known.auc.difference.low).toBeLessThanOrEqual(0);
    expect(known.kept.difference.low).toBeLessThanOrEqual(0);
  });

  it('is judged on leads that neither it nor the ruling one was learned from', () => {
    expect(tryOut(leads(1_000, 0.4, () => 0), { ...options, seenByRuling: 900 }).judged).toMatchObject({ leads: 100, learnedFrom: 900 });
    expect(tryOut(leads(1_000, 0.4, () => 0), { ...options, seenByRuling: 100 }).judged).toMatchObject({ leads: 300 });
    expect(tryOut(leads(1_000, 0.4, () => 0), { ...options, seenByRuling: 1_000 }).judged).toBeNull();
  });

  it('learns nothing from a column that knows the end, unless it is trusted', () => {
    const rows = leads(1_000, 0.2, () => 0).map((row) => ({ ...row, facts: { ...row.facts, 'attributes.Tag': row.won ? 'will enrol' : 'rings off' } }));
    const { leaks, columns } = tryOut(rows, options);
    expect(leaks).toMatchObject([{ field: 'attributes.Tag', leaveOut: true }]);
    expect(columns.map(({ field }) => field)).not.toContain('attributes.Tag');
    expect(tryOut(rows, { ...options, trusted: ['attributes.Tag'] })).toMatchObject({ leaks: [], judged: { auc: { learned: 1 } } });
  });

  it('says where too little is known', () => {
    expect(tryOut(leads(60, 0.4, () => 0), options).judged!.enough).toMatchObject({ enough: false, says: expect.stringContaining('too few to act') });
    expect(tryOut(leads(3, 0, () => 0), options).judged).toBeNull();
    expect(tryOut([], options).judged).toBeNull();
  });

  it('comes out the same for the same leads', () => {
    const rows = leads(400, 0.3, () => 0);
    expect(JSON.stringify(tryOut(rows, options))).toBe(JSON.stringify(tryOut(rows, options)));
  });
});
