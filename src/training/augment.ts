/** Training images shifted and flipped by lot: the same for an image, epoch and seed whoever asks. */
import type { LabelledImages } from '../formats/idx/idx';
import { STANDARDISED } from '../subject/preprocess';
import { seededRandom } from '../base/seededRandom';

/** Pixels that an image may move in either direction; the border has room for so many. */
const MOST_SHIFT = 2;
const PLANES = 3;

export interface Augmentation {
  readonly seed: number;
  readonly epoch: number;
}

/**
 * Writes images as the network reads them: NHWC, [indices.length][size][size][3].
 * @param indices places in `images`
 * @param size height and width, at least the images' own + 2 · 2
 */
export function writeAugmented(
  images: LabelledImages,
  indices: ArrayLike<number>,
  { seed, epoch }: Augmentation,
  size: number,
  target: Float32Array,
): void {
  target.fill(STANDARDISED[0]);
  for (let i = 0; i < indices.length; i++) {
    const random = seededRandom(seed + epoch * images.count, indices[i]);
    const shift = () => Math.floor(random() * (2 * MOST_SHIFT + 1)) - MOST_SHIFT;
    const placed = { down: shift(), right: shift(), flipped: random() < 0.5 };
    writeImage(images, indices[i], placed, size, target.subarray(i * size * size * PLANES));
  }
}

interface Placed {
  readonly down: number;
  readonly right: number;
  readonly flipped: boolean;
}

function writeImage(
  { rows, columns, pixels }: LabelledImages,
  image: number,
  { down, right, flipped }: Placed,
  size: number,
  target: Float32Array,
): void {
  const top = Math.floor((size - rows) / 2) + down;
  const left = Math.floor((size - columns) / 2) + right;
  const step = flipped ? -1 : 1;
  for (let row = 0; row < rows; row++) {
    let source = (image * rows + row) * columns + (flipped ? columns - 1 : 0);
    let at = ((top + row) * size + left) * PLANES;
    for (let column = 0; column < columns; column++, source += step) {
      const value = STANDARDISED[pixels[source]];
      target[at++] = value;
      target[at++] = value;
      target[at++] = value;
    }
  }
}
