import { describe, expect, it } from 'vitest';
import { pictureKind, pictureSides } from '../../src/formats/picture/pictureHeader';
import { sample, SAMPLES_ARE_THERE } from '../recognition/samples';

/** As the browsers and Pillow's tests say. */
const SIDES = [
  ['hopper.jpg', 'jpeg', 128, 128],
  ['hopper_gray.jpg', 'jpeg', 128, 128],
  ['pil_sample_cmyk.jpg', 'jpeg', 100, 100],
  ['apng-mode_16bit.png', 'png', 128, 64],
  ['hopper.webp', 'webp', 128, 128],
  ['avif-hopper.avif', 'avif', 128, 128],
] as const;

describe.skipIf(!SAMPLES_ARE_THERE)('the first bytes of a picture', () => {
  it.each(SIDES)('of %s tell kind and sides', (name, kind, width, height) => {
    const bytes = sample(`files/pictures/odd/${name}`);
    expect(pictureKind(bytes.subarray(0, 16))).toBe(kind);
    expect(pictureSides(bytes)).toEqual({ width, height });
  });

  it('tell a frame that is larger than its canvas', () => {
    const { width } = pictureSides(sample('files/pictures/odd/decompression_bomb.gif'))!;
    expect(width).toBeGreaterThanOrEqual(65_535);
  });

  it('may be missing', () => {
    const bytes = sample('files/pictures/odd/hopper.jpg');
    for (let length = 0; length < 700; length += 7)
      expect(() => pictureSides(bytes.subarray(0, length))).not.toThrow();
    expect(pictureSides(bytes.subarray(0, 20))).toBeNull();
  });
});
