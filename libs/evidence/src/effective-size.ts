/**
 * How many equally weighted observations these weights are worth (Kish 1965): as many as there are when all weigh
 * alike, near one when one outweighs the rest.
 */
export function effectiveSize(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares === 0 ? 0 : (sum * sum) / squares;
}
