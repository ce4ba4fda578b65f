/** Ridge regression whose zeros stay zero. */
import * as tf from '@tensorflow/tfjs-core';
import { factorise, solveFactorised } from './cholesky';
import type { Centred } from './normalEquations';

/** Multiplications of all factorisations together that still take well under a second. */
const MOST_CHOLESKY_WORK = 2e8;
const MOST_ITERATIONS = 30;
/** Of the first residual: where further steps would only fit noise. */
const SMALL_RESIDUAL = 1e-4;

/**
 * The W that minimises E‖y − x·W‖² + λ‖W − start‖² with W zero wherever the mask is 0; λ = `ridge` · the mean variance
 * of an input. Columns with the same zeros share one Cholesky factor; where there are too many different ones,
 * conjugate gradients find all columns together.
 * @param start [inputs][outputs], the weights so far; zero where the mask is 0
 * @param mask [inputs][outputs], 1 for weights that stay; null keeps all
 */
export function solveMasked(
  { inputs, outputs, covariance, target }: Centred,
  start: Float32Array,
  mask: Uint8Array | null,
  ridge: number,
): Float32Array {
  const damped = withRidge(covariance, inputs, ridge);
  const residual = subtractProduct(covariance, start, target, inputs, outputs);
  const groups = groupColumns(mask, inputs, outputs);
  const work = groups.reduce((sum, { support }) => sum + support.length ** 3 / 6, 0);
  const change =
    work <= MOST_CHOLESKY_WORK
      ? solveGroups(damped, residual, groups, inputs, outputs)
      : conjugateGradients(damped, residual, mask!, inputs, outputs);
  return start.map((w, i) => w + change[i]);
}

interface ColumnGroup {
  /** Inputs that the columns may use. */
  readonly support: Int32Array;
  readonly columns: number[];
}

function withRidge(covariance: Float64Array, n: number, ridge: number): Float64Array {
  const damped = covariance.slice();
  let trace = 0;
  for (let i = 0; i < n; i++) trace += covariance[i * n + i];
  // A constant input has no variance: the tiny addend keeps even all of them solvable.
  for (let i = 0; i < n; i++) damped[i * n + i] += (ridge * trace) / n + 1e-12;
  return damped;
}

/** D − C·start */
function subtractProduct(
  c: Float64Array,
  start: Float32Array,
  d: Float64Array,
  inputs: number,
  outputs: number,
): Float64Array {
  const matrix = tf.tensor2d(Float32Array.from(c), [inputs, inputs]);
  const product = multiply(matrix, start, outputs);
  matrix.dispose();
  return d.map((value, i) => value - product[i]);
}

/** a · [n][m] by TF.js, in float32. */
function multiply(a: tf.Tensor2D, b: Float32Array, m: number): Float32Array {
  const right = tf.tensor2d(b, [a.shape[1], m]);
  const product = tf.matMul(a, right);
  const values = product.dataSync<'float32'>().slice();
  tf.dispose([right, product]);
  return values;
}

function groupColumns(mask: Uint8Array | null, inputs: number, outputs: number): ColumnGroup[] {
  const groups = new Map<string, ColumnGroup>();
  for (let column = 0; column < outputs; column++) {
    const support: number[] = [];
    for (let i = 0; i < inputs; i++) if (!mask || mask[i * outputs + column]) support.push(i);
    const key = support.join();
    const group = groups.get(key) ?? { support: Int32Array.from(support), columns: [] };
    group.columns.push(column);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function solveGroups(
  damped: Float64Array,
  residual: Float64Array,
  groups: readonly ColumnGroup[],
  inputs: number,
  outputs: number,
): Float32Array {
  const change = new Float32Array(inputs * outputs);
  for (const { support, columns } of groups) {
    const n = support.length;
    const factor = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) factor[i * n + j] = damped[support[i] * inputs + support[j]];
    }
    // Rounding may leave a matrix that is not quite positive definite: its columns stay as they are.
    if (!factorise(factor, n)) continue;
    const x = new Float64Array(n);
    for (const column of columns) {
      for (let i = 0; i < n; i++) x[i] = residual[support[i] * outputs + column];
      solveFactorised(factor, n, x);
      for (let i = 0; i < n; i++) change[support[i] * outputs + column] = x[i];
    }
  }
  return change;
}

/** One system a column, all with the same matrix; the mask keeps each in its own subspace (Hestenes & Stiefel 1952). */
export function conjugateGradients(
  damped: Float64Array,
  residual: Float64Array,
  mask: Uint8Array,
  n: number,
  m: number,
): Float32Array {
  const matrix = tf.tensor2d(Float32Array.from(damped), [n, n]);
  const x = new Float32Array(n * m);
  const r = Float32Array.from(residual, (value, i) => value * mask[i]);
  const z = new Float32Array(n * m);
  const precondition = () => {
    for (let row = 0; row < n; row++) {
      const inverse = 1 / damped[row * (n + 1)];
      for (let i = row * m; i < (row + 1) * m; i++) z[i] = r[i] * inverse;
    }
  };
  precondition();
  const p = z.slice();
  let rz = columnDots(r, z, m);
  const enough = rz.map((value) => value * SMALL_RESIDUAL ** 2);
  for (let step = 0; step < MOST_ITERATIONS; step++) {
    const ap = multiply(matrix, p, m);
    for (let i = 0; i < ap.length; i++) ap[i] *= mask[i];
    const pap = columnDots(p, ap, m);
    const length = rz.map((value, c) => (value > enough[c] ? value / pap[c] : 0));
    addScaled(x, p, length, 1);
    addScaled(r, ap, length, -1);
    precondition();
    const next = columnDots(r, z, m);
    const turn = next.map((value, c) => (length[c] > 0 ? value / rz[c] : 0));
    for (let row = 0; row < p.length; row += m) {
      for (let c = 0; c < m; c++)
        p[row + c] = length[c] > 0 ? z[row + c] + turn[c] * p[row + c] : 0;
    }
    rz = next.map((value, c) => (length[c] > 0 ? value : 0));
    if (rz.every((value, c) => value <= enough[c])) break;
  }
  matrix.dispose();
  return x;
}

function columnDots(a: Float32Array, b: Float32Array, m: number): Float64Array {
  const sums = new Float64Array(m);
  for (let row = 0; row < a.length; row += m) {
    for (let c = 0; c < m; c++) sums[c] += a[row + c] * b[row + c];
  }
  return sums;
}

/** Adds `sign` · b to a, column c as many times as `length[c]` says. */
function addScaled(a: Float32Array, b: Float32Array, length: Float64Array, sign: 1 | -1): void {
  const m = length.length;
  for (let row = 0; row < a.length; row += m) {
    for (let c = 0; c < m; c++) a[row + c] += sign * length[c] * b[row + c];
  }
}
