import { solve } from './solve.js';

export interface Example {
  /** The features that hold, by index, each once. */
  readonly holds: readonly number[];
  readonly won: boolean;
  /** How many leads it stands for: one over the chance it had to be among the examples. */
  readonly weight: number;
}

export interface Logistic {
  /** Log-odds where no feature holds. */
  readonly base: number;
  /** What each feature adds to the log-odds. */
  readonly weights: readonly number[];
}

const MOST_STEPS = 50;
const STILL = 1e-10;

/**
 * Logistic regression by Newton's method, with every weight drawn toward nothing by half of `ridge` times its square.
 * The base is drawn likewise: too weakly to matter for many examples, but it is what bounds a single one. One example
 * with `n` features moves the weights, as a vector, by at most `weight · √(n + 1) / ridge`.
 */
export function fitLogistic(examples: readonly Example[], features: number, ridge: number): Logistic {
  const size = features + 1;
  let fitted: Float64Array = new Float64Array(size);
  let loss = lossOf(examples, fitted, ridge);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const direction = newtonStep(examples, fitted, ridge);
    let length = 1;
    let next = fitted.map((value, at) => value - direction[at]!);
    let nextLoss = lossOf(examples, next, ridge);
    while (nextLoss > loss && length > STILL) {
      length /= 2;
      next = fitted.map((value, at) => value - length * direction[at]!);
      nextLoss = lossOf(examples, next, ridge);
    }
    if (nextLoss > loss) break;
    fitted = next;
    loss = nextLoss;
    if (direction.every((move) => Math.abs(move) < STILL)) break;
  }
  return { base: fitted[features]!, weights: [...fitted.subarray(0, features)] };
}

/** The log-odds of a win. */
export function logOdds({ base, weights }: Logistic, holds: readonly number[]): number {
  return holds.reduce((sum, feature) => sum + weights[feature]!, base);
}

function newtonStep(examples: readonly Example[], fitted: Float64Array, ridge: number): Float64Array {
  const size = fitted.length;
  const slope = fitted.map((value) => ridge * value);
  const curve = new Float64Array(size * size);
  for (let at = 0; at < size; at += 1) curve[at * size + at] = ridge;
  for (const { holds, won, weight } of examples) {
    const active = [...holds, size - 1];
    const chance = 1 / (1 + Math.exp(-sum(fitted, active)));
    const bend = weight * chance * (1 - chance);
    for (const row of active) {
      slope[row]! += weight * (chance - (won ? 1 : 0));
      for (const column of active) curve[row * size + column]! += bend;
    }
  }
  return solve(curve, slope);
}

function lossOf(examples: readonly Example[], fitted: Float64Array, ridge: number): number {
  let loss = (ridge / 2) * fitted.reduce((squares, value) => squares + value * value, 0);
  for (const { holds, won, weight } of examples) {
    const odds = sum(fitted, [...holds, fitted.length - 1]);
    // The logarithm of 1 + e^x, written so that a large x does not overflow.
    const against = won ? -odds : odds;
    loss += weight * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  return loss;
}

function sum(fitted: Float64Array, active: readonly number[]): number {
  return active.reduce((total, at) => total + fitted[at]!, 0);
}
