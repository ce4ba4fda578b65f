/**
 * The dense 1×1 convolution of pointwise.ts in tiles of 4 channels × 16 columns, for processors with 32 vector registers:
 * 16 accumulators, 4 inputs, and the weights of 4 channels as one vector, each spread by a shuffle. What is loaded and
 * broadcast at once takes a vector unit as well as the one that loads on a Cortex-A72. A channel is added up in the same
 * order as in any other tile, so that results are the same to the last bit.
 */
import { clamp, madd, spread } from "../simd";
import { PointwiseCall, panel1, panel2, panel3 } from "./pointwise";

/** Bytes of a tile's columns. */
const WIDE: usize = 64;

/** Panels of 4 output channels, the last ones 3, 2 or 1; chunks are multiples of 16 columns. */
export function pointwise16(call: PointwiseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  const inChannels = call.inChannels;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    let weights = call.weights;
    let row: usize = 0;
    for (let left = call.outChannels; left > 0; left -= 4) {
      const wide = from + ((to - from) & ~31);
      switch (left) {
        case 3: panel3(call, weights, row, from, wide, to); break;
        case 2: panel2(call, weights, row, from, wide, to); break;
        case 1: panel1(call, weights, row, from, wide, to); break;
        default: panel(call, weights, row, from, to);
      }
      weights += (inChannels + 1) << 4;
      row += call.outPitch << 2;
    }
  }
}

/** The last columns are 20, 12, 8 or, where there are no others, 4. */
function panel(call: PointwiseCall, weights: usize, row: usize, from: usize, to: usize): void {
  const last = (to - from) & 63;
  const wideEnd = last == 16 && to - from > WIDE ? to - 80 : to - last;
  for (; from < wideEnd; from += WIDE) tile(4, call, weights, row, from);
  switch (to - from) {
    case 80: return tile(5, call, weights, row, from);
    case 48: return tile(3, call, weights, row, from);
    case 32: return tile(2, call, weights, row, from);
    case 16: return tile(1, call, weights, row, from);
  }
}

/** 4 channels × `vectors`·4 columns, of which `vectors` is a constant: a letter is a channel, a number a vector. */
// @ts-ignore: decorator
@inline
function tile(vectors: i32, call: PointwiseCall, weights: usize, row: usize, column: usize): void {
  const inPitch = call.inPitch;
  let input = call.input + column;
  const bias = v128.load(weights);
  let a0 = spread(bias, 0);
  let a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let b0 = spread(bias, 1);
  let b1 = b0, b2 = b0, b3 = b0, b4 = b0;
  let c0 = spread(bias, 2);
  let c1 = c0, c2 = c0, c3 = c0, c4 = c0;
  let d0 = spread(bias, 3);
  let d1 = d0, d2 = d0, d3 = d0, d4 = d0;
  const end = weights + ((call.inChannels + 1) << 4);
  for (weights += 16; weights < end; weights += 16) {
    const w = v128.load(weights);
    const x0 = v128.load(input);
    const x1 = vectors > 1 ? v128.load(input, 16) : x0;
    const x2 = vectors > 2 ? v128.load(input, 32) : x0;
    const x3 = vectors > 3 ? v128.load(input, 48) : x0;
    const x4 = vectors > 4 ? v128.load(input, 64) : x0;
    input += inPitch;
    const wa = spread(w, 0);
    a0 = madd(x0, wa, a0);
    if (vectors > 1) a1 = madd(x1, wa, a1);
    if (vectors > 2) a2 = madd(x2, wa, a2);
    if (vectors > 3) a3 = madd(x3, wa, a3);
    if (vectors > 4) a4 = madd(x4, wa, a4);
    const wb = spread(w, 1);
    b0 = madd(x0, wb, b0);
    if (vectors > 1) b1 = madd(x1, wb, b1);
    if (vectors > 2) b2 = madd(x2, wb, b2);
    if (vectors > 3) b3 = madd(x3, wb, b3);
    if (vectors > 4) b4 = madd(x4, wb, b4);
    const wc = spread(w, 2);
    c0 = madd(x0, wc, c0);
    if (vectors > 1) c1 = madd(x1, wc, c1);
    if (vectors > 2) c2 = madd(x2, wc, c2);
    if (vectors > 3) c3 = madd(x3, wc, c3);
    if (vectors > 4) c4 = madd(x4, wc, c4);
    const wd = spread(w, 3);
    d0 = madd(x0, wd, d0);
    if (vectors > 1) d1 = madd(x1, wd, d1);
    if (vectors > 2) d2 = madd(x2, wd, d2);
    if (vectors > 3) d3 = madd(x3, wd, d3);
    if (vectors > 4) d4 = madd(x4, wd, d4);
  }
  const place = row + column;
  const outPitch = call.outPitch;
  storeRow(vectors, call, place, a0, a1, a2, a3, a4);
  storeRow(vectors, call, place + outPitch, b0, b1, b2, b3, b4);
  storeRow(vectors, call, place + 2 * outPitch, c0, c1, c2, c3, c4);
  storeRow(vectors, call, place + 3 * outPitch, d0, d1, d2, d3, d4);
}

// @ts-ignore: decorator
@inline
function storeRow(
  vectors: i32, call: PointwiseCall, place: usize, s0: v128, s1: v128, s2: v128, s3: v128, s4: v128,
): void {
  if (call.residual) {
    const residual = call.residual + place;
    s0 = f32x4.add(s0, v128.load(residual));
    if (vectors > 1) s1 = f32x4.add(s1, v128.load(residual, 16));
    if (vectors > 2) s2 = f32x4.add(s2, v128.load(residual, 32));
    if (vectors > 3) s3 = f32x4.add(s3, v128.load(residual, 48));
    if (vectors > 4) s4 = f32x4.add(s4, v128.load(residual, 64));
  }
  const output = call.output + place;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  v128.store(output, clamp(s0, low, high));
  if (vectors > 1) v128.store(output, clamp(s1, low, high), 16);
  if (vectors > 2) v128.store(output, clamp(s2, low, high), 32);
  if (vectors > 3) v128.store(output, clamp(s3, low, high), 48);
  if (vectors > 4) v128.store(output, clamp(s4, low, high), 64);
}
