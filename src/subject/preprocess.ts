/**
 * From bytes to what the network was trained on: grey images in the middle of a square of zeros, divided by 255,
 * standardised, and the one plane repeated for red, green and blue.
 */
import type { LabelledImages } from '../formats/idx/idx';

/** Mean and standard deviation of Fashion-MNIST's training pixels on a scale from 0 to 1. */
const MEAN = 0.286;
const STANDARD_DEVIATION = 0.353;
const PLANES = 3;

/** What a byte becomes. */
export const STANDARDISED = Float32Array.from(
  { length: 256 },
  (_, byte) => (byte / 255 - MEAN) / STANDARD_DEVIATION,
);

/**
 * Images `from` to `to` (not included) as NHWC: [to − from][size][size][3].
 * @param size height and width in pixels, at least the images' own
 */
export function preprocess(
  images: LabelledImages,
  from: number,
  to: number,
  size: number,
): Float32Array<ArrayBuffer> {
  const { rows, columns, pixels } = images;
  const top = Math.floor((size - rows) / 2);
  const left = Math.floor((size - columns) / 2);
  const result = new Float32Array((to - from) * size * size * PLANES).fill(STANDARDISED[0]);
  let source = from * rows * columns;
  for (let image = 0; image < to - from; image++) {
    for (let row = 0; row < rows; row++) {
      let target = ((image * size + top + row) * size + left) * PLANES;
      for (let column = 0; column < columns; column++) {
        const value = STANDARDISED[pixels[source++]];
        result[target++] = value;
        result[target++] = value;
        result[target++] = value;
      }
    }
  }
  return result;
}
