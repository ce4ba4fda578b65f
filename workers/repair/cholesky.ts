/** Symmetric positive definite systems in double precision. Matrices are row-major [n][n]; lower triangles are read. */

/**
 * Replaces A by L with A = L·Lᵀ, in the lower triangle.
 * @returns false where A is not positive definite: its contents are lost then
 */
export function factorise(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = a[row + j];
      for (let k = 0; k < j; k++) sum -= a[row + k] * a[other + k];
      if (j < i) a[row + j] = sum / a[other + j];
      else if (sum > 0) a[row + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Replaces b by the x of L·Lᵀ·x = b. */
export function solveFactorised(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * b[k];
    b[i] = sum / l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    b[i] /= l[i * n + i];
    // Down the row of L that is a column of Lᵀ, so that memory is read in order.
    for (let k = 0; k < i; k++) b[k] -= l[i * n + k] * b[i];
  }
}
