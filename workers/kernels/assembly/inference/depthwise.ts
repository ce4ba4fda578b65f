/**
 * 3×3 depthwise convolution of channel-major maps, stride 1 or 2, fused with bias and clamp.
 *
 * - One image: a vector holds four pixels of a row and a walk goes down one vector's width. Every input is read once
 *   and adds to the rows that need it; the sum of a row's three taps is made before it is added, so that an
 *   accumulator waits for one addition a row and not for three multiply-adds. Vectors may reach beyond a row's end:
 *   what they write there is overwritten later, since walks come from right to left and maps in order; behind
 *   the last map lies slack.
 * - 2×2 and 4×4 maps of one image stay in registers: depthwiseSmall.ts.
 * - Images innermost: depthwiseImages.ts.
 */
import { planeImages } from "./depthwiseImages";
import { plane2, plane4, plane4to2 } from "./depthwiseSmall";
import { clamp, madd } from "../simd";

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
  const end = weights + call.channels * 40;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  if (call.images == 1 && square == 4) {
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
      plane4(input, output, weights, low, high);
    }
  } else if (call.images == 1 && square == 2) {
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
      plane2(input, output, weights, low, high);
    }
  } else if (call.images == 1) {
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
      planeDown1(call, input, output, weights);
    }
  } else {
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
      planeImages(1, call, input, output, weights);
    }
  }
}

export function depthwise2(call: DepthwiseCall): void {
  let input = call.input;
  let output = call.output;
  let weights = call.weights;
  const end = weights + call.channels * 40;
  if (call.images == 1 && call.pad == 1 && call.inWidth == 4 && call.inHeight == 4) {
    const low = f32x4.splat(call.low);
    const high = f32x4.splat(call.high);
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
      plane4to2(input, output, weights, low, high);
    }
  } else if (call.images == 1) {
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
      planeDown2(call, input, output, weights);
    }
  } else {
    for (; weights < end; weights += 40, input += call.inPitch, output += call.outPitch) {
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

function planeDown1(call: DepthwiseCall, input: usize, output: usize, weights: usize): void {
  const width = call.inWidth;
  for (let x = (width - 1) & ~3; x >= 0; x -= 4) {
    const place = <usize>x << 2;
    walk1(call, input + place - 4, output + place, weights, width << 2, inside(x - 1, 1, width), inside(x + 1, 1, width));
  }
}

function planeDown2(call: DepthwiseCall, input: usize, output: usize, weights: usize): void {
  const width = call.inWidth;
  for (let x = (call.outWidth - 1) & ~3; x >= 0; x -= 4) {
    const first = (x << 1) - call.pad;
    walk2(call, input + (first << 2), output + (x << 2), weights, inside(first, 2, width), inside(first + 2, 2, width));
  }
}

// @ts-ignore: decorator
@inline
function sum3(l: v128, c: v128, r: v128, wl: v128, wc: v128, wr: v128): v128 {
  return madd(r, wr, madd(c, wc, f32x4.mul(l, wl)));
}

/** Four columns of outputs, all rows. `input` is the pixel above which tap 0 lies in row 0. */
// @ts-ignore: decorator
@inline
function walk1(call: DepthwiseCall, input: usize, output: usize, weights: usize, row: usize, left: v128, right: v128): void {
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const w4 = v128.load32_splat(weights, 16);
  const w5 = v128.load32_splat(weights, 20);
  const w6 = v128.load32_splat(weights, 24);
  const w7 = v128.load32_splat(weights, 28);
  const w8 = v128.load32_splat(weights, 32);
  const end = input + (call.inHeight - 1) * row;
  let l = v128.and(v128.load(input), left);
  let c = v128.load(input, 4);
  let r = v128.and(v128.load(input, 8), right);
  const bias = v128.load32_splat(weights, 36);
  let above = f32x4.add(bias, sum3(l, c, r, w3, w4, w5));
  let here = f32x4.add(bias, sum3(l, c, r, w0, w1, w2));
  while (input < end) {
    input += row;
    l = v128.and(v128.load(input), left);
    c = v128.load(input, 4);
    r = v128.and(v128.load(input, 8), right);
    const done = f32x4.add(above, sum3(l, c, r, w6, w7, w8));
    v128.store(output, clamp(done, f32x4.splat(call.low), f32x4.splat(call.high)));
    output += row;
    above = f32x4.add(here, sum3(l, c, r, w3, w4, w5));
    here = madd(r, w2, madd(c, w1, madd(l, w0, v128.load32_splat(weights, 36))));
  }
  v128.store(output, clamp(above, f32x4.splat(call.low), f32x4.splat(call.high)));
}

/** Four columns of outputs at stride 2, all rows. `input` lies under the left tap in row 0. */
// @ts-ignore: decorator
@inline
function walk2(call: DepthwiseCall, input: usize, output: usize, weights: usize, left: v128, right: v128): void {
  const inRow = <usize>call.inWidth << 2;
  const outRow = <usize>call.outWidth << 2;
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const w4 = v128.load32_splat(weights, 16);
  const w5 = v128.load32_splat(weights, 20);
  const w6 = v128.load32_splat(weights, 24);
  const w7 = v128.load32_splat(weights, 28);
  const w8 = v128.load32_splat(weights, 32);
  const inEnd = input + call.inHeight * inRow;
  const outEnd = output + call.outHeight * outRow;
  let sum = v128.load32_splat(weights, 36);
  if (call.pad == 0) {
    const x = v128.load(input);
    const y = v128.load(input, 16);
    const l = v128.and(even(x, y), left);
    const r = v128.and(even(v128.load(input, 8), v128.load(input, 24)), right);
    sum = f32x4.add(sum, sum3(l, odd(x, y), r, w0, w1, w2));
    input += inRow;
  }
  while (output < outEnd) {
    let x = v128.load(input);
    let y = v128.load(input, 16);
    let l = v128.and(even(x, y), left);
    let r = v128.and(even(v128.load(input, 8), v128.load(input, 24)), right);
    sum = f32x4.add(sum, sum3(l, odd(x, y), r, w3, w4, w5));
    let next = sum;
    input += inRow;
    if (input < inEnd) {
      x = v128.load(input);
      y = v128.load(input, 16);
      l = v128.and(even(x, y), left);
      r = v128.and(even(v128.load(input, 8), v128.load(input, 24)), right);
      const c = odd(x, y);
      sum = f32x4.add(sum, sum3(l, c, r, w6, w7, w8));
      next = madd(r, w2, madd(c, w1, madd(l, w0, v128.load32_splat(weights, 36))));
      input += inRow;
    }
    v128.store(output, clamp(sum, f32x4.splat(call.low), f32x4.splat(call.high)));
    output += outRow;
    sum = next;
  }
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
