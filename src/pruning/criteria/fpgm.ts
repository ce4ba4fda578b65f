import { filterCriterion } from './filterScores';

/**
 * Σ over the layer's other filters of the Euclidean distance to them (FPGM, He et al. 2019): a filter near the
 * geometric median can be replaced by the rest.
 */
export const fpgm = filterCriterion(distanceSums);

function distanceSums(kernel: Float32Array, filters: number): Float64Array {
  const rows = kernel.length / filters;
  const filter = transposed(kernel, rows, filters);
  const sums = new Float64Array(filters);
  const squares = new Float64Array(filters);
  for (let a = 0; a < filters; a++) {
    squares[a] = dot(filter, a * rows, a * rows, rows);
    for (let b = 0; b < a; b++) {
      // ‖a − b‖² = ‖a‖² + ‖b‖² − 2ab; rounding may leave equal filters a hair below zero.
      const squared = squares[a] + squares[b] - 2 * dot(filter, a * rows, b * rows, rows);
      const distance = Math.sqrt(Math.max(0, squared));
      sums[a] += distance;
      sums[b] += distance;
    }
  }
  return sums;
}

/** [rows][filters] → [filters][rows], so that each filter lies in one piece. */
function transposed(kernel: Float32Array, rows: number, filters: number): Float64Array {
  const result = new Float64Array(kernel.length);
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < filters; f++) result[f * rows + row] = kernel[row * filters + f];
  }
  return result;
}

/** Four sums at a time: a single one would wait for each addition to finish. */
function dot(values: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += values[a + i] * values[b + i];
    s1 += values[a + i + 1] * values[b + i + 1];
    s2 += values[a + i + 2] * values[b + i + 2];
    s3 += values[a + i + 3] * values[b + i + 3];
  }
  for (let i = whole; i < length; i++) s0 += values[a + i] * values[b + i];
  return s0 + s1 + s2 + s3;
}
