/** Scalar 3×3 convolution of the images. */
import type { MapLayout } from '../memory/layout';

export interface StemProblem {
  /** [count][size][size][planes] */
  readonly images: Float32Array;
  readonly count: number;
  readonly size: number;
  readonly planes: number;
  readonly to: MapLayout;
  /** [3][3][planes][outChannels] */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly stride: 1 | 2;
  readonly pad: number;
  readonly low: number;
  readonly high: number;
}

/** [outChannels][pitch]; NaN where a kernel may leave anything, the lanes of absent images included. */
export function stemReference(problem: StemProblem): Float32Array {
  const { to, count, bias, low, high } = problem;
  const output = new Float32Array(to.channels * to.pitch).fill(NaN);
  for (let c = 0; c < to.channels; c++) {
    for (let pixel = 0; pixel < to.size * to.size; pixel++) {
      for (let image = 0; image < count; image++) {
        const sum = bias[c] + patchSum(problem, c, pixel, image);
        output[c * to.pitch + pixel * to.images + image] = Math.min(Math.max(sum, low), high);
      }
    }
  }
  return output;
}

function patchSum(problem: StemProblem, c: number, pixel: number, image: number): number {
  const { images, size, planes, to, kernel, stride, pad } = problem;
  const top = Math.floor(pixel / to.size) * stride - pad;
  const left = (pixel % to.size) * stride - pad;
  let sum = 0;
  for (let tap = 0; tap < 9; tap++) {
    const y = top + Math.floor(tap / 3);
    const x = left + (tap % 3);
    if (y < 0 || y >= size || x < 0 || x >= size) continue;
    for (let plane = 0; plane < planes; plane++) {
      const weight = kernel[(tap * planes + plane) * to.channels + c];
      sum += weight * images[((image * size + y) * size + x) * planes + plane];
    }
  }
  return sum;
}
