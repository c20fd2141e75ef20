import { condition } from '@baton/contracts';
import { seeded } from '@baton/evidence';
import fc from 'fast-check';
import { auc } from './auc.js';
import { chanceOf } from './calibration.js';
import { ece } from './ece.js';
import { learnTable } from './learn-table.js';
import { pointsOf } from './points-of.js';
import type { Column, Seen } from './seen.js';

const columns: Column[] = [
  { field: 'person.seniority', dimension: 'fit' },
  { field: 'company.employees', dimension: 'fit' },
  { field: 'source.channel', dimension: 'engagement' },
];

/** Directors and demos are won more often, the size of the firm says nothing. */
function leads(count: number, seed: number): Seen[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const director = random() < 0.4;
    const demo = random() < 0.3;
    const chance = 0.1 + (director ? 0.3 : 0) + (demo ? 0.4 : 0);
    return {
      facts: {
        'person.seniority': director ? 'director' : 'junior',
        'company.employees': Math.floor(random() * 1_000),
        'source.channel': demo ? 'demo' : 'newsletter',
      },
      won: random() < chance,
      weight: 1,
    };
  });
}
const lost = (teaches?: Seen['teaches']): fc.Arbitrary<Seen> =>
  fc.record({
    facts: fc.record({
      'person.seniority': fc.constantFrom('director', 'junior'),
      'company.employees': fc.integer({ min: 0, max: 1_000 }),
      'source.channel': fc.constantFrom('demo', 'newsletter'),
    }),
    won: fc.constant(false),
    weight: fc.constant(1),
    ...(teaches && { teaches: fc.constant(teaches) }),
  });

describe('a learned points table', () => {
  it('says in whole points what was there to be learned', () => {
    const { rules } = learnTable(leads(4_000, 1), columns);
    const points = Object.fromEntries(rules.map(({ says, points: each }) => [says, each]));
    expect(points['person seniority: director']! - points['person seniority: junior']!).toBeGreaterThan(25);
    expect(points['source channel: demo']! - points['source channel: newsletter']!).toBeGreaterThan(40);
    for (const { says, points: each } of rules) {
      expect(Number.isInteger(each)).toBe(true);
      if (says.startsWith('company')) expect(Math.abs(each)).toBeLessThan(10);
    }
  });

  it('tells chances that come true among leads that it has not seen', () => {
    const table = learnTable(leads(4_000, 2), columns);
    const judged = leads(4_000, 3).map(({ facts, won }) => ({
      score: chanceOf(table.calibration, pointsOf(table.rules, facts)),
      won,
    }));
    expect(auc(judged)).toBeGreaterThan(0.7);
    expect(ece(judged)).toBeLessThan(0.04);
  });

  it('consists of rules that a points table takes, each named by where it came from', () => {
    const { rules } = learnTable(leads(500, 4), columns);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(condition.safeParse(rule.when).success).toBe(true);
      expect(rule.seen.hits).toBeLessThanOrEqual(rule.seen.of);
    }
  });

  it('is the same to the byte for the same leads', () => {
    expect(JSON.stringify(learnTable(leads(700, 5), columns))).toBe(JSON.stringify(learnTable(leads(700, 5), columns)));
  });

  it('moves no points of engagement for what is said about fit, nor the other way round', () => {
    // Where numbers are cut depends on how many leads there are; words stay what they are.
    const words = columns.filter(({ field }) => field !== 'company.employees');
    const seen = leads(300, 6).map((lead): Seen => (lead.won ? lead : { ...lead, teaches: lead.facts['source.channel'] === 'demo' ? 'fit' : 'engagement' }));
    const pointsIn = (rows: readonly Seen[], dimension: string) =>
      Object.fromEntries(learnTable(rows, words).rules.filter((rule) => rule.dimension === dimension).map(({ id, points }) => [id, points]));
    for (const [teaches, other] of [['fit', 'engagement'], ['engagement', 'fit']] as const) {
      fc.assert(
        fc.property(fc.array(lost(teaches), { minLength: 1, maxLength: 30 }), (more) => {
          expect(pointsIn([...seen, ...more], other)).toEqual(pointsIn(seen, other));
        }),
        { numRuns: 20 },
      );
    }
  });

  it('stands for nothing where nothing was seen', () => {
    expect(learnTable([], columns).rules).toEqual([]);
    expect(chanceOf(learnTable([], columns).calibration, 0)).toBe(0.5);
  });
});
