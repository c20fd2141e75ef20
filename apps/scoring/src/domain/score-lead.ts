import { type Factor, holds, type Score } from '@baton/contracts';
import type { Features } from './features.js';
import type { PointsTable } from './points-table.js';

/** Adds up the rules that hold. The strongest factor, for or against, comes first. */
export function scoreLead(features: Features, { rules, version }: PointsTable): Score {
  const factors: Factor[] = rules
    .filter((rule) => holds(rule.when, features))
    .map(({ id, says, points, dimension }) => ({ rule: id, says, points, dimension }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.rule < b.rule ? -1 : 1));
  const sumOf = (dimension: Factor['dimension']) =>
    rounded(factors.reduce((sum, factor) => sum + (factor.dimension === dimension ? factor.points : 0), 0));
  const fit = sumOf('fit');
  const engagement = sumOf('engagement');
  return { score: rounded(fit + engagement), fit, engagement, factors, modelVersion: version };
}

/** Points like 0.1 must not add up to 0.30000000000000004. */
function rounded(points: number): number {
  return Math.round(points * 1_000) / 1_000;
}
