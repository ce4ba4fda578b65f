/** Scalar convolution of the images, and of a map. */
import type { MapLayout } from '../memory/layout';

/** Zeros before the map, and how far its outputs lie apart. */
export interface Window {
  readonly kernelSide: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
}

interface Problem extends Window {
  /** Height and width of the input. */
  readonly size: number;
  readonly planes: number;
  readonly to: MapLayout;
  /** [side][side][planes][outChannels] */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly low: number;
  readonly high: number;
}

export interface StemProblem extends Problem {
  /** [count][size][size][planes] */
  readonly images: Float32Array;
  readonly count: number;
}

export interface ConvolutionProblem extends Problem {
  readonly input: Float32Array;
  readonly from: MapLayout;
}

/** [outChannels][pitch]; NaN where a kernel may leave anything, the lanes of absent images included. */
export function stemReference(problem: StemProblem): Float32Array {
  const { images, count, size, planes } = problem;
  return convolved(problem, count, (plane, pixel, image) => {
    return images[(image * size * size + pixel) * planes + plane];
  });
}

export function convolutionReference(problem: ConvolutionProblem): Float32Array {
  const { input, from, to } = problem;
  return convolved(problem, to.images, (plane, pixel, image) => {
    return input[plane * from.pitch + pixel * from.images + image];
  });
}

type Read = (plane: number, pixel: number, image: number) => number;

function convolved(problem: Problem, count: number, read: Read): Float32Array {
  const { to, planes, kernel, bias, low, high } = problem;
  const output = new Float32Array(to.channels * to.pitch).fill(NaN);
  for (let c = 0; c < to.channels; c++) {
    for (let at = 0; at < to.size * to.size * to.images; at++) {
      const image = at % to.images;
      if (image >= count) continue;
      let sum = bias[c];
      eachTap(problem, problem.size, Math.floor(at / to.images), to.size, (pixel, tap) => {
        for (let plane = 0; plane < planes; plane++) {
          sum += kernel[(tap * planes + plane) * to.channels + c] * read(plane, pixel, image);
        }
      });
      output[c * to.pitch + at] = Math.min(Math.max(sum, low), high);
    }
  }
  return output;
}

/** Pixels of the input that one pixel of the output sees, with the tap that each lies under. */
export function eachTap(
  { kernelSide, stride, top, left }: Window,
  inSize: number,
  outPixel: number,
  outSize: number,
  visit: (pixel: number, tap: number) => void,
): void {
  for (let tap = 0; tap < kernelSide * kernelSide; tap++) {
    const y = Math.floor(outPixel / outSize) * stride - top + Math.floor(tap / kernelSide);
    const x = (outPixel % outSize) * stride - left + (tap % kernelSide);
    if (y >= 0 && y < inSize && x >= 0 && x < inSize) visit(y * inSize + x, tap);
  }
}
