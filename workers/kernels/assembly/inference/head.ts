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
  let input = call.input;
  let output = call.output;
  const share: f32 = <f32>1 / <f32>call.pixels;
  for (let c = call.channels; c > 0; c--) {
    if (images == 1) store<f32>(output, planeSum(input, call.pixels) * share);
    else pixelSums(input, output, call.pixels, images, f32x4.splat(share));
    input += call.inPitch;
    output += images << 2;
  }
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
