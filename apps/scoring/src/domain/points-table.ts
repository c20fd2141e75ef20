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

/** Points for what a person did, wherever and however often. */
export const activityRule = z.strictObject({
  id,
  says,
  when: condition.describe('Of the act: its `kind`, `channel`, `campaign` and `content`.'),
  points: z.number().min(-1_000).max(1_000),
  counts: z.enum(['once', 'everyTime', 'oncePerContent']),
  atMostPerDay: z.number().int().positive().optional(),
  atMostPoints: z.number().positive().optional().describe('However often it happens.'),
  halfLifeDays: z.number().positive().max(3_650).optional().describe('After so many days an act is worth half.'),
});
export type ActivityRule = z.output<typeof activityRule>;

/** What sales calls a good lead, as a table that everybody can read. */
export const pointsTableContent = z
  .strictObject({
    line: z.number().describe('A lead with at least as many points is sent to sales.'),
    rules: z.array(pointsRule).min(1).max(2_000),
    activities: z.array(activityRule).max(200).default([]),
    exclusions: z.array(exclusionRule).max(200).default([]),
    skipTheLine: z
      .array(exclusionRule)
      .max(50)
      .default([])
      .describe('Who does such a thing is sent whatever the points, unless left out or unknown.'),
    calibration: z
      .strictObject({ intercept: z.number(), perPoint: z.number() })
      .optional()
      .describe('From points to the chance that sales takes the lead: 1 / (1 + e^-(intercept + perPoint · points)).'),
  })
  .superRefine(({ rules, activities, exclusions, skipTheLine }, context) => {
    const seen = new Set<string>();
    const lists = { rules, activities, exclusions, skipTheLine };
    for (const [list, items] of Object.entries(lists)) {
      items.forEach((item, index) => {
        if (seen.has(item.id)) {
          context.addIssue({ code: 'custom', path: [list, index, 'id'], message: `the id ${item.id} is used twice` });
        }
        seen.add(item.id);
      });
    }
  });
export type PointsTableContent = z.output<typeof pointsTableContent>;

/** How a version came to be. */
export type PointsTableKind = 'first' | 'edited' | 'interview' | 'learned' | 'rolled-back';

/** A table that rules, or once did. It is never changed: a change is a new version. */
export interface PointsTable extends PointsTableContent {
  readonly version: number;
}

/** What differs between two versions, in words; empty when nothing does. */
export function describeChanges(before: PointsTableContent, after: PointsTableContent): string[] {
  const points = (rule: { points: number }) => signed(rule.points);
  return [
    ...(before.line === after.line ? [] : [`the line: ${before.line} → ${after.line}`]),
    ...changesOf(before.rules, after.rules, {
      added: (rule) => `${rule.says}: new, ${points(rule)}`,
      changed: pointsOrForm,
      gone: ({ says: words }) => `${words}: no longer counts`,
    }),
    ...changesOf(before.activities, after.activities, {
      added: (rule) => `${rule.says}: new, ${points(rule)} for the act`,
      changed: pointsOrForm,
      gone: ({ says: words }) => `${words}: no longer counts`,
    }),
    ...changesOf(before.exclusions, after.exclusions, {
      added: ({ says: words }) => `now left out: ${words}`,
      changed: (_, { says: words }) => `left out, put differently: ${words}`,
      gone: ({ says: words }) => `no longer left out: ${words}`,
    }),
    ...changesOf(before.skipTheLine, after.skipTheLine, {
      added: ({ says: words }) => `now skips the line: ${words}`,
      changed: (_, { says: words }) => `skips the line, put differently: ${words}`,
      gone: ({ says: words }) => `no longer skips the line: ${words}`,
    }),
    ...(isDeepStrictEqual(before.calibration, after.calibration) ? [] : ['the chance that points stand for: fitted anew']),
  ];
}

interface Named {
  readonly id: string;
  readonly says: string;
}

function changesOf<Rule extends Named>(
  before: readonly Rule[],
  after: readonly Rule[],
  words: { added: (rule: Rule) => string; changed: (was: Rule, rule: Rule) => string; gone: (rule: Rule) => string },
): string[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const told = after.flatMap((rule) => {
    const was = old.get(rule.id);
    old.delete(rule.id);
    if (!was) return [words.added(rule)];
    return isDeepStrictEqual(was, rule) ? [] : [words.changed(was, rule)];
  });
  return [...told, ...[...old.values()].map(words.gone)];
}

function pointsOrForm(was: { points: number }, rule: Named & { points: number }): string {
  return was.points === rule.points
    ? `${rule.says}: put differently`
    : `${rule.says}: ${signed(was.points)} → ${signed(rule.points)}`;
}

export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
