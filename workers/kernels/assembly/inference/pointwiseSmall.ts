/**
 * Dense 1×1 convolution over four columns only (a 2×2 map): here the weights are the vectors and the
 * activations are broadcast, 8 output channels × 4 columns, and the tile is transposed when it is stored.
 */
import { clamp, madd } from "../simd";

/** Fields as in `recordFields.pointwiseSmall`; output pitch and residual pitch are 16 bytes, input pitch too. */
@unmanaged
export class PointwiseSmallCall {
  input: usize;
  output: usize;
  /** 0 where nothing is added. */
  residual: usize;
  /** For each 8 output channels (zeros beyond the last): 8 biases, then for each input channel 8 weights. */
  weights: usize;
  inChannels: i32;
  outChannels: i32;
  low: f32;
  high: f32;
}

export function pointwiseSmall(call: PointwiseSmallCall): void {
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  let weights = call.weights;
  let output = call.output;
  // Any residual is read where the output is written: one difference serves all channels.
  const residual = call.residual ? call.residual - call.output : 0;
  for (let left = call.outChannels; left > 0; left -= 8) {
    let a0 = v128.load(weights);
    let b0 = v128.load(weights, 16);
    let a1 = a0, a2 = a0, a3 = a0;
    let b1 = b0, b2 = b0, b3 = b0;
    weights += 32;
    let input = call.input;
    const end = input + (call.inChannels << 4);
    for (; input < end; input += 16) {
      const u = v128.load(weights);
      const v = v128.load(weights, 16);
      weights += 32;
      const x0 = v128.load32_splat(input);
      a0 = madd(u, x0, a0);
      b0 = madd(v, x0, b0);
      const x1 = v128.load32_splat(input, 4);
      a1 = madd(u, x1, a1);
      b1 = madd(v, x1, b1);
      const x2 = v128.load32_splat(input, 8);
      a2 = madd(u, x2, a2);
      b2 = madd(v, x2, b2);
      const x3 = v128.load32_splat(input, 12);
      a3 = madd(u, x3, a3);
      b3 = madd(v, x3, b3);
    }
    storeTransposed(output, residual, left, a0, a1, a2, a3, low, high);
    if (left > 4) storeTransposed(output + 64, residual, left - 4, b0, b1, b2, b3, low, high);
    output += 128;
  }
}

/** Four column vectors (lanes are channels) become up to four channel rows of four columns. */
// @ts-ignore: decorator
@inline
export function storeTransposed(
  output: usize, residual: usize, rows: i32,
  c0: v128, c1: v128, c2: v128, c3: v128, low: v128, high: v128,
): void {
  const s = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
  const t = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
  const u = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
  const v = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
  storeRow(output, residual, v128.shuffle<f32>(s, t, 0, 1, 4, 5), low, high);
  if (rows > 1) storeRow(output + 16, residual, v128.shuffle<f32>(s, t, 2, 3, 6, 7), low, high);
  if (rows > 2) storeRow(output + 32, residual, v128.shuffle<f32>(u, v, 0, 1, 4, 5), low, high);
  if (rows > 3) storeRow(output + 48, residual, v128.shuffle<f32>(u, v, 2, 3, 6, 7), low, high);
}

// @ts-ignore: decorator
@inline
function storeRow(output: usize, residual: usize, sum: v128, low: v128, high: v128): void {
  if (residual) sum = f32x4.add(sum, v128.load(output + residual));
  v128.store(output, clamp(sum, low, high));
}
