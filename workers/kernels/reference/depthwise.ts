/** Scalar depthwise convolution. */
import type { MapLayout } from '../memory/layout';
import { eachTap, type Window } from './convolution';

export interface DepthwiseProblem extends Window {
  readonly input: Float32Array;
  readonly from: MapLayout;
  readonly to: MapLayout;
  /** [side][side][channels] */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
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

function tapSum(problem: DepthwiseProblem, c: number, p: number): number {
  const { input, from, to, kernel } = problem;
  const image = p % to.images;
  let sum = 0;
  eachTap(problem, from.size, Math.floor(p / to.images), to.size, (pixel, tap) => {
    const at = c * from.pitch + pixel * from.images + image;
    sum += kernel[tap * from.channels + c] * input[at];
  });
  return sum;
}
