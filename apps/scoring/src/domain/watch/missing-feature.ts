import type { Condition, Facts } from '@baton/contracts';
import type { PointsTableContent } from '../points-table.js';
import { type Alarm, percent } from './alarm.js';

const FEWEST = 50;
/** So much more often blank than before, in points of a share: a form has changed, or a platform's field. */
const MORE = 0.3;

/** @param earlier what was known of leads before @param newest of the newest ones */
export function watchMissingFeatures(table: PointsTableContent, earlier: readonly Facts[], newest: readonly Facts[]): Alarm[] {
  if (earlier.length < FEWEST || newest.length < FEWEST) return [];
  return fieldsOf(table).flatMap((field): Alarm[] => {
    const [was, is] = [blank(earlier, field), blank(newest, field)];
    if (is - was < MORE) return [];
    const says = `“${field}” is missing in ${percent(is)} of the newest ${newest.length} leads, before in ${percent(was)}: points depend on it`;
    return [{ kind: 'missing-feature', about: field, says }];
  });
}

function blank(leads: readonly Facts[], field: string): number {
  return leads.filter((facts) => facts[field] === undefined || facts[field] === null || facts[field] === '').length / leads.length;
}

function fieldsOf({ rules, exclusions, skipTheLine }: PointsTableContent): string[] {
  return [...new Set([...rules, ...exclusions, ...skipTheLine].flatMap(({ when }) => fieldsIn(when)))].sort();
}

function fieldsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsIn);
  if ('any' in condition) return condition.any.flatMap(fieldsIn);
  return [condition.field];
}
