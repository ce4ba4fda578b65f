/**
 * 3×3 depthwise convolution of channel-major maps, stride 1 or 2, fused with bias and clamp.
 *
 * - One image: a vector holds four pixels of a row and a walk goes down one vector's width. Every input is read once
 *   and adds to the sums of the rows that need it. Vectors may reach beyond a row's end: what they write there is
 *   overwritten later, since walks come from right to left and maps in order; behind the last map lies slack.
 * - 2×2 and 4×4 maps of one image stay in registers: depthwiseSmall.ts.
 * - Images innermost: depthwiseImages.ts.
 */
import { planeImages } from "./depthwiseImages";
import { plane2, plane4, plane4to2 } from "./depthwiseSmall";
import { clamp, madd, spread } from "../simd";

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
  const square = call.inWidth == call.inHeight ? call.inWidth : 0;
  let input = call.input;
  let output = call.output;
  let weights = call.weights;
  const inPitch = call.inPitch;
  const outPitch = call.outPitch;
  const end = weights + call.channels * 40;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  if (call.images == 1 && square == 4) {
    const zero = i32x4.splat(call.images - 1);
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      plane4(input, output, weights, zero, low, high);
    }
  } else if (call.images == 1 && square == 2) {
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      plane2(input, output, weights, low, high);
    }
  } else if (call.images == 1) {
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      planeDown1(call, input, output, weights, low, high);
    }
  } else {
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      planeImages(1, call, input, output, weights);
    }
  }
}

export function depthwise2(call: DepthwiseCall): void {
  let input = call.input;
  let output = call.output;
  let weights = call.weights;
  const inPitch = call.inPitch;
  const outPitch = call.outPitch;
  const end = weights + call.channels * 40;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  if (call.images == 1 && call.pad == 1 && call.inWidth == 4 && call.inHeight == 4) {
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      plane4to2(input, output, weights, low, high);
    }
  } else if (call.images == 1) {
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      planeDown2(call, input, output, weights, low, high);
    }
  } else {
    for (; weights < end; weights += 40, input += inPitch, output += outPitch) {
      planeImages(2, call, input, output, weights);
    }
  }
}

/** All bits set in the lanes whose pixel `first + lane·stride` lies in [0, size). */
// @ts-ignore: decorator
@inline
function inside(first: i32, stride: i32, size: i32): v128 {
  const pixel = i32x4.add(i32x4.splat(first), stride == 1 ? i32x4(0, 1, 2, 3) : i32x4(0, 2, 4, 6));
  return v128.and(i32x4.ge_s(pixel, i32x4.splat(0)), i32x4.lt_s(pixel, i32x4.splat(size)));
}

/** Of one image, all columns. */
function planeDown1(call: DepthwiseCall, input: usize, output: usize, weights: usize, low: v128, high: v128): void {
  const wa = v128.load(weights);
  const wb = v128.load(weights, 16);
  const wc = v128.load(weights, 32);
  const w0 = spread(wa, 0), w1 = spread(wa, 1), w2 = spread(wa, 2);
  const w3 = spread(wa, 3), w4 = spread(wb, 0), w5 = spread(wb, 1);
  const w6 = spread(wb, 2), w7 = spread(wb, 3), w8 = spread(wc, 0);
  const bias = spread(wc, 1);
  const width = call.inWidth;
  const row = <usize>width << 2;
  const rest = (call.inHeight - 1) * row;
  for (let x = (width - 1) & ~3; x >= 0; x -= 4) {
    const place = <usize>x << 2;
    const left = inside(x - 1, 1, width);
    const right = inside(x + 1, 1, width);
    let from = input + place - 4;
    let to = output + place;
    const end = from + rest;
    let l = v128.and(v128.load(from), left);
    let c = v128.load(from, 4);
    let r = v128.and(v128.load(from, 8), right);
    let above = taps(l, c, r, w3, w4, w5, bias);
    let here = taps(l, c, r, w0, w1, w2, bias);
    while (from < end) {
      from += row;
      l = v128.and(v128.load(from), left);
      c = v128.load(from, 4);
      r = v128.and(v128.load(from, 8), right);
      v128.store(to, clamp(taps(l, c, r, w6, w7, w8, above), low, high));
      to += row;
      above = taps(l, c, r, w3, w4, w5, here);
      here = taps(l, c, r, w0, w1, w2, bias);
    }
    v128.store(to, clamp(above, low, high));
  }
}

/** Three taps of a row. */
// @ts-ignore: decorator
@inline
function taps(l: v128, c: v128, r: v128, wl: v128, wc: v128, wr: v128, sum: v128): v128 {
  return madd(r, wr, madd(c, wc, madd(l, wl, sum)));
}

/** The same at stride 2. */
function planeDown2(call: DepthwiseCall, input: usize, output: usize, weights: usize, low: v128, high: v128): void {
  const wa = v128.load(weights);
  const wb = v128.load(weights, 16);
  const wc = v128.load(weights, 32);
  const w0 = spread(wa, 0), w1 = spread(wa, 1), w2 = spread(wa, 2);
  const w3 = spread(wa, 3), w4 = spread(wb, 0), w5 = spread(wb, 1);
  const w6 = spread(wb, 2), w7 = spread(wb, 3), w8 = spread(wc, 0);
  const bias = spread(wc, 1);
  const width = call.inWidth;
  const inRow = <usize>width << 2;
  const outRow = <usize>call.outWidth << 2;
  const lastRow = (call.outHeight - 1) * outRow;
  // Where it has not, the last outputs' lowest taps lie below the map.
  const hasBottom = 2 * call.outHeight - call.pad < call.inHeight;
  for (let x = (call.outWidth - 1) & ~3; x >= 0; x -= 4) {
    const pixel = (x << 1) - call.pad;
    const left = inside(pixel, 2, width);
    const right = inside(pixel + 2, 2, width);
    let from = input + (pixel << 2);
    let to = output + (x << 2);
    const end = to + lastRow;
    let sum = bias;
    if (call.pad == 0) {
      sum = rowTaps(from, left, right, w0, w1, w2, sum);
      from += inRow;
    }
    while (to < end) {
      sum = rowTaps(from, left, right, w3, w4, w5, sum);
      from += inRow;
      const x = v128.load(from);
      const y = v128.load(from, 16);
      const first = even(x, y);
      const r = v128.and(third(first, from), right);
      const l = v128.and(first, left);
      const c = odd(x, y);
      v128.store(to, clamp(taps(l, c, r, w6, w7, w8, sum), low, high));
      sum = taps(l, c, r, w0, w1, w2, bias);
      from += inRow;
      to += outRow;
    }
    sum = rowTaps(from, left, right, w3, w4, w5, sum);
    if (hasBottom) sum = rowTaps(from + inRow, left, right, w6, w7, w8, sum);
    v128.store(to, clamp(sum, low, high));
  }
}

/** Three taps of four outputs in the row that `from` lies in. */
// @ts-ignore: decorator
@inline
function rowTaps(from: usize, left: v128, right: v128, wl: v128, wc: v128, wr: v128, sum: v128): v128 {
  const x = v128.load(from);
  const y = v128.load(from, 16);
  const first = even(x, y);
  return taps(v128.and(first, left), odd(x, y), v128.and(third(first, from), right), wl, wc, wr, sum);
}

/** Every second pixel from the third one on: three that `even` found, and the next. */
// @ts-ignore: decorator
@inline
function third(even: v128, from: usize): v128 {
  return v128.shuffle<f32>(even, v128.load32_zero(from, 32), 1, 2, 3, 4);
}

// @ts-ignore: decorator
@inline
function even(x: v128, y: v128): v128 {
  return v128.shuffle<f32>(x, y, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function odd(x: v128, y: v128): v128 {
  return v128.shuffle<f32>(x, y, 1, 3, 5, 7);
}
