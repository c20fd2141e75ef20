import type { PointsRule, TableContent } from '../api/points-tables.js';
import { changeCount, idFor, merged, withoutRule, withRule } from './table-draft.js';

const rule = (id: string, points: number): PointsRule => ({
  id,
  says: `says ${id}`,
  dimension: 'fit',
  when: { field: 'person.title', op: 'present' },
  points,
});
const base: TableContent = {
  line: 30,
  rules: [rule('a', 10), rule('b', 20)],
  activities: [],
  exclusions: [],
  skipTheLine: [],
};
const pointsIn = (table: TableContent) => Object.fromEntries(table.rules.map(({ id, points }) => [id, points]));

describe('a draft of a points table', () => {
  it('counts what differs, and nothing that was put back', () => {
    const changed = withRule({ ...base, line: 25 }, 'rules', rule('a', 12));
    expect(changeCount(base, withoutRule(changed, 'rules', 'b'))).toBe(3);
    expect(changeCount(base, withRule(changed, 'rules', rule('a', 10)))).toBe(1);
  });

  it('keeps what others saved meanwhile', () => {
    const mine = withRule(withRule(base, 'rules', rule('a', 12)), 'rules', rule('mine', 1));
    const theirs = withRule(withoutRule({ ...base, line: 25 }, 'rules', 'b'), 'rules', rule('theirs', 2));
    const { table, both } = merged(base, mine, theirs);
    expect([table.line, pointsIn(table), both]).toEqual([25, { a: 12, theirs: 2, mine: 1 }, []]);
  });

  it('names what both changed, and lets mine stand', () => {
    const mine = withRule({ ...base, line: 40 }, 'rules', rule('a', 12));
    const theirs = withRule({ ...base, line: 25 }, 'rules', rule('a', 15));
    const { table, both } = merged(base, mine, theirs);
    expect([table.line, pointsIn(table), both]).toEqual([40, { a: 12, b: 20 }, ['the line', 'says a']]);
  });

  it('does not bring back what I took out', () => {
    const theirs = withRule(base, 'rules', rule('b', 21));
    const { table, both } = merged(base, withoutRule(base, 'rules', 'b'), theirs);
    expect([pointsIn(table), both]).toEqual([{ a: 10 }, ['says b']]);
  });

  it('names a new rule by its words, once', () => {
    expect(idFor('Asked for a démo!', base)).toBe('asked-for-a-demo');
    expect(idFor('a', base)).toBe('a-2');
    expect(idFor('展示', base)).toBe('rule');
  });
});
