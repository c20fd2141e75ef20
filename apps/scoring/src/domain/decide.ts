import { holds, type HoldReason, type PassportQuestion, type Score } from '@baton/contracts';
import type { Features } from './features.js';
import type { Inputs, LineInForce } from './inputs.js';
import { HOLDS_ALL, SENDS_ALL } from './line-policy.js';
import type { PointsTable } from './points-table.js';
import { sentByChance } from './sent-by-chance.js';

export type Decision =
  | {
      readonly kind: 'qualified';
      readonly reasons: string[];
      /** Present where it was sent by chance, although it is below the line: how likely that was. */
      readonly sample?: { readonly probability: number };
    }
  | { readonly kind: 'held'; readonly reasons: HoldReason[] };

const NAMED_FACTORS = 3;

const questionInWords: Record<PassportQuestion, string> = {
  who: 'who it is',
  whereFrom: 'where the person came from',
  content: 'what they looked at before',
  prompted: 'what made them act',
};

/**
 * Whether a lead is worth sales' time. Everything that speaks against it is said, not the first thing only. An act that
 * skips the line does so whatever the points; of those that only the line holds back, a few are sent by chance.
 */
export function decide(
  { leadId, features, missing, line }: Pick<Inputs, 'leadId' | 'features' | 'missing' | 'line'>,
  score: Score,
  table: PointsTable,
): Decision {
  const skips = table.skipTheLine.find(({ when }) => holds(when, features));
  const strongest = score.factors.filter(({ points }) => points > 0).map(({ says }) => says);
  const obstacles = [...exclusions(features, table), ...incompleteness(missing)];
  const isBelow = score.score < line.cut && !skips;
  const standing = `${score.score} points, ${lineInWords(line)}`;
  if (obstacles.length === 0 && isBelow && sentByChance(leadId, line.sampleShare)) {
    return {
      kind: 'qualified',
      // A rep reads this, and should judge the lead as any other: who knows that it was held back finds reasons for it.
      reasons: [...strongest.slice(0, NAMED_FACTORS), `${score.score} points`],
      sample: { probability: line.sampleShare },
    };
  }
  const reasons = isBelow ? [...obstacles, belowTheLine(score, features, line, table)] : obstacles;
  if (reasons.length > 0) return { kind: 'held', reasons };
  const first = skips ? [skips.says, ...strongest.filter((says) => says !== skips.says)] : strongest;
  return { kind: 'qualified', reasons: [...first.slice(0, NAMED_FACTORS), standing] };
}

function exclusions(features: Features, table: PointsTable): HoldReason[] {
  return table.exclusions
    .filter(({ when }) => holds(when, features))
    .map(({ says }) => ({
      code: 'EXCLUDED',
      says: `Left out: ${says}`,
      wouldChange: 'taking the exclusion out of the points table, if it is wrong',
    }));
}

function incompleteness(missing: readonly PassportQuestion[]): HoldReason[] {
  if (missing.length === 0) return [];
  const open = listed(missing.map((question) => questionInWords[question]));
  return [{ code: 'PASSPORT_INCOMPLETE', says: `Nobody can say ${open}`, wouldChange: `knowing ${open}` }];
}

function belowTheLine(score: Score, features: Features, line: LineInForce, table: PointsTable): HoldReason {
  const short = Math.round((line.cut - score.score) * 1_000) / 1_000;
  // Of the rules that alone would do, the smallest is the nearest.
  const enough = table.rules
    .filter(({ when, points }) => points >= short && !holds(when, features))
    .sort((a, b) => a.points - b.points)[0];
  return {
    code: 'BELOW_LINE',
    says: `${score.score} points, ${lineInWords(line)}`,
    wouldChange: `${short} more ${short === 1 ? 'point' : 'points'}${enough ? `, for instance if this held: ${enough.says}` : ''}`,
  };
}

function lineInWords({ cut }: LineInForce): string {
  if (cut === SENDS_ALL) return 'everything is sent';
  return cut === HOLDS_ALL ? 'as many as were meant have been sent' : `the line is ${cut}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
