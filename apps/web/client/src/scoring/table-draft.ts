import type { PointsTable, TableContent, WordedRule } from '../api/points-tables.js';

export const ruleLists = ['rules', 'activities', 'exclusions', 'skipTheLine'] as const;
export type RuleList = (typeof ruleLists)[number];
export type RuleOf<List extends RuleList> = TableContent[List][number];

const LONGEST_STEM = 50;

/** What of a table is decided by people, without who promoted it when. */
export function contentOf(table: PointsTable): TableContent {
  const { line, rules, activities, exclusions, skipTheLine, calibration } = table;
  return { line, rules, activities, exclusions, skipTheLine, ...(calibration ? { calibration } : {}) };
}

/** The table with the rule in the place of the one with its id, or at the end of its list. */
export function withRule<List extends RuleList>(table: TableContent, list: List, rule: RuleOf<List>): TableContent {
  const rules: readonly WordedRule[] = table[list];
  const known = rules.some(({ id }) => id === rule.id);
  return { ...table, [list]: known ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule] };
}

export function withPoints(
  table: TableContent,
  list: 'rules' | 'activities',
  id: string,
  points: number,
): TableContent {
  const rules: ReadonlyArray<RuleOf<typeof list>> = table[list];
  return { ...table, [list]: rules.map((rule) => (rule.id === id ? { ...rule, points } : rule)) };
}

export function withoutRule(table: TableContent, list: RuleList, id: string): TableContent {
  const rules: readonly WordedRule[] = table[list];
  return { ...table, [list]: rules.filter((rule) => rule.id !== id) };
}

/** An id as the service wants it, made of the words, that nothing in the table has yet. */
export function idFor(says: string, table: TableContent): string {
  const words = says
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['rule'];
  const stem = words.join('-').slice(0, LONGEST_STEM).replace(/-$/, '');
  const taken = new Set(ruleLists.flatMap((list) => table[list].map(({ id }) => id)));
  let id = stem;
  for (let number = 2; taken.has(id); number += 1) id = `${stem}-${number}`;
  return id;
}

/** In how many places the one table says something else than the other. */
export function changeCount(before: TableContent, after: TableContent): number {
  const changed = ruleLists.flatMap((list) => changedIds(before[list], after[list]));
  return changed.length + (before.line === after.line ? 0 : 1);
}

export interface Merged {
  readonly table: TableContent;
  /** Where both changed the same thing, each in another way. What I said stands in the table. */
  readonly both: readonly string[];
}

/** What I changed since `base`, on top of what others changed since. */
export function merged(base: TableContent, mine: TableContent, theirs: TableContent): Merged {
  const both: string[] = [];
  const lineIsMine = mine.line !== base.line;
  if (lineIsMine && theirs.line !== base.line && theirs.line !== mine.line) both.push('the line');
  let table: TableContent = { ...theirs, ...(lineIsMine ? { line: mine.line } : {}) };
  for (const list of ruleLists) {
    const theirChanges = new Set(changedIds(base[list], theirs[list]));
    for (const id of changedIds(base[list], mine[list])) {
      const rule = ruleIn(mine[list], id);
      const theirRule = ruleIn(theirs[list], id);
      if (theirChanges.has(id) && !isSame(rule, theirRule)) both.push((rule ?? theirRule)!.says);
      table = rule ? withRule(table, list, rule as RuleOf<typeof list>) : withoutRule(table, list, id);
    }
  }
  return { table, both };
}

const ruleIn = (rules: readonly WordedRule[], id: string) => rules.find((rule) => rule.id === id);

function changedIds(before: readonly WordedRule[], after: readonly WordedRule[]): string[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].filter((id) => !isSame(ruleIn(before, id), ruleIn(after, id)));
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
