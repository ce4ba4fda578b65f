import { describe, expect, it } from 'vitest';
import {
  imageFileBytes,
  imagesFileStart,
  labelsFile,
  parseLabelledImages,
} from '../../src/formats/idx/idx';

const IMAGES = {
  name: 'images',
  bytes: idx(0x803, [2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
};
const SIDES = { height: 2, width: 3, planes: 1 } as const;
const LABELS = { name: 'labels', bytes: idx(0x801, [2], [9, 0]) };

function idx(magic: number, sizes: number[], values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  [magic, ...sizes].forEach((value, i) => view.setUint32(4 * i, value));
  return new Uint8Array([...new Uint8Array(view.buffer), ...values]);
}

function refusalOf(images = IMAGES, labels = LABELS, classes = 10) {
  const parsed = parseLabelledImages(images, labels, classes);
  return parsed.ok ? null : { code: parsed.code, values: parsed.values };
}

describe('IDX files', () => {
  it('are joined', () => {
    expect(parseLabelledImages(IMAGES, LABELS, 10)).toEqual({
      ok: true,
      value: {
        count: 2,
        rows: 2,
        columns: 3,
        planes: 1,
        pixels: Uint8Array.from({ length: 12 }, (_, i) => i + 1),
        labels: Uint16Array.of(9, 0),
      },
    });
  });

  it('may end behind those that are asked for', () => {
    const { bytes } = IMAGES;
    const beginning = { ...IMAGES, bytes: bytes.subarray(0, imageFileBytes(1, SIDES)) };
    expect(parseLabelledImages(beginning, LABELS, 10, 1)).toMatchObject({
      ok: true,
      value: { count: 1, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Uint16Array.of(9) },
    });
    expect(refusalOf(beginning)?.code).toBe('idx-length');
  });

  it('of the wrong kind are refused by name', () => {
    expect(refusalOf({ ...LABELS, name: 'images' })).toEqual({
      code: 'idx-header',
      values: { name: 'images', bytes: 10, least: 16 },
    });
    const labels = { name: 'images', bytes: idx(0x801, [12], new Array(12).fill(1)) };
    expect(refusalOf(labels)).toMatchObject({
      code: 'idx-magic',
      values: { name: 'images', found: 0x801, expected: 0x803 },
    });
  });

  it('that were cut off are refused with both lengths', () => {
    const cut = { name: 'images', bytes: IMAGES.bytes.subarray(0, 20) };
    expect(refusalOf(cut)).toEqual({
      code: 'idx-length',
      values: { name: 'images', bytes: 20, expected: 28 },
    });
  });

  it('with other counts are refused with both counts', () => {
    const three = { name: 'labels', bytes: idx(0x801, [3], [0, 1, 2]) };
    expect(refusalOf(IMAGES, three)).toEqual({
      code: 'idx-counts',
      values: { labels: 'labels', labelCount: 3, images: 'images', imageCount: 2 },
    });
  });

  it('with a class that the network lacks are refused', () => {
    expect(refusalOf(IMAGES, LABELS, 9)).toEqual({
      code: 'idx-class',
      values: { name: 'labels', image: 0, label: 9, classes: 9 },
    });
  });

  it('hold colours and more than 256 classes as they were written', () => {
    const sides = { height: 1, width: 2, planes: 3 } as const;
    const pixels = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
    const bytes = new Uint8Array([...imagesFileStart(2, sides), ...pixels]);
    expect(bytes.length).toBe(imageFileBytes(2, sides));
    for (const labels of [Uint16Array.of(3, 255), Uint16Array.of(999, 256)]) {
      const file = { name: 'labels', bytes: labelsFile(labels) };
      expect(file.bytes.length).toBe(labels[0] > 255 ? 12 : 10);
      expect(parseLabelledImages({ name: 'images', bytes }, file, 1000)).toEqual({
        ok: true,
        value: { count: 2, rows: 1, columns: 2, planes: 3, pixels, labels },
      });
    }
    const beginning = { name: 'images', bytes: bytes.subarray(0, imageFileBytes(1, sides)) };
    const one = { name: 'labels', bytes: labelsFile(Uint16Array.of(3, 4)) };
    expect(parseLabelledImages(beginning, one, 10, 1)).toMatchObject({
      value: { count: 1, planes: 3, pixels: pixels.subarray(0, 6) },
    });
  });

  it('of other planes are refused', () => {
    const images = { name: 'images', bytes: idx(0x804, [1, 1, 1, 2], [1, 2]) };
    expect(refusalOf(images)).toEqual({
      code: 'idx-planes',
      values: { name: 'images', planes: 2 },
    });
  });
});
