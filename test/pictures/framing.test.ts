import { describe, expect, it } from 'vitest';
import { sourceRectangle } from '../../src/pictures/framing';
import { planesOf, rgbaOf } from '../../src/subject/planes';

describe('the part of a picture that is seen', () => {
  it('is its middle square for Teachable Machine', () => {
    const landscape = { width: 320, height: 240 };
    expect(sourceRectangle(landscape, 'centre-square')).toEqual({
      left: 40,
      top: 0,
      width: 240,
      height: 240,
    });
    expect(sourceRectangle({ width: 241, height: 300 }, 'centre-square')).toMatchObject({
      left: 0,
      top: 29.5,
    });
  });

  it('is less by an eighth for ImageNet: resize 256, crop 224', () => {
    // 500×375: resized to 341.33×256, cropped to 224 of both: 328.125 pixels of the picture.
    const rectangle = sourceRectangle({ width: 500, height: 375 }, 'resize-crop');
    expect(rectangle).toEqual({ left: 85.9375, top: 23.4375, width: 328.125, height: 328.125 });
  });

  it('is all of it where it is stretched', () => {
    expect(sourceRectangle({ width: 3, height: 7 }, 'stretch')).toEqual({
      left: 0,
      top: 0,
      width: 3,
      height: 7,
    });
  });
});

describe('the planes of a picture', () => {
  it('are colours or their luma', () => {
    const rgba = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9, 9, 255);
    expect([...planesOf(rgba, 3)]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
    expect([...planesOf(rgba, 1)]).toEqual([76, 150, 29, 9]);
  });

  it('come back', () => {
    const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect([...planesOf(rgbaOf(pixels, 3), 3)]).toEqual([...pixels]);
    expect([...planesOf(rgbaOf(pixels, 1), 1)]).toEqual([...pixels]);
  });
});
