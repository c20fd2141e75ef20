import { type Factor, holds } from '@baton/contracts';
import type { ActivityRule } from './points-table.js';
import type { Touch } from './touch.js';

const DAY_MS = 86_400_000;

/**
 * The points for what a person did, one factor for each rule that holds. An act is worth half after its half-life;
 * of a day no more acts count than the rule allows, the newest first.
 * @param at the instant at which the lead is looked at, ISO 8601; what comes later counts as new
 */
export function activityFactors(rules: readonly ActivityRule[], touches: readonly Touch[], at: string): Factor[] {
  return rules.flatMap((rule): Factor[] => {
    const counted = countedOf(rule, touches);
    if (counted.length === 0) return [];
    const sum = counted.reduce((points, touch) => points + rule.points * share(touch, rule, at), 0);
    const points = Math.round(limited(sum, rule.atMostPoints) * 10) / 10;
    const says = counted.length === 1 ? rule.says : `${rule.says} (${counted.length} times)`;
    return points === 0 ? [] : [{ rule: rule.id, says, points, dimension: 'engagement' }];
  });
}

function countedOf({ when, counts, atMostPerDay }: ActivityRule, touches: readonly Touch[]): Touch[] {
  const newestFirst = touches
    .filter(({ kind, channel, campaign, content }) => holds(when, { kind, channel, campaign, content }))
    .sort((one, other) => (one.at === other.at ? (one.touchId < other.touchId ? -1 : 1) : one.at < other.at ? 1 : -1));
  if (counts === 'once') return newestFirst.slice(0, 1);
  const perDay = new Map<string, number>();
  const contents = new Set<string>();
  return newestFirst.filter(({ at, content = '' }) => {
    if (counts === 'oncePerContent' && contents.has(content)) return false;
    const day = at.slice(0, 10);
    const today = perDay.get(day) ?? 0;
    if (atMostPerDay !== undefined && today >= atMostPerDay) return false;
    perDay.set(day, today + 1);
    contents.add(content);
    return true;
  });
}

function share(touch: Touch, { halfLifeDays }: ActivityRule, at: string): number {
  if (halfLifeDays === undefined) return 1;
  const days = Math.max(0, Date.parse(at) - Date.parse(touch.at)) / DAY_MS;
  return 2 ** (-days / halfLifeDays);
}

function limited(points: number, most: number | undefined): number {
  if (most === undefined) return points;
  return Math.max(-most, Math.min(most, points));
}
