/**
 * Dense 1×1 convolution: output[M][columns] = clamp(weights[M][K] · input[K][columns] + bias + residual).
 *
 * Version 1, this one: panels of up to 6 output channels against 8 columns: 12 accumulators, 2 inputs and a
 * broadcast weight are the 15 registers that x86-64 has left. Columns come in chunks, so that the input rows of
 * a chunk stay in the cache while all panels pass over them.
 */
import { clamp, madd } from "../simd";

/** Fields as in `recordFields.pointwise`; addresses and pitches are in bytes. */
@unmanaged
export class PointwiseCall {
  input: usize;
  output: usize;
  /** 0 where nothing is added. Same pitch as the output. */
  residual: usize;
  /** Panels one after the other: a panel's biases, then for each input channel its weights. */
  weights: usize;
  inChannels: i32;
  outChannels: i32;
  /** Multiple of 4. */
  columns: i32;
  inPitch: usize;
  outPitch: usize;
  /** Columns, multiple of 8. */
  chunk: i32;
  low: f32;
  high: f32;
}

/** Output channels of the next panel: 6, and the last ones evenly (9 is 5 and 4, never 6 and 3). */
// @ts-ignore: decorator
@inline
function panelWidth(channels: i32): i32 {
  if (channels <= 6) return channels;
  return channels < 10 ? (channels + 1) >> 1 : 6;
}

export function pointwise(call: PointwiseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  const inChannels = call.inChannels;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    let weights = call.weights;
    let row: usize = 0;
    let left = call.outChannels;
    while (left > 0) {
      const width = panelWidth(left);
      panel(call, weights, row, width, from, to);
      weights += ((inChannels + 1) * width) << 2;
      row += width * call.outPitch;
      left -= width;
    }
  }
}

function panel(call: PointwiseCall, weights: usize, row: usize, width: i32, from: usize, to: usize): void {
  const wide = from + ((to - from) & ~31);
  switch (width) {
    case 6: return panel6(call, weights, row, from, wide, to);
    case 5: return panel5(call, weights, row, from, wide, to);
    case 4: return panel4(call, weights, row, from, wide, to);
    case 3: return panel3(call, weights, row, from, wide, to);
    case 2: return panel2(call, weights, row, from, wide, to);
    default: return panel1(call, weights, row, from, wide, to);
  }
}

function panel6(call: PointwiseCall, weights: usize, row: usize, from: usize, wide: usize, to: usize): void {
  for (; from < wide; from += 32) tile(6, 2, call, weights, row, from);
  if (from < to) tile(6, 1, call, weights, row, from);
}

function panel5(call: PointwiseCall, weights: usize, row: usize, from: usize, wide: usize, to: usize): void {
  for (; from < wide; from += 32) tile(5, 2, call, weights, row, from);
  if (from < to) tile(5, 1, call, weights, row, from);
}

function panel4(call: PointwiseCall, weights: usize, row: usize, from: usize, wide: usize, to: usize): void {
  for (; from < wide; from += 32) tile(4, 2, call, weights, row, from);
  if (from < to) tile(4, 1, call, weights, row, from);
}

export function panel3(call: PointwiseCall, weights: usize, row: usize, from: usize, wide: usize, to: usize): void {
  for (; from < wide; from += 32) tile(3, 2, call, weights, row, from);
  if (from < to) tile(3, 1, call, weights, row, from);
}

export function panel2(call: PointwiseCall, weights: usize, row: usize, from: usize, wide: usize, to: usize): void {
  for (; from < wide; from += 32) tile(2, 2, call, weights, row, from);
  if (from < to) tile(2, 1, call, weights, row, from);
}

export function panel1(call: PointwiseCall, weights: usize, row: usize, from: usize, wide: usize, to: usize): void {
  for (; from < wide; from += 32) tile(1, 2, call, weights, row, from);
  if (from < to) tile(1, 1, call, weights, row, from);
}

/** `height` channels × `vectors`·4 columns; both are constants, so the unused rows and halves fold away. */
// @ts-ignore: decorator
@inline
function tile(height: i32, vectors: i32, call: PointwiseCall, weights: usize, row: usize, column: usize): void {
  const step = height << 2;
  const inPitch = call.inPitch;
  let input = call.input + column;
  let a0 = v128.load32_splat(weights);
  let b0 = a0;
  let a1 = height > 1 ? v128.load32_splat(weights, 4) : a0;
  let b1 = a1;
  let a2 = height > 2 ? v128.load32_splat(weights, 8) : a0;
  let b2 = a2;
  let a3 = height > 3 ? v128.load32_splat(weights, 12) : a0;
  let b3 = a3;
  let a4 = height > 4 ? v128.load32_splat(weights, 16) : a0;
  let b4 = a4;
  let a5 = height > 5 ? v128.load32_splat(weights, 20) : a0;
  let b5 = a5;
  const end = weights + (call.inChannels + 1) * step;
  for (weights += step; weights < end; weights += step) {
    const x = v128.load(input);
    const y = vectors > 1 ? v128.load(input, 16) : x;
    input += inPitch;
    const w0 = v128.load32_splat(weights);
    a0 = madd(x, w0, a0);
    if (vectors > 1) b0 = madd(y, w0, b0);
    if (height > 1) {
      const w1 = v128.load32_splat(weights, 4);
      a1 = madd(x, w1, a1);
      if (vectors > 1) b1 = madd(y, w1, b1);
    }
    if (height > 2) {
      const w2 = v128.load32_splat(weights, 8);
      a2 = madd(x, w2, a2);
      if (vectors > 1) b2 = madd(y, w2, b2);
    }
    if (height > 3) {
      const w3 = v128.load32_splat(weights, 12);
      a3 = madd(x, w3, a3);
      if (vectors > 1) b3 = madd(y, w3, b3);
    }
    if (height > 4) {
      const w4 = v128.load32_splat(weights, 16);
      a4 = madd(x, w4, a4);
      if (vectors > 1) b4 = madd(y, w4, b4);
    }
    if (height > 5) {
      const w5 = v128.load32_splat(weights, 20);
      a5 = madd(x, w5, a5);
      if (vectors > 1) b5 = madd(y, w5, b5);
    }
  }
  const outPitch = call.outPitch;
  const place = row + column;
  if (call.residual) {
    let residual = call.residual + place;
    a0 = f32x4.add(a0, v128.load(residual));
    if (vectors > 1) b0 = f32x4.add(b0, v128.load(residual, 16));
    if (height > 1) {
      residual += outPitch;
      a1 = f32x4.add(a1, v128.load(residual));
      if (vectors > 1) b1 = f32x4.add(b1, v128.load(residual, 16));
    }
    if (height > 2) {
      residual += outPitch;
      a2 = f32x4.add(a2, v128.load(residual));
      if (vectors > 1) b2 = f32x4.add(b2, v128.load(residual, 16));
    }
    if (height > 3) {
      residual += outPitch;
      a3 = f32x4.add(a3, v128.load(residual));
      if (vectors > 1) b3 = f32x4.add(b3, v128.load(residual, 16));
    }
    if (height > 4) {
      residual += outPitch;
      a4 = f32x4.add(a4, v128.load(residual));
      if (vectors > 1) b4 = f32x4.add(b4, v128.load(residual, 16));
    }
    if (height > 5) {
      residual += outPitch;
      a5 = f32x4.add(a5, v128.load(residual));
      if (vectors > 1) b5 = f32x4.add(b5, v128.load(residual, 16));
    }
  }
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  let output = call.output + place;
  v128.store(output, clamp(a0, low, high));
  if (vectors > 1) v128.store(output, clamp(b0, low, high), 16);
  if (height > 1) {
    output += outPitch;
    v128.store(output, clamp(a1, low, high));
    if (vectors > 1) v128.store(output, clamp(b1, low, high), 16);
  }
  if (height > 2) {
    output += outPitch;
    v128.store(output, clamp(a2, low, high));
    if (vectors > 1) v128.store(output, clamp(b2, low, high), 16);
  }
  if (height > 3) {
    output += outPitch;
    v128.store(output, clamp(a3, low, high));
    if (vectors > 1) v128.store(output, clamp(b3, low, high), 16);
  }
  if (height > 4) {
    output += outPitch;
    v128.store(output, clamp(a4, low, high));
    if (vectors > 1) v128.store(output, clamp(b4, low, high), 16);
  }
  if (height > 5) {
    output += outPitch;
    v128.store(output, clamp(a5, low, high));
    if (vectors > 1) v128.store(output, clamp(b5, low, high), 16);
  }
}
