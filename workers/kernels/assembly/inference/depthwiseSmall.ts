/**
 * 3×3 depthwise convolution of one tiny map that fits into registers. On such maps a walk would spend its time
 * on getting started.
 */
import { clamp, madd } from "../simd";

/**
 * 2×2, stride 1: the map [a b; c d] is one vector. Each output sees all four pixels, so the sum runs over the map as
 * it is, with columns swapped, with rows swapped, and with both. Weights come in the order of `packDepthwise2x2`.
 */
// @ts-ignore: decorator
@inline
export function plane2(input: usize, output: usize, weights: usize, low: v128, high: v128): void {
  const corners = v128.load(weights);
  const sides = v128.load(weights, 16);
  const beside = v128.shuffle<f32>(sides, sides, 0, 1, 0, 1);
  const above = v128.shuffle<f32>(sides, sides, 2, 2, 3, 3);
  const map = v128.load(input);
  const columns = v128.shuffle<f32>(map, map, 1, 0, 3, 2);
  const rows = v128.shuffle<f32>(map, map, 2, 3, 0, 1);
  const both = v128.shuffle<f32>(columns, columns, 2, 3, 0, 1);
  let sum = madd(map, v128.load32_splat(weights, 32), v128.load32_splat(weights, 36));
  const more = f32x4.mul(columns, beside);
  sum = madd(rows, above, sum);
  sum = f32x4.add(sum, madd(both, corners, more));
  v128.store(output, clamp(sum, low, high));
}

/**
 * 4×4, stride 1: a row is a vector; its left and right neighbours are shifted copies with a zero moved in.
 * @param zero where V8 cannot see it: a constant is made anew wherever it is used
 */
// @ts-ignore: decorator
@inline
export function plane4(input: usize, output: usize, weights: usize, zero: v128, low: v128, high: v128): void {
  let sum0 = v128.load32_splat(weights, 36);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  const r0 = v128.load(input);
  const r1 = v128.load(input, 16);
  const r2 = v128.load(input, 32);
  const r3 = v128.load(input, 48);
  let w = v128.load32_splat(weights, 4);
  sum1 = madd(r0, w, sum1);
  sum2 = madd(r1, w, sum2);
  sum3 = madd(r2, w, sum3);
  w = v128.load32_splat(weights, 16);
  sum0 = madd(r0, w, sum0);
  sum1 = madd(r1, w, sum1);
  sum2 = madd(r2, w, sum2);
  sum3 = madd(r3, w, sum3);
  w = v128.load32_splat(weights, 28);
  sum0 = madd(r1, w, sum0);
  sum1 = madd(r2, w, sum1);
  sum2 = madd(r3, w, sum2);
  // Neighbouring lanes of both: one instruction on arm64, too.
  const left0 = v128.shuffle<f32>(zero, r0, 3, 4, 5, 6);
  const left1 = v128.shuffle<f32>(zero, r1, 3, 4, 5, 6);
  const left2 = v128.shuffle<f32>(zero, r2, 3, 4, 5, 6);
  const left3 = v128.shuffle<f32>(zero, r3, 3, 4, 5, 6);
  w = v128.load32_splat(weights);
  sum1 = madd(left0, w, sum1);
  sum2 = madd(left1, w, sum2);
  sum3 = madd(left2, w, sum3);
  w = v128.load32_splat(weights, 12);
  sum0 = madd(left0, w, sum0);
  sum1 = madd(left1, w, sum1);
  sum2 = madd(left2, w, sum2);
  sum3 = madd(left3, w, sum3);
  w = v128.load32_splat(weights, 24);
  sum0 = madd(left1, w, sum0);
  sum1 = madd(left2, w, sum1);
  sum2 = madd(left3, w, sum2);
  const right0 = v128.shuffle<f32>(r0, zero, 1, 2, 3, 4);
  const right1 = v128.shuffle<f32>(r1, zero, 1, 2, 3, 4);
  const right2 = v128.shuffle<f32>(r2, zero, 1, 2, 3, 4);
  const right3 = v128.shuffle<f32>(r3, zero, 1, 2, 3, 4);
  w = v128.load32_splat(weights, 8);
  sum1 = madd(right0, w, sum1);
  sum2 = madd(right1, w, sum2);
  sum3 = madd(right2, w, sum3);
  w = v128.load32_splat(weights, 20);
  sum0 = madd(right0, w, sum0);
  sum1 = madd(right1, w, sum1);
  sum2 = madd(right2, w, sum2);
  sum3 = madd(right3, w, sum3);
  w = v128.load32_splat(weights, 32);
  sum0 = madd(right1, w, sum0);
  sum1 = madd(right2, w, sum1);
  sum2 = madd(right3, w, sum2);
  v128.store(output, clamp(sum0, low, high));
  v128.store(output, clamp(sum1, low, high), 16);
  v128.store(output, clamp(sum2, low, high), 32);
  v128.store(output, clamp(sum3, low, high), 48);
}

/** 4×4 to 2×2, stride 2, padding 1: one vector holds all outputs, two rows make the inputs of a tap. */
// @ts-ignore: decorator
@inline
export function plane4to2(input: usize, output: usize, weights: usize, low: v128, high: v128): void {
  const zero = f32x4.splat(0);
  const r0 = v128.load(input);
  const r1 = v128.load(input, 16);
  const r2 = v128.load(input, 32);
  const r3 = v128.load(input, 48);
  const top = tapRow(zero, r1, weights, v128.load32_splat(weights, 36));
  const middle = tapRow(r0, r2, weights + 12, zero);
  const bottom = tapRow(r1, r3, weights + 24, zero);
  v128.store(output, clamp(f32x4.add(top, f32x4.add(middle, bottom)), low, high));
}

/** Three taps of a row: `upper` lies under the upper two outputs, `lower` under the lower two. */
// @ts-ignore: decorator
@inline
function tapRow(upper: v128, lower: v128, weights: usize, sum: v128): v128 {
  const even = v128.shuffle<f32>(upper, lower, 0, 2, 4, 6);
  const odd = v128.shuffle<f32>(upper, lower, 1, 3, 5, 7);
  const left = v128.shuffle<f32>(f32x4.splat(0), odd, 0, 4, 2, 6);
  sum = madd(left, v128.load32_splat(weights), sum);
  sum = madd(even, v128.load32_splat(weights, 4), sum);
  return madd(odd, v128.load32_splat(weights, 8), sum);
}
