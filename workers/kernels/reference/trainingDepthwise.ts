/** Scalar convolution of one channel, and both of its gradients. */
import { eachTap as tapsOf, type Window } from './convolution';
import type { Row } from './trainingRows';

export interface Geometry extends Window {
  /** Height and width of the input map, and of the output map. */
  readonly inSize: number;
  readonly outSize: number;
  readonly images: number;
}

/** For every multiplication: indices in the input row and in the output row, and the tap. */
export function eachTap(
  geometry: Geometry,
  visit: (input: number, output: number, tap: number) => void,
): void {
  const { inSize, outSize, images } = geometry;
  for (let output = 0; output < outSize * outSize * images; output++) {
    const [pixel, image] = [Math.floor(output / images), output % images];
    tapsOf(geometry, inSize, pixel, outSize, (under, tap) => {
      visit(under * images + image, output, tap);
    });
  }
}

/** @param taps weights of the channel */
export function depthwiseForwardReference(input: Row, taps: Row, geometry: Geometry): number[] {
  const output = zeros(geometry.outSize ** 2 * geometry.images);
  eachTap(geometry, (i, o, tap) => (output[o] += taps[tap] * input[i]));
  return output;
}

export function depthwiseInputGradient(gradient: Row, taps: Row, geometry: Geometry): number[] {
  const input = zeros(geometry.inSize ** 2 * geometry.images);
  eachTap(geometry, (i, o, tap) => (input[i] += taps[tap] * gradient[o]));
  return input;
}

/** One value a tap. */
export function depthwiseTapGradient(gradient: Row, input: Row, geometry: Geometry): number[] {
  const taps = zeros(geometry.kernelSide ** 2);
  eachTap(geometry, (i, o, tap) => (taps[tap] += input[i] * gradient[o]));
  return taps;
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
