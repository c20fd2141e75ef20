/** From points to the chance of a win: `1 / (1 + e^-(intercept + perPoint · points))`. */
export interface Calibration {
  readonly intercept: number;
  readonly perPoint: number;
}

export interface Outcome {
  readonly points: number;
  readonly won: boolean;
  readonly weight: number;
}

/** So many points double the odds of a win: the usual measure of score cards. */
export const POINTS_TO_DOUBLE = 20;
export const ODDS_PER_POINT = Math.LN2 / POINTS_TO_DOUBLE;

const STEPS = 25;
/** How many leads the belief is worth that points mean what they were made to mean. */
const BELIEF = 10;

export function chanceOf({ intercept, perPoint }: Calibration, points: number): number {
  return 1 / (1 + Math.exp(-(intercept + perPoint * points)));
}

/**
 * Fits chances to what came of points (Platt 1999), drawn a little toward what the points were made to mean, so that few
 * outcomes, or outcomes of one kind only, do not say more than they know.
 */
export function calibrate(outcomes: readonly Outcome[], belief: Calibration): Calibration {
  return fit(outcomes, belief, [BELIEF * 0.25, BELIEF * 0.25 * POINTS_TO_DOUBLE ** 2]);
}

/** Moves the chances as one, so that on average they are what came: the base rate drifts faster than what makes it. */
export function recentre(outcomes: readonly Outcome[], belief: Calibration): Calibration {
  return fit(outcomes, belief, [BELIEF * 0.25, Number.POSITIVE_INFINITY]);
}

/** Newton's method with a normal belief about both figures; an endless strength holds a figure where it is. */
function fit(outcomes: readonly Outcome[], belief: Calibration, [ofIntercept, ofSlope]: readonly [number, number]): Calibration {
  const held = !Number.isFinite(ofSlope);
  let { intercept, perPoint } = belief;
  for (let step = 0; step < STEPS; step += 1) {
    let slopeA = ofIntercept * (intercept - belief.intercept);
    let slopeB = held ? 0 : ofSlope * (perPoint - belief.perPoint);
    let aa = ofIntercept;
    let ab = 0;
    let bb = held ? 1 : ofSlope;
    for (const { points, won, weight } of outcomes) {
      const chance = chanceOf({ intercept, perPoint }, points);
      const pull = weight * (chance - (won ? 1 : 0));
      const bend = weight * chance * (1 - chance);
      slopeA += pull;
      aa += bend;
      if (held) continue;
      slopeB += pull * points;
      ab += bend * points;
      bb += bend * points * points;
    }
    const det = aa * bb - ab * ab;
    intercept -= limited((bb * slopeA - ab * slopeB) / det, 2);
    perPoint -= limited((aa * slopeB - ab * slopeA) / det, 2 * ODDS_PER_POINT);
  }
  return { intercept, perPoint };
}

/** Keeps a first step, taken from far off, from overshooting. */
function limited(step: number, most: number): number {
  return Math.max(-most, Math.min(most, step));
}
