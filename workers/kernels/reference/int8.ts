/** Scalar twins of the int8 kernels. Maps are [channel][image][pixel], numbers as `QuantisedNetwork` has them. */
import {
  added,
  clamped,
  dequantise,
  meanOf,
  quantise,
  rescaled,
  type Addition,
} from '../../../src/quantisation/arithmetic';
import type { TensorScale } from '../../../src/quantisation/quantisedNetwork';
import { eachTap, type Window } from './convolution';

/** What leaves a layer. */
export interface Int8Output {
  readonly zeroPoint: number;
  /** Clamp of the activation. */
  readonly low: number;
  readonly high: number;
}

interface Weighted {
  readonly input: Int8Array;
  readonly kernel: Int8Array;
  readonly bias: Int32Array;
  readonly factors: Float32Array;
  /** Of the input. */
  readonly zeroPoint: number;
  readonly output: Int8Output;
}

/** The kernel is [in][out]. */
export interface Int8Product extends Weighted {
  readonly columns: number;
}

/** [out][columns] */
export function int8ProductReference(problem: Int8Product): Int8Array {
  const { input, columns, kernel, bias, factors, zeroPoint } = problem;
  const output = new Int8Array(bias.length * columns);
  for (let at = 0; at < output.length; at++) {
    const out = Math.floor(at / columns);
    let sum = bias[out];
    for (let i = 0; i * bias.length < kernel.length; i++) {
      sum += kernel[i * bias.length + out] * (input[i * columns + (at % columns)] - zeroPoint);
    }
    output[at] = outputOf(sum, factors[out], problem.output);
  }
  return output;
}

/** The kernel is [side][side][channels]. */
export interface Int8Depthwise extends Weighted, Window {
  readonly images: number;
  readonly inSize: number;
  readonly outSize: number;
}

export function int8DepthwiseReference(problem: Int8Depthwise): Int8Array {
  const { input, kernel, bias, factors, zeroPoint, images, inSize, outSize } = problem;
  const pixels = outSize ** 2;
  const output = new Int8Array(bias.length * images * pixels);
  for (let at = 0; at < output.length; at++) {
    const plane = Math.floor(at / pixels);
    const c = Math.floor(plane / images);
    let sum = bias[c];
    eachTap(problem, inSize, at % pixels, outSize, (pixel, tap) => {
      const q = input[plane * inSize ** 2 + pixel];
      sum += kernel[tap * bias.length + c] * (q - zeroPoint);
    });
    output[at] = outputOf(sum, factors[c], problem.output);
  }
  return output;
}

function outputOf(sum: number, factor: number, output: Int8Output): number {
  return clamped(rescaled(sum, factor, { scale: 1, zeroPoint: output.zeroPoint }), output);
}

export interface Int8Patches extends Window {
  readonly input: Int8Array;
  readonly channels: number;
  readonly images: number;
  readonly inSize: number;
  readonly outSize: number;
  /** What lies around the map. */
  readonly zeroPoint: number;
}

/** [channel / 4][tap][4][image][pixel]; NaN for channels that are not there. */
export function int8PatchesReference(problem: Int8Patches): Float32Array {
  const { input, channels, images, inSize, outSize, kernelSide, zeroPoint } = problem;
  const taps = kernelSide ** 2;
  const pixels = outSize ** 2;
  const rows = 4 * Math.ceil(channels / 4) * taps;
  const output = new Float32Array(rows * images * pixels).fill(NaN);
  for (let c = 0; c < channels; c++) {
    for (let column = 0; column < images * pixels; column++) {
      const plane = c * images + Math.floor(column / pixels);
      const first = ((c >> 2) * taps * 4 + (c & 3)) * images * pixels + column;
      const step = 4 * images * pixels;
      for (let tap = 0; tap < taps; tap++) output[first + tap * step] = zeroPoint;
      eachTap(problem, inSize, column % pixels, outSize, (pixel, tap) => {
        output[first + tap * step] = input[plane * inSize ** 2 + pixel];
      });
    }
  }
  return output;
}

/** Of images [column][planes]: [plane][column]. */
export function int8ImageReference(
  images: Float32Array,
  planes: number,
  scale: TensorScale,
): Int8Array {
  const columns = images.length / planes;
  return Int8Array.from(images, (_, i) => {
    return quantise(images[(i % columns) * planes + Math.floor(i / columns)], scale);
  });
}

/** @param zeroPoint of the sum */
export function int8AddReference(
  x: Int8Array,
  y: Int8Array,
  addition: Addition,
  zeroPoint: number,
): Int8Array {
  return x.map((q, i) => {
    return clamped(added(q, y[i], addition) + zeroPoint, { low: -128, high: 127 });
  });
}

/** Of maps [plane][pixel], whole numbers and not what they stand for. */
export function int8PoolReference(
  input: Int8Array,
  pixels: number,
  clamp: { readonly low: number; readonly high: number },
): Int8Array {
  return Int8Array.from({ length: input.length / pixels }, (_, plane) => {
    const sum = input.subarray(plane * pixels, (plane + 1) * pixels).reduce((s, q) => s + q, 0);
    return clamped(meanOf(sum, pixels), clamp);
  });
}

/** Of numbers [class][image]: [image][class]. */
export function int8ScoresReference(
  input: Int8Array,
  images: number,
  scale: TensorScale,
): Float32Array {
  const classes = input.length / images;
  return Float32Array.from(input, (_, i) => {
    return dequantise(input[(i % classes) * images + Math.floor(i / classes)], scale);
  });
}
