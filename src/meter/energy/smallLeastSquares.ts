/** One equation: Σ xᵢ·θᵢ = y, with the variance of y. */
export interface Row {
  readonly x: readonly number[];
  readonly y: number;
  readonly variance: number;
}

export interface Solution {
  readonly solution: readonly number[];
  /** Of each unknown. */
  readonly variances: readonly number[];
  /** Weighted sum of the squared residuals. */
  readonly squares: number;
  /** Logarithm of the rows' likelihood with the unknowns integrated out; comparable for the same y alone. */
  readonly evidence: number;
}

/** Weighted least squares of a few unknowns by Gauss and Jordan; unknowns that no row tells are 0. */
export function leastSquares(rows: readonly Row[], unknowns: number): Solution {
  const indices = [...Array(unknowns).keys()];
  const sum = (value: (row: Row) => number) =>
    rows.reduce((total, row) => total + value(row) / row.variance, 0);
  const normal = indices.map((i) => indices.map((j) => sum(({ x }) => x[i] * x[j])));
  const right = indices.map((i) => sum(({ x, y }) => x[i] * y));
  const { inverse, logDeterminant } = inverted(normal);
  const solution = inverse.map((row) =>
    row.reduce((total, value, j) => total + value * right[j], 0),
  );
  const residual = ({ x, y }: Row) =>
    y - x.reduce((total, value, i) => total + value * solution[i], 0);
  const squares = sum((row) => residual(row) ** 2);
  const logVariances = rows.reduce((total, { variance }) => total + Math.log(variance), 0);
  return {
    solution,
    variances: indices.map((i) => inverse[i][i]),
    squares,
    evidence: -(squares + logVariances + logDeterminant) / 2,
  };
}

/** Of a symmetric, non-negative matrix; rows and columns without a pivot become 0. */
function inverted(matrix: readonly (readonly number[])[]) {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    const pivot = work[i][i];
    if (!(pivot > 1e-12 * matrix[i][i])) {
      work.forEach((row) => row.splice(i, 1, 0));
      work[i].fill(0);
      continue;
    }
    logDeterminant += Math.log(pivot);
    work[i] = work[i].map((value) => value / pivot);
    for (let k = 0; k < n; k++) {
      const factor = work[k][i];
      if (k !== i) work[k] = work[k].map((value, j) => value - factor * work[i][j]);
    }
  }
  return { inverse: work.map((row) => row.slice(n)), logDeterminant };
}
