/** Training images shifted and flipped by lot: the same for an image, epoch and seed whoever asks. */
import { writeImage, type SubjectImages } from '../subject/preprocess';
import { seededRandom } from '../base/seededRandom';

/** Pixels that an image may move in either direction. */
const MOST_SHIFT = 2;

export interface Augmentation {
  readonly seed: number;
  readonly epoch: number;
}

/**
 * Writes images as the network reads them: NHWC, [indices.length][size][size][planes].
 * @param indices places in `images`
 */
export function writeAugmented(
  images: SubjectImages,
  indices: ArrayLike<number>,
  { seed, epoch }: Augmentation,
  target: Float32Array,
): void {
  for (let i = 0; i < indices.length; i++) {
    const random = seededRandom(seed + epoch * images.count, indices[i]);
    const shift = () => Math.floor(random() * (2 * MOST_SHIFT + 1)) - MOST_SHIFT;
    const placement = { down: shift(), right: shift(), flipped: random() < 0.5 };
    writeImage(images, indices[i], placement, target, i * images.blank.length);
  }
}
