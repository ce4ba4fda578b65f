/** Distributions of a layer, from a detail that a person can count. */
import { describe, expect, it } from 'vitest';
import {
  magnitudeBars,
  rowOf,
  scoreLine,
  spread,
  threshold,
} from '../../../src/charts/network/layerPictures';

const FRAME = { width: 100, height: 10 };
const DETAIL = {
  ...{ rows: 3, stops: 200 },
  magnitudes: {
    ...{ largest: 2, all: Uint32Array.of(3, 1) },
    ...{ gone: Uint32Array.of(0, 0, 2, 0, 3, 1) },
    goneUpTo: Float32Array.of(0, 0.5, 2),
    leftFrom: Float32Array.of(0.1, 0.75, Infinity),
  },
};

describe('magnitudes', () => {
  it('are as high as the logarithm of their counts', () => {
    const [first, second] = magnitudeBars(DETAIL, 1, FRAME);
    expect(first).toMatchObject({ x: 0, width: 50, all: 10 });
    expect(first.left).toBeCloseTo((10 * Math.log(2)) / Math.log(4), 9);
    expect(second.all).toBeCloseTo((10 * Math.log(2)) / Math.log(4), 9);
    expect(second.left).toBe(second.all);
  });

  it('are cut at a line where there is one', () => {
    expect([0, 1, 2].map((row) => threshold(DETAIL, row, FRAME))).toEqual([null, 25, 100]);
    const mixed = { magnitudes: { ...DETAIL.magnitudes, leftFrom: Float32Array.of(0, 0.1, 0.1) } };
    expect(threshold(mixed, 1, FRAME)).toBeNull();
  });

  it('follow the row of the level, as far as there are rows', () => {
    expect([0, 0.005, 0.5].map((level) => rowOf(DETAIL, level))).toEqual([0, 1, 2]);
  });
});

it('scores rise from the first that is cut, whatever their order', () => {
  const ranks = { set: 0, scores: Float32Array.of(4, 1, 2), places: Uint32Array.of(2, 0, 1) };
  expect(scoreLine(ranks, FRAME)).toBe('M0.0 7.5L50.0 5.0L100.0 0.0');
  const endless = { ...ranks, scores: Float32Array.of(Infinity, 1, 2) };
  expect(scoreLine(endless, FRAME)).toBe('M0.0 5.0L50.0 0.0L100.0 0.0');
});

it('a spread counts all channels, and those that stay', () => {
  const { bars, low, high } = spread(Float32Array.of(-1, 0, 1, 1), (channel) => channel < 3, FRAME);
  expect([low, high]).toEqual([-1, 1]);
  expect(bars.filter(({ all }) => all > 0)).toHaveLength(3);
  expect(bars.at(-1)!.all).toBe(10);
  expect(bars.at(-1)!.left).toBeCloseTo((10 * Math.log(2)) / Math.log(3), 9);
  expect(spread(Float32Array.of(0, 0), () => true, FRAME).bars[0].all).toBe(10);
});
