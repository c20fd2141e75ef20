import { type Factor, holds, type Score } from '@baton/contracts';
import { chanceOf } from '@baton/learning';
import { activityFactors } from './activity-factors.js';
import type { Inputs } from './inputs.js';
import type { PointsTable } from './points-table.js';

/** Adds up the rules that hold. The strongest factor, for or against, comes first. */
export function scoreLead(
  { features, touches, at }: Pick<Inputs, 'features' | 'touches' | 'at'>,
  { rules, activities, calibration, version }: PointsTable,
): Score {
  const factors: Factor[] = rules
    .filter((rule) => holds(rule.when, features))
    .map(({ id, says, points, dimension }): Factor => ({ rule: id, says, points, dimension }))
    .concat(activityFactors(activities, touches, at))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.rule < b.rule ? -1 : 1));
  const sumOf = (dimension: Factor['dimension']) =>
    rounded(factors.reduce((sum, factor) => sum + (factor.dimension === dimension ? factor.points : 0), 0));
  const fit = sumOf('fit');
  const engagement = sumOf('engagement');
  const score = rounded(fit + engagement);
  return {
    score,
    fit,
    engagement,
    factors,
    ...(calibration && { probability: Math.round(chanceOf(calibration, score) * 10_000) / 10_000 }),
    modelVersion: version,
  };
}

/** Points like 0.1 must not add up to 0.30000000000000004. */
function rounded(points: number): number {
  return Math.round(points * 1_000) / 1_000;
}
