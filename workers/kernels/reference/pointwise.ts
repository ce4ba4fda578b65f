/** Scalar 1×1 convolution: what every dense and sparse pointwise kernel has to compute. */
import type { MapLayout } from '../memory/layout';

export interface PointwiseProblem {
  /** [inChannels][inPitch], see MapLayout. */
  readonly input: Float32Array;
  readonly from: MapLayout;
  readonly to: MapLayout;
  /** [inChannels][outChannels]; zeros are multiplied here. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  /** Added before the clamp; laid out as the output. */
  readonly residual: Float32Array | null;
  readonly low: number;
  readonly high: number;
}

/** [outChannels][pitch]; NaN where a kernel may leave anything. */
export function pointwiseReference(problem: PointwiseProblem): Float32Array {
  const { input, from, to, kernel, bias, residual, low, high } = problem;
  const output = new Float32Array(to.channels * to.pitch).fill(NaN);
  const values = to.size * to.size * to.images;
  for (let m = 0; m < to.channels; m++) {
    for (let p = 0; p < values; p++) {
      let sum = bias[m];
      for (let k = 0; k < from.channels; k++) {
        sum += kernel[k * to.channels + m] * input[k * from.pitch + p];
      }
      if (residual) sum += residual[m * to.pitch + p];
      output[m * to.pitch + p] = Math.min(Math.max(sum, low), high);
    }
  }
  return output;
}
