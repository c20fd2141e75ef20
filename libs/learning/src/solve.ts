/**
 * Solves `matrix · x = right` for a symmetric positive definite matrix, by Cholesky's factors.
 * @param matrix row by row; only the lower triangle is read
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const lower = new Float64Array(size * size);
  const solved = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row * size + column]!;
      for (let k = 0; k < column; k += 1) rest -= lower[row * size + k]! * lower[column * size + k]!;
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / lower[column * size + column]!;
    }
  }
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) solved[row]! -= lower[row * size + k]! * solved[k]!;
    solved[row]! /= lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) solved[row]! -= lower[k * size + row]! * solved[k]!;
    solved[row]! /= lower[row * size + row]!;
  }
  return solved;
}
