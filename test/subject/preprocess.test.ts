import { describe, expect, it } from 'vitest';
import type { LabelledImages } from '../../src/formats/idx/idx';
import { preprocess, subjectImages } from '../../src/subject/preprocess';
import type { Preprocessing } from '../../src/subject/preprocessing';
import { readBy } from './images';

const GREY: LabelledImages = {
  ...{ count: 2, rows: 2, columns: 2, planes: 1 },
  pixels: Uint8Array.of(0, 0, 0, 0, 255, 51, 0, 102),
  labels: new Uint16Array(2),
};
const FASHION = { padding: 0, mean: [0.286, 0.286, 0.286], deviation: [0.353, 0.353, 0.353] };

function expectClose(found: Float32Array, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
}

describe('an image', () => {
  it('is padded, standardised, and its grey plane repeated', () => {
    const result = preprocess(readBy(GREY, { size: 4, planes: 3 }, FASHION), 1, 2);
    const plane = new Array(16).fill(-0.286 / 0.353);
    plane[5] = (1 - 0.286) / 0.353;
    plane[6] = (0.2 - 0.286) / 0.353;
    plane[10] = (0.4 - 0.286) / 0.353;
    expectClose(
      result,
      plane.flatMap((value) => [value, value, value]),
    );
  });

  it('stays grey where the network reads one plane', () => {
    const oneToMinusOne = { padding: 255, mean: [0.5], deviation: [0.5] };
    const result = preprocess(readBy(GREY, { size: 3, planes: 1 }, oneToMinusOne), 1, 2);
    expectClose(result, [1, -0.6, 1, -1, -0.2, 1, 1, 1, 1]);
  });

  it('keeps its colours, each with a mean and a deviation of its own', () => {
    const colours: LabelledImages = {
      ...{ count: 1, rows: 1, columns: 1, planes: 3 },
      pixels: Uint8Array.of(51, 102, 255),
      labels: new Uint16Array(1),
    };
    const each = { padding: 0, mean: [0.1, 0.2, 0.5], deviation: [1, 0.5, 0.25] };
    const result = preprocess(readBy(colours, { size: 2, planes: 3 }, each), 0, 1);
    expectClose(result, [
      0.1,
      0.4,
      2,
      ...[-0.1, -0.4, -2],
      ...[-0.1, -0.4, -2],
      ...[-0.1, -0.4, -2],
    ]);
  });

  it('loses its borders where the network reads less', () => {
    const wide: LabelledImages = {
      ...{ count: 1, rows: 2, columns: 4, planes: 1 },
      pixels: Uint8Array.of(0, 51, 102, 153, 0, 204, 255, 0),
      labels: new Uint16Array(1),
    };
    const plain = { padding: 0, mean: [0], deviation: [1] };
    expectClose(preprocess(readBy(wide, { size: 2, planes: 1 }, plain), 0, 1), [0.2, 0.4, 0.8, 1]);
  });
});

it('images that are not those that their data set describes are refused', () => {
  const preprocessing: Preprocessing = {
    ...{ source: { height: 2, width: 2, planes: 1 }, target: { size: 4, planes: 3 } },
    ...FASHION,
  };
  expect(subjectImages('a file', GREY, { count: 2, preprocessing })).toMatchObject({ ok: true });
  const strange = [
    { count: 3, preprocessing },
    { count: 2, preprocessing: { ...preprocessing, source: { height: 2, width: 3, planes: 1 } } },
    { count: 2, preprocessing: { ...preprocessing, source: { height: 2, width: 2, planes: 3 } } },
  ] as const;
  for (const described of strange) {
    expect(subjectImages('a file', GREY, described)).toMatchObject({
      code: 'other-images',
      values: {
        ...{ name: 'a file', found: { count: 2, height: 2, width: 2, planes: 1 } },
        described: { count: described.count, ...described.preprocessing.source },
      },
    });
  }
});
