/**
 * 3×3 depthwise convolution of channel-major maps, stride 1 or 2, fused with bias and clamp.
 *
 * A vector holds four pixels of one row (`images` = 1) or one pixel of four images (`images` a multiple of 4). A
 * strip of one vector's width is walked from top to bottom: every input row is read once and adds to the
 * two or three output rows that need it. The sum of a row's three taps is made before it is added: an
 * accumulator waits for one addition a row, not for three multiply-adds.
 * Vectors may reach beyond a row's end: what they write there is overwritten later, since strips come from right
 * to left and maps in order; behind the last map lies slack.
 */
import { clamp, madd } from "./simd";

/** Fields as in `recordFields.depthwise`; addresses and pitches are in bytes. */
@unmanaged
export class DepthwiseCall {
  input: usize;
  output: usize;
  /** For each channel its 9 taps, row by row, and its bias. */
  weights: usize;
  channels: i32;
  inHeight: i32;
  inWidth: i32;
  outHeight: i32;
  outWidth: i32;
  inPitch: usize;
  outPitch: usize;
  /** 1, or a multiple of 4: images lie innermost. */
  images: i32;
  /** Rows and columns of zeros before the map: 1; TensorFlow's SAME at stride 2 and even size has 0. */
  pad: i32;
  low: f32;
  high: f32;
}

export function depthwise1(call: DepthwiseCall): void {
  let input = call.input;
  let output = call.output;
  let weights = call.weights;
  for (let c = call.channels; c > 0; c--) {
    if (call.images == 1) planeRows1(call, input, output, weights);
    else planeImages(1, call, input, output, weights);
    input += call.inPitch;
    output += call.outPitch;
    weights += 40;
  }
}

export function depthwise2(call: DepthwiseCall): void {
  let input = call.input;
  let output = call.output;
  let weights = call.weights;
  for (let c = call.channels; c > 0; c--) {
    if (call.images == 1) planeRows2(call, input, output, weights);
    else planeImages(2, call, input, output, weights);
    input += call.inPitch;
    output += call.outPitch;
    weights += 40;
  }
}

/** Lanes are 0, 1, 2, 3. */
// @ts-ignore: decorator
@inline
function lanes(): v128 {
  return i32x4(0, 1, 2, 3);
}

/** All bits set in the lanes whose pixel `first + lane·stride` lies in [0, width). */
// @ts-ignore: decorator
@inline
function inside(first: i32, stride: i32, width: i32): v128 {
  const pixel = i32x4.add(i32x4.splat(first), stride == 1 ? lanes() : i32x4.shl(lanes(), 1));
  return v128.and(i32x4.ge_s(pixel, i32x4.splat(0)), i32x4.lt_s(pixel, i32x4.splat(width)));
}

// @ts-ignore: decorator
@inline
function planeRows1(call: DepthwiseCall, input: usize, output: usize, weights: usize): void {
  const width = call.inWidth;
  for (let x = (width - 1) & ~3; x >= 0; x -= 4) {
    const place = <usize>x << 2;
    strip(1, 1, call, input + place - 4, output + place, weights, 4, <usize>width << 2, <usize>width << 2,
      inside(x - 1, 1, width), inside(x + 1, 1, width));
  }
}

// @ts-ignore: decorator
@inline
function planeRows2(call: DepthwiseCall, input: usize, output: usize, weights: usize): void {
  const width = call.inWidth;
  const outWidth = call.outWidth;
  const pad = call.pad;
  for (let x = (outWidth - 1) & ~3; x >= 0; x -= 4) {
    const first = (x << 1) - pad;
    strip(2, 1, call, input + (first << 2), output + (x << 2), weights, 4, <usize>width << 2, <usize>outWidth << 2,
      inside(first, 2, width), inside(first + 2, 2, width));
  }
}

// @ts-ignore: decorator
@inline
function planeImages(stride: i32, call: DepthwiseCall, input: usize, output: usize, weights: usize): void {
  const width = call.inWidth;
  const outWidth = call.outWidth;
  const pixel = <usize>call.images << 2;
  const pad = stride == 1 ? 1 : call.pad;
  for (let x = 0; x < outWidth; x++) {
    const first = x * stride - pad;
    const left = i32x4.splat(first >= 0 ? -1 : 0);
    const right = i32x4.splat(first + 2 < width ? -1 : 0);
    const from = input + first * pixel;
    const to = output + x * pixel;
    for (let group: usize = 0; group < pixel; group += 16) {
      strip(stride, 4, call, from + group, to + group, weights, pixel, width * pixel, outWidth * pixel, left, right);
    }
  }
}

/** The three vectors of one input row that three taps meet: `tap` 0 to 2. */
// @ts-ignore: decorator
@inline
function taps(stride: i32, images: i32, row: usize, tap: i32, pixel: usize): v128 {
  if (images > 1 || stride == 1) return v128.load(row + tap * pixel);
  const a = v128.load(row + (tap << 2));
  const b = v128.load(row + (tap << 2), 16);
  return v128.shuffle<f32>(a, b, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function rowSum(l: v128, c: v128, r: v128, wl: v128, wc: v128, wr: v128): v128 {
  return madd(r, wr, madd(c, wc, f32x4.mul(l, wl)));
}

/** One vector's width of output, all rows. `input` is the pixel under the left tap in row 0. */
// @ts-ignore: decorator
@inline
function strip(
  stride: i32, images: i32, call: DepthwiseCall, input: usize, output: usize, weights: usize,
  pixel: usize, inRow: usize, outRow: usize, left: v128, right: v128,
): void {
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const w4 = v128.load32_splat(weights, 16);
  const w5 = v128.load32_splat(weights, 20);
  const w6 = v128.load32_splat(weights, 24);
  const w7 = v128.load32_splat(weights, 28);
  const w8 = v128.load32_splat(weights, 32);
  const bias = v128.load32_splat(weights, 36);
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const end = output + call.outHeight * outRow;
  if (stride == 1) {
    const last = input + (call.inHeight - 1) * inRow;
    let l = v128.and(taps(1, images, input, 0, pixel), left);
    let c = taps(1, images, input, 1, pixel);
    let r = v128.and(taps(1, images, input, 2, pixel), right);
    let above = f32x4.add(bias, rowSum(l, c, r, w3, w4, w5));
    let here = f32x4.add(bias, rowSum(l, c, r, w0, w1, w2));
    while (input < last) {
      input += inRow;
      l = v128.and(taps(1, images, input, 0, pixel), left);
      c = taps(1, images, input, 1, pixel);
      r = v128.and(taps(1, images, input, 2, pixel), right);
      v128.store(output, clamp(f32x4.add(above, rowSum(l, c, r, w6, w7, w8)), low, high));
      output += outRow;
      above = f32x4.add(here, rowSum(l, c, r, w3, w4, w5));
      here = f32x4.add(bias, rowSum(l, c, r, w0, w1, w2));
    }
    v128.store(output, clamp(above, low, high));
  } else {
    const beyond = input + call.inHeight * inRow;
    let sum = bias;
    let mid = input;
    if (call.pad == 0) {
      sum = f32x4.add(bias, rowSum(v128.and(taps(2, images, input, 0, pixel), left), taps(2, images, input, 1, pixel),
        v128.and(taps(2, images, input, 2, pixel), right), w0, w1, w2));
      mid += inRow;
    }
    while (output < end) {
      sum = f32x4.add(sum, rowSum(v128.and(taps(2, images, mid, 0, pixel), left), taps(2, images, mid, 1, pixel),
        v128.and(taps(2, images, mid, 2, pixel), right), w3, w4, w5));
      const below = mid + inRow;
      let next = bias;
      if (below < beyond) {
        const l = v128.and(taps(2, images, below, 0, pixel), left);
        const c = taps(2, images, below, 1, pixel);
        const r = v128.and(taps(2, images, below, 2, pixel), right);
        sum = f32x4.add(sum, rowSum(l, c, r, w6, w7, w8));
        next = f32x4.add(bias, rowSum(l, c, r, w0, w1, w2));
      }
      v128.store(output, clamp(sum, low, high));
      output += outRow;
      sum = next;
      mid = below + inRow;
    }
  }
}
