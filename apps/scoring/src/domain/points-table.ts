import { isDeepStrictEqual } from 'node:util';
import { condition, factorDimension } from '@baton/contracts';
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens, e.g. `demo-request`')
  .max(60);
const says = z.string().trim().min(3).max(120).describe('The rule in words, as a rep reads it.');

export const pointsRule = z.strictObject({
  id,
  says,
  dimension: factorDimension,
  when: condition,
  points: z.number().min(-1_000).max(1_000),
});

export const exclusionRule = z.strictObject({ id, says, when: condition });

/** What sales calls a good lead, as a table that everybody can read. */
export const pointsTableContent = z
  .strictObject({
    line: z.number().describe('A lead with at least as many points is sent to sales.'),
    rules: z.array(pointsRule).min(1).max(500),
    exclusions: z.array(exclusionRule).max(200).default([]),
  })
  .superRefine(({ rules, exclusions }, context) => {
    const seen = new Set<string>();
    for (const [list, items] of [['rules', rules], ['exclusions', exclusions]] as const) {
      items.forEach((item, index) => {
        if (seen.has(item.id)) {
          context.addIssue({ code: 'custom', path: [list, index, 'id'], message: `the id ${item.id} is used twice` });
        }
        seen.add(item.id);
      });
    }
  });
export type PointsTableContent = z.output<typeof pointsTableContent>;

/** A table that rules, or once did. It is never changed: a change is a new version. */
export interface PointsTable extends PointsTableContent {
  readonly version: number;
}

/** What differs between two versions, in words; empty when nothing does. */
export function describeChanges(before: PointsTableContent, after: PointsTableContent): string[] {
  const changes: string[] = [];
  if (before.line !== after.line) changes.push(`the line: ${before.line} → ${after.line}`);
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  for (const rule of after.rules) {
    const was = old.get(rule.id);
    old.delete(rule.id);
    if (!was) changes.push(`${rule.says}: new, ${signed(rule.points)}`);
    else if (was.points !== rule.points) changes.push(`${rule.says}: ${signed(was.points)} → ${signed(rule.points)}`);
    else if (!isDeepStrictEqual(was, rule)) changes.push(`${rule.says}: put differently`);
  }
  for (const { says: words } of old.values()) changes.push(`${words}: no longer counts`);
  const oldExclusions = new Map(before.exclusions.map((rule) => [rule.id, rule]));
  for (const rule of after.exclusions) {
    const was = oldExclusions.get(rule.id);
    oldExclusions.delete(rule.id);
    if (!was) changes.push(`now left out: ${rule.says}`);
    else if (!isDeepStrictEqual(was, rule)) changes.push(`left out, put differently: ${rule.says}`);
  }
  for (const { says: words } of oldExclusions.values()) changes.push(`no longer left out: ${words}`);
  return changes;
}

export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
