import type { Condition } from '@baton/contracts';
import type { PointsTableContent } from './points-table.js';

/** Whether a lead may be worth more by the table once it does something. */
export function usesTouches({ rules, activities, exclusions, skipTheLine }: PointsTableContent): boolean {
  return activities.length > 0 || [...rules, ...exclusions, ...skipTheLine].some(({ when }) => asksForTouches(when));
}

function asksForTouches(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksForTouches);
  if ('any' in condition) return condition.any.some(asksForTouches);
  return condition.field.startsWith('touches.');
}
