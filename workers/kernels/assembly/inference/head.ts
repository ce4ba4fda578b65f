/** The network's end: global average pool, dense layers for one image, logits of many images side by side. */
import { clamp, madd } from "../simd";

/** Fields as in `recordFields.pool`; addresses and pitches are in bytes. Output is [channel][images]. */
@unmanaged
export class PoolCall {
  input: usize;
  output: usize;
  channels: i32;
  pixels: i32;
  images: i32;
  inPitch: usize;
}

export function pool(call: PoolCall): void {
  const images = call.images;
  const pixels = call.pixels;
  const inPitch = call.inPitch;
  let input = call.input;
  let output = call.output;
  let left = call.channels;
  const share: f32 = <f32>1 / <f32>pixels;
  if (images == 1 && (pixels & 3) == 0) {
    for (; left >= 4; left -= 4, input += 4 * inPitch, output += 16) {
      v128.store(output, f32x4.mul(planeSums(input, inPitch, pixels << 2), f32x4.splat(share)));
    }
  }
  for (; left > 0; left--) {
    if (images == 1) store<f32>(output, planeSum(input, pixels) * share);
    else pixelSums(input, output, pixels, images, f32x4.splat(share));
    input += inPitch;
    output += images << 2;
  }
}

/** Of four channels, each added up as one alone. */
// @ts-ignore: decorator
@inline
function planeSums(input: usize, inPitch: usize, bytes: usize): v128 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = input + bytes;
  for (; input < end; input += 16) {
    a = f32x4.add(a, v128.load(input));
    b = f32x4.add(b, v128.load(input + inPitch));
    c = f32x4.add(c, v128.load(input + 2 * inPitch));
    d = f32x4.add(d, v128.load(input + 3 * inPitch));
  }
  const ab = pairs(a, b);
  const cd = pairs(c, d);
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/** First lane + third, second + fourth, of both. */
// @ts-ignore: decorator
@inline
function pairs(x: v128, y: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(x, y, 0, 1, 4, 5), v128.shuffle<f32>(x, y, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
function planeSum(input: usize, pixels: i32): f32 {
  let sums = f32x4.splat(0);
  const wide = input + ((pixels & ~3) << 2);
  const end = input + (pixels << 2);
  for (; input < wide; input += 16) sums = f32x4.add(sums, v128.load(input));
  let sum = laneSum(sums);
  for (; input < end; input += 4) sum += load<f32>(input);
  return sum;
}

// @ts-ignore: decorator
@inline
function laneSum(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

// @ts-ignore: decorator
@inline
function pixelSums(input: usize, output: usize, pixels: i32, images: i32, share: v128): void {
  const pixel = <usize>images << 2;
  for (let group: usize = 0; group < pixel; group += 16) {
    let sums = f32x4.splat(0);
    let at = input + group;
    for (let p = pixels; p > 0; p--, at += pixel) sums = f32x4.add(sums, v128.load(at));
    v128.store(output + group, f32x4.mul(sums, share));
  }
}

/** Fields as in `recordFields.classify`. Weights are [class][pitch] with zeros from `features` on. */
@unmanaged
export class ClassifyCall {
  input: usize;
  output: usize;
  weights: usize;
  bias: usize;
  /** Multiple of 4; the input is zero beyond the last real feature. */
  features: i32;
  classes: i32;
  low: f32;
  high: f32;
}

export function classify(call: ClassifyCall): void {
  const bytes = <usize>call.features << 2;
  let weights = call.weights;
  for (let c = 0; c < call.classes; c++) {
    let even = f32x4.splat(0);
    let odd = even;
    let at: usize = 0;
    for (; at + 16 < bytes; at += 32) {
      even = madd(v128.load(call.input + at), v128.load(weights + at), even);
      odd = madd(v128.load(call.input + at, 16), v128.load(weights + at, 16), odd);
    }
    if (at < bytes) even = madd(v128.load(call.input + at), v128.load(weights + at), even);
    const sum = laneSum(f32x4.add(even, odd)) + load<f32>(call.bias + (c << 2));
    const clamped = clamp(f32x4.splat(sum), f32x4.splat(call.low), f32x4.splat(call.high));
    store<f32>(call.output + (c << 2), f32x4.extract_lane(clamped, 0));
    weights += bytes;
  }
}

/** Fields as in `recordFields.transpose`: [rows][pitch] becomes [columns][rows]. */
@unmanaged
export class TransposeCall {
  input: usize;
  output: usize;
  rows: i32;
  columns: i32;
  inPitch: usize;
}

export function transpose(call: TransposeCall): void {
  let output = call.output;
  for (let column = 0; column < call.columns; column++) {
    let input = call.input + (column << 2);
    for (let row = 0; row < call.rows; row++) {
      store<f32>(output, load<f32>(input));
      output += 4;
      input += call.inPitch;
    }
  }
}
