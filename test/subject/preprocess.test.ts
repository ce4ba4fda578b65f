import { expect, it } from 'vitest';
import { preprocess } from '../../src/subject/preprocess';

it('pads, standardises and repeats the grey plane', () => {
  const images = {
    count: 2,
    rows: 2,
    columns: 2,
    pixels: Uint8Array.of(0, 0, 0, 0, 255, 51, 0, 102),
    labels: new Uint16Array(2),
  };
  const result = preprocess(images, 1, 2, 4);
  const zero = -0.286 / 0.353;
  const plane = new Array(16).fill(zero);
  plane[5] = (1 - 0.286) / 0.353;
  plane[6] = (0.2 - 0.286) / 0.353;
  plane[10] = (0.4 - 0.286) / 0.353;
  const expected = plane.flatMap((value) => [value, value, value]);
  expect(result.length).toBe(48);
  result.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
});
