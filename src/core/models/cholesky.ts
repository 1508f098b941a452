/**
 * Cholesky's factor of a symmetric matrix, in place: the lower triangle of `matrix` (row by row, `size` x `size`) becomes L
 * with L L' equal to it. False where it is not positive definite to working precision.
 */
export function cholesky(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j++) {
    const diagonal = matrix[j * size + j]!;
    let rest = diagonal;
    for (let k = 0; k < j; k++) rest -= matrix[j * size + k]! ** 2;
    // What is left of the diagonal after subtraction must be more than rounding.
    if (!(rest > 1e-13 * diagonal)) return false;
    const root = Math.sqrt(rest);
    matrix[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = sum / root;
    }
  }
  return true;
}

/** The x with L L' x = `right`, for the factor L of {@link cholesky}. */
export function solveCholesky(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  return x;
}
