import type { TestPictures } from '../../src/protocol/lab';
import { rgbaOf } from '../../src/subject/planes';
import type { SubjectImages } from '../../src/subject/preprocess';

/** A few of the images, to be shown. @param chosen indices; of one that is not there every byte is 0 */
export function testPictures(
  { rows, columns, planes, pixels }: SubjectImages,
  chosen: readonly number[],
): TestPictures {
  const length = rows * columns * planes;
  const rgba = new Uint8ClampedArray(chosen.length * rows * columns * 4);
  chosen.forEach((image, i) => {
    const own = pixels.subarray(image * length, (image + 1) * length);
    rgba.set(rgbaOf(own, planes), i * rows * columns * 4);
  });
  return { width: columns, height: rows, rgba };
}
