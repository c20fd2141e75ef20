import { shrink } from '@baton/evidence';
import type { PointsTableContent } from '../points-table.js';
import type { Statement } from './statements.js';

/** What all agree on doubles the odds at most, who they are, or makes them four times as good, what they did. */
const MOST_POINTS = { fit: 20, engagement: 40 } as const;
/** How many who say nothing of it are added to those who answered. */
const SILENT = 1;

/**
 * Whole points, below zero where sales rejects such leads: the more of those who answered say it, the more, and less
 * for few than for many who all say it.
 */
export function pointsFor({ dimension, wanted, saidBy, unsaidBy }: Statement): number {
  const agreement = { hits: saidBy.length, of: saidBy.length + unsaidBy.length };
  const points = Math.round(MOST_POINTS[dimension] * shrink(agreement, 0, SILENT));
  return wanted ? points : -points;
}

/**
 * The points table made of what was said; `null` where none of it can be read off a lead. Who is left out is what more
 * than half of them never want to see. The line lies at half of what the perfect lead would get.
 */
export function draftTable(statements: readonly Statement[]): PointsTableContent | null {
  const told = statements.flatMap(({ when, ...statement }) => (when ? [{ ...statement, when }] : []));
  const leftOut = told.filter(isLeftOut);
  const rules = told
    .filter((statement) => !isLeftOut(statement))
    .map((statement) => {
      const { id, says, dimension, when } = statement;
      return { id, says, dimension, when, points: pointsFor(statement) };
    })
    .filter(({ points }) => points !== 0);
  if (rules.length === 0) return null;
  return {
    line: Math.round(perfectLead(told) / 2),
    rules,
    activities: [],
    exclusions: leftOut.map(({ id, says, when }) => ({ id, says, when })),
    skipTheLine: [],
  };
}

const isLeftOut = ({ id, saidBy, unsaidBy }: Statement) => id === STUDENT && saidBy.length > unsaidBy.length;
const STUDENT = 'rejects-student-or-jobseeker';

/** The most that each question gives: a lead has one title, one firm, one country. */
function perfectLead(statements: readonly Statement[]): number {
  const most = new Map<string, number>();
  for (const statement of statements) {
    most.set(statement.question, Math.max(most.get(statement.question) ?? 0, pointsFor(statement)));
  }
  return [...most.values()].reduce((sum, points) => sum + points, 0);
}
