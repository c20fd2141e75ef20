import { type Design, NO_LEVEL } from './design.js';
import { solve } from './solve.js';

export interface Logistic {
  /** Log-odds where no feature holds. */
  readonly base: number;
  /** What each feature adds to the log-odds. */
  readonly weights: Float64Array;
}

const MOST_STEPS = 50;
const STILL = 1e-8;

/**
 * Logistic regression by Newton's method, with every weight drawn toward nothing by half of `ridge` times its square.
 * The base is drawn likewise: too weakly to matter for many examples, but it is what bounds a single one. One example
 * of `n` columns moves the weights, as a vector, by at most `weight · √(n + 1) / ridge`.
 * @param onStep after every pass over the examples
 */
export function fitLogistic(design: Design, ridge: number, onStep: () => void = () => undefined): Logistic {
  const size = design.features + 1;
  let fitted: Float64Array = new Float64Array(size);
  let loss = lossOf(design, fitted, ridge);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const direction = newtonStep(design, fitted, ridge);
    let length = 1;
    let next = fitted.map((value, at) => value - direction[at]!);
    let nextLoss = lossOf(design, next, ridge);
    while (nextLoss > loss && length > STILL) {
      length /= 2;
      next = fitted.map((value, at) => value - length * direction[at]!);
      nextLoss = lossOf(design, next, ridge);
    }
    onStep();
    if (nextLoss > loss) break;
    fitted = next;
    loss = nextLoss;
    if (direction.every((move) => Math.abs(move) < STILL)) break;
  }
  return { base: fitted[design.features]!, weights: fitted.slice(0, design.features) };
}

function newtonStep({ rows, columns, levels, won, weights }: Design, fitted: Float64Array, ridge: number): Float64Array {
  const size = fitted.length;
  const last = size - 1;
  const slope = fitted.map((value) => ridge * value);
  const curve = new Float64Array(size * size);
  for (let at = 0; at < size; at += 1) curve[at * size + at] = ridge;
  const active = new Uint16Array(columns);
  for (let row = 0; row < rows; row += 1) {
    let count = 0;
    let odds = fitted[last]!;
    for (let cell = row * columns; cell < (row + 1) * columns; cell += 1) {
      const level = levels[cell]!;
      if (level === NO_LEVEL) continue;
      active[count++] = level;
      odds += fitted[level]!;
    }
    const chance = 1 / (1 + Math.exp(-odds));
    const pull = weights[row]! * (chance - won[row]!);
    const bend = weights[row]! * chance * (1 - chance);
    slope[last]! += pull;
    curve[last * size + last]! += bend;
    for (let one = 0; one < count; one += 1) {
      const level = active[one]!;
      slope[level]! += pull;
      curve[last * size + level]! += bend;
      // Later columns have higher indices, and only the lower triangle is read.
      for (let other = 0; other <= one; other += 1) curve[level * size + active[other]!]! += bend;
    }
  }
  return solve(curve, slope);
}

function lossOf({ rows, columns, levels, won, weights }: Design, fitted: Float64Array, ridge: number): number {
  let loss = (ridge / 2) * fitted.reduce((squares, value) => squares + value * value, 0);
  for (let row = 0; row < rows; row += 1) {
    let odds = fitted[fitted.length - 1]!;
    for (let cell = row * columns; cell < (row + 1) * columns; cell += 1) {
      const level = levels[cell]!;
      if (level !== NO_LEVEL) odds += fitted[level]!;
    }
    // The logarithm of 1 + e^x, written so that a large x does not overflow.
    const against = won[row] === 1 ? -odds : odds;
    loss += weights[row]! * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  return loss;
}
