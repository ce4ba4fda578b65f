/** Scalar 3×3 depthwise convolution. */
import type { MapLayout } from '../memory/layout';

export interface DepthwiseProblem {
  readonly input: Float32Array;
  readonly from: MapLayout;
  readonly to: MapLayout;
  /** [3][3][channels] */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly stride: 1 | 2;
  /** Rows and columns of zeros before the map. */
  readonly pad: number;
  readonly low: number;
  readonly high: number;
}

/** [channels][pitch]; NaN where a kernel may leave anything. */
export function depthwiseReference(problem: DepthwiseProblem): Float32Array {
  const { to, bias, low, high } = problem;
  const output = new Float32Array(to.channels * to.pitch).fill(NaN);
  for (let c = 0; c < to.channels; c++) {
    for (let p = 0; p < to.size * to.size * to.images; p++) {
      const sum = bias[c] + tapSum(problem, c, p);
      output[c * to.pitch + p] = Math.min(Math.max(sum, low), high);
    }
  }
  return output;
}

function tapSum({ input, from, to, kernel, stride, pad }: DepthwiseProblem, c: number, p: number) {
  const image = p % to.images;
  const pixel = Math.floor(p / to.images);
  const top = Math.floor(pixel / to.size) * stride - pad;
  const left = (pixel % to.size) * stride - pad;
  let sum = 0;
  for (let tap = 0; tap < 9; tap++) {
    const y = top + Math.floor(tap / 3);
    const x = left + (tap % 3);
    if (y < 0 || y >= from.size || x < 0 || x >= from.size) continue;
    const at = c * from.pitch + (y * from.size + x) * from.images + image;
    sum += kernel[tap * from.channels + c] * input[at];
  }
  return sum;
}
