import { holds, type HoldReason, type Passport, type PassportQuestion, type Score } from '@baton/contracts';
import type { Features } from './features.js';
import type { PointsTable } from './points-table.js';

export type Decision =
  | { readonly kind: 'qualified'; readonly reasons: string[] }
  | { readonly kind: 'held'; readonly reasons: HoldReason[] };

const NAMED_FACTORS = 3;

const questionInWords: Record<PassportQuestion, string> = {
  who: 'who it is',
  whereFrom: 'where the person came from',
  content: 'what they looked at before',
  prompted: 'what made them act',
};

/** Whether a lead is worth sales' time. Everything that speaks against it is said, not the first thing only. */
export function decide(
  lead: { readonly features: Features; readonly passport: Passport; readonly score: Score },
  table: PointsTable,
): Decision {
  const { features, passport, score } = lead;
  const reasons = [
    ...exclusions(features, table),
    ...incompleteness(passport),
    ...(score.score < table.line ? [belowTheLine(score, features, table)] : []),
  ];
  if (reasons.length > 0) return { kind: 'held', reasons };
  const strongest = score.factors.filter(({ points }) => points > 0).slice(0, NAMED_FACTORS);
  return {
    kind: 'qualified',
    reasons: [...strongest.map(({ says }) => says), `${score.score} points, the line is ${table.line}`],
  };
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

function incompleteness({ missing }: Passport): HoldReason[] {
  if (missing.length === 0) return [];
  const open = listed(missing.map((question) => questionInWords[question]));
  return [{ code: 'PASSPORT_INCOMPLETE', says: `Nobody can say ${open}`, wouldChange: `knowing ${open}` }];
}

function belowTheLine(score: Score, features: Features, table: PointsTable): HoldReason {
  const short = Math.round((table.line - score.score) * 1_000) / 1_000;
  // Of the rules that alone would do, the smallest is the nearest.
  const enough = table.rules
    .filter(({ when, points }) => points >= short && !holds(when, features))
    .sort((a, b) => a.points - b.points)[0];
  return {
    code: 'BELOW_LINE',
    says: `${score.score} points, the line is ${table.line}`,
    wouldChange: `${short} more ${short === 1 ? 'point' : 'points'}${enough ? `, for instance if this held: ${enough.says}` : ''}`,
  };
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
