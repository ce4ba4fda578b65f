/**
 * 3×3 depthwise convolution of one map with its images innermost: [pixel][image], images a multiple of 4.
 *
 * Output pixel after output pixel. With the usual 16 images a pixel is four accumulators: a tap's weight is
 * broadcast once for all four, and four short chains of additions hide each other's latency. At stride 1 two
 * neighbours are computed together and share two of the four columns that they load. Rows and columns beyond the
 * map are left out.
 */
import { DepthwiseCall } from "./depthwise";
import { clamp, madd } from "../simd";

// @ts-ignore: decorator
@inline
export function planeImages(stride: i32, call: DepthwiseCall, input: usize, output: usize, weights: usize): void {
  const pixel = <usize>call.images << 2;
  const inRow = call.inWidth * pixel;
  const pad = stride == 1 ? 1 : call.pad;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  for (let y = 0; y < call.outHeight; y++) {
    const top = y * stride - pad;
    const from = max(top, 0);
    const rows = min(top + 3, call.inHeight) - from;
    const rowWeights = weights + 12 * (from - top);
    const rowInput = input + from * inRow;
    let x = 0;
    if (stride == 1 && pixel == 64) {
      for (; x + 1 < call.outWidth; x += 2, output += 128) {
        pair16(rowInput + x * 64 - 64, output, rowWeights, load<f32>(weights, 36), rows, inRow, x > 0,
          x + 2 < call.inWidth, low, high);
      }
    }
    for (; x < call.outWidth; x++) {
      const left = x * stride - pad;
      const at = rowInput + left * pixel;
      const hasLeft = left >= 0;
      const hasRight = left + 2 < call.inWidth;
      if (pixel == 64) {
        pixel16(at, output, rowWeights, load<f32>(weights, 36), rows, inRow, hasLeft, hasRight, low, high);
      } else {
        for (let group: usize = 0; group < pixel; group += 16) {
          pixel4(at + group, output + group, rowWeights, load<f32>(weights, 36), rows, inRow, pixel, hasLeft, hasRight, low, high);
        }
      }
      output += pixel;
    }
  }
}

/** Two neighbouring output pixels of 16 images at stride 1; `at` lies under the first tap of the left one. */
// @ts-ignore: decorator
@inline
function pair16(
  at: usize, output: usize, weights: usize, bias: f32, rows: i32, inRow: usize, hasLeft: bool, hasRight: bool,
  low: v128, high: v128,
): void {
  let a0 = f32x4.splat(bias);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let b3 = a0;
  for (; rows > 0; rows--) {
    const l = v128.load32_splat(weights);
    const c = v128.load32_splat(weights, 4);
    const r = v128.load32_splat(weights, 8);
    if (hasLeft) {
      a0 = madd(v128.load(at), l, a0);
      a1 = madd(v128.load(at, 16), l, a1);
      a2 = madd(v128.load(at, 32), l, a2);
      a3 = madd(v128.load(at, 48), l, a3);
    }
    const x0 = v128.load(at, 64);
    a0 = madd(x0, c, a0);
    b0 = madd(x0, l, b0);
    const x1 = v128.load(at, 80);
    a1 = madd(x1, c, a1);
    b1 = madd(x1, l, b1);
    const x2 = v128.load(at, 96);
    a2 = madd(x2, c, a2);
    b2 = madd(x2, l, b2);
    const x3 = v128.load(at, 112);
    a3 = madd(x3, c, a3);
    b3 = madd(x3, l, b3);
    const y0 = v128.load(at, 128);
    a0 = madd(y0, r, a0);
    b0 = madd(y0, c, b0);
    const y1 = v128.load(at, 144);
    a1 = madd(y1, r, a1);
    b1 = madd(y1, c, b1);
    const y2 = v128.load(at, 160);
    a2 = madd(y2, r, a2);
    b2 = madd(y2, c, b2);
    const y3 = v128.load(at, 176);
    a3 = madd(y3, r, a3);
    b3 = madd(y3, c, b3);
    if (hasRight) {
      b0 = madd(v128.load(at, 192), r, b0);
      b1 = madd(v128.load(at, 208), r, b1);
      b2 = madd(v128.load(at, 224), r, b2);
      b3 = madd(v128.load(at, 240), r, b3);
    }
    at += inRow;
    weights += 12;
  }
  v128.store(output, clamp(a0, low, high));
  v128.store(output, clamp(a1, low, high), 16);
  v128.store(output, clamp(a2, low, high), 32);
  v128.store(output, clamp(a3, low, high), 48);
  v128.store(output, clamp(b0, low, high), 64);
  v128.store(output, clamp(b1, low, high), 80);
  v128.store(output, clamp(b2, low, high), 96);
  v128.store(output, clamp(b3, low, high), 112);
}

/** One output pixel of 16 images; `at` lies under the first tap's column, in the first row that exists. */
// @ts-ignore: decorator
@inline
function pixel16(
  at: usize, output: usize, weights: usize, bias: f32, rows: i32, inRow: usize, hasLeft: bool, hasRight: bool,
  low: v128, high: v128,
): void {
  let s0 = f32x4.splat(bias);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; rows > 0; rows--) {
    if (hasLeft) {
      const l = v128.load32_splat(weights);
      s0 = madd(v128.load(at), l, s0);
      s1 = madd(v128.load(at, 16), l, s1);
      s2 = madd(v128.load(at, 32), l, s2);
      s3 = madd(v128.load(at, 48), l, s3);
    }
    const c = v128.load32_splat(weights, 4);
    s0 = madd(v128.load(at, 64), c, s0);
    s1 = madd(v128.load(at, 80), c, s1);
    s2 = madd(v128.load(at, 96), c, s2);
    s3 = madd(v128.load(at, 112), c, s3);
    if (hasRight) {
      const r = v128.load32_splat(weights, 8);
      s0 = madd(v128.load(at, 128), r, s0);
      s1 = madd(v128.load(at, 144), r, s1);
      s2 = madd(v128.load(at, 160), r, s2);
      s3 = madd(v128.load(at, 176), r, s3);
    }
    at += inRow;
    weights += 12;
  }
  v128.store(output, clamp(s0, low, high));
  v128.store(output, clamp(s1, low, high), 16);
  v128.store(output, clamp(s2, low, high), 32);
  v128.store(output, clamp(s3, low, high), 48);
}

/** One output pixel of 4 images. */
// @ts-ignore: decorator
@inline
function pixel4(
  at: usize, output: usize, weights: usize, bias: f32, rows: i32, inRow: usize, pixel: usize, hasLeft: bool,
  hasRight: bool, low: v128, high: v128,
): void {
  let sum = f32x4.splat(bias);
  for (; rows > 0; rows--) {
    if (hasLeft) sum = madd(v128.load(at), v128.load32_splat(weights), sum);
    sum = madd(v128.load(at + pixel), v128.load32_splat(weights, 4), sum);
    if (hasRight) sum = madd(v128.load(at + 2 * pixel), v128.load32_splat(weights, 8), sum);
    at += inRow;
    weights += 12;
  }
  v128.store(output, clamp(sum, low, high));
}
