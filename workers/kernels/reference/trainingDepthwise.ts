/** Scalar 3×3 convolution of one channel, padded by 1, and both of its gradients. */
import type { Row } from './trainingRows';

export interface Geometry {
  /** Height and width of the input map, and of the output map. */
  readonly inSize: number;
  readonly outSize: number;
  readonly images: number;
  readonly stride: number;
}

/** For every multiplication: indices in the input row and in the output row, and the tap. */
export function eachTap(
  { inSize, outSize, images, stride }: Geometry,
  visit: (input: number, output: number, tap: number) => void,
): void {
  for (let output = 0; output < outSize * outSize * images; output++) {
    const pixel = Math.floor(output / images);
    for (let tap = 0; tap < 9; tap++) {
      const y = Math.floor(pixel / outSize) * stride + Math.floor(tap / 3) - 1;
      const x = (pixel % outSize) * stride + (tap % 3) - 1;
      if (y < 0 || y >= inSize || x < 0 || x >= inSize) continue;
      visit((y * inSize + x) * images + (output % images), output, tap);
    }
  }
}

/** @param taps nine weights */
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

/** Nine values. */
export function depthwiseTapGradient(gradient: Row, input: Row, geometry: Geometry): number[] {
  const taps = zeros(9);
  eachTap(geometry, (i, o, tap) => (taps[tap] += input[i] * gradient[o]));
  return taps;
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
