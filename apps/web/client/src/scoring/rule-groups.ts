import type { Condition } from '@baton/contracts';
import type { PointsRule } from '../api/points-tables.js';

export type RuleGroup = 'person' | 'company' | 'else' | 'engagement';

export const groupTitles: Readonly<Record<RuleGroup, string>> = {
  person: 'Fit: the person',
  company: 'Fit: the firm',
  else: 'Fit: everything else',
  engagement: 'Engagement: what is known of it',
};

const groups = Object.keys(groupTitles) as RuleGroup[];

/** The rules under the headings that people look for them by, in the order of the table; without empty groups. */
export function groupedRules(rules: readonly PointsRule[]): Array<readonly [RuleGroup, readonly PointsRule[]]> {
  const by = Map.groupBy(rules, groupOf);
  return groups.flatMap((group) => (by.has(group) ? [[group, by.get(group)!] as const] : []));
}

function groupOf({ dimension, when }: PointsRule): RuleGroup {
  if (dimension === 'engagement') return 'engagement';
  const fields = fieldsOf(when);
  if (fields.length > 0 && fields.every((field) => field.startsWith('person.'))) return 'person';
  if (fields.length > 0 && fields.every((field) => /^(company|account)\./.test(field))) return 'company';
  return 'else';
}

/** What a condition asks about. */
export function fieldsOf(condition: Condition): string[] {
  if ('field' in condition) return [condition.field];
  return ('all' in condition ? condition.all : condition.any).flatMap(fieldsOf);
}
