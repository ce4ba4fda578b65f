/**
 * The dense 1×1 convolution over four columns of pointwiseSmall.ts in tiles of 16 output channels × 4 columns, for processors
 * with 32 vector registers: four columns are one load, each spread by a shuffle. Sums are the same to the last bit.
 */
import { madd, spread } from "../simd";
import { PointwiseSmallCall, storeTransposed } from "./pointwiseSmall";

/** Weights in groups of 16 output channels, else as `pointwiseSmall`. */
export function pointwiseSmall16(call: PointwiseSmallCall): void {
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  let weights = call.weights;
  let output = call.output;
  const residual = call.residual ? call.residual - call.output : 0;
  for (let left = call.outChannels; left > 0; left -= 16) {
    let a0 = v128.load(weights);
    let b0 = v128.load(weights, 16);
    let c0 = v128.load(weights, 32);
    let d0 = v128.load(weights, 48);
    let a1 = a0, a2 = a0, a3 = a0;
    let b1 = b0, b2 = b0, b3 = b0;
    let c1 = c0, c2 = c0, c3 = c0;
    let d1 = d0, d2 = d0, d3 = d0;
    weights += 64;
    let input = call.input;
    const end = input + (call.inChannels << 4);
    for (; input < end; input += 16) {
      const x = v128.load(input);
      const x0 = spread(x, 0);
      const x1 = spread(x, 1);
      const x2 = spread(x, 2);
      const x3 = spread(x, 3);
      const s = v128.load(weights);
      a0 = madd(s, x0, a0);
      a1 = madd(s, x1, a1);
      a2 = madd(s, x2, a2);
      a3 = madd(s, x3, a3);
      const t = v128.load(weights, 16);
      b0 = madd(t, x0, b0);
      b1 = madd(t, x1, b1);
      b2 = madd(t, x2, b2);
      b3 = madd(t, x3, b3);
      const u = v128.load(weights, 32);
      c0 = madd(u, x0, c0);
      c1 = madd(u, x1, c1);
      c2 = madd(u, x2, c2);
      c3 = madd(u, x3, c3);
      const v = v128.load(weights, 48);
      d0 = madd(v, x0, d0);
      d1 = madd(v, x1, d1);
      d2 = madd(v, x2, d2);
      d3 = madd(v, x3, d3);
      weights += 64;
    }
    storeTransposed(output, residual, left, a0, a1, a2, a3, low, high);
    if (left > 4) storeTransposed(output + 64, residual, left - 4, b0, b1, b2, b3, low, high);
    if (left > 8) storeTransposed(output + 128, residual, left - 8, c0, c1, c2, c3, low, high);
    if (left > 12) storeTransposed(output + 192, residual, left - 12, d0, d1, d2, d3, low, high);
    output += 256;
  }
}
