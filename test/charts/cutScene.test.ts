import { describe, expect, it } from 'vitest';
import { cutScene, PLAY_STEPS, type PlayStep } from '../../src/charts/play/cutScene';
import type { LayerDetail } from '../../src/pruning/layerDetail';

const FRAME = { width: 100, height: 50 };

const CHANNELS: LayerDetail = {
  ...{ layer: 4, stops: 200, rows: 200, goneAt: new Uint8Array(0), gamma: null },
  magnitudes: {
    ...{ largest: 1, all: new Uint32Array(4), gone: new Uint32Array(800) },
    ...{ goneUpTo: new Float32Array(200), leftFrom: new Float32Array(200) },
  },
  channels: {
    set: 2,
    scores: Float32Array.of(3, 1, 4, 2),
    places: Uint32Array.of(2, 0, 3, 1),
  },
};

/** Half of the weights, the small ones, go at the second of two stops. */
const WEIGHTS: LayerDetail = {
  ...{ layer: 4, stops: 2, rows: 2, goneAt: new Uint8Array(0), gamma: null, channels: null },
  magnitudes: {
    largest: 8,
    all: Uint32Array.of(6, 4, 8, 2),
    gone: Uint32Array.of(0, 0, 0, 0, 6, 4, 0, 0),
    goneUpTo: Float32Array.of(0, 4),
    leftFrom: Float32Array.of(0.1, 4.5),
  },
};

const scene = (detail: LayerDetail, step: PlayStep) => cutScene(detail, 0.5, 2, step, FRAME);

describe('channels in slow motion', () => {
  it('stand as they are numbered, then by score, and the lowest go', () => {
    const placesAt = (step: PlayStep) => scene(CHANNELS, step).bars.map(({ x }) => x);
    expect(placesAt('score')).toEqual([0, 25, 50, 75]);
    expect(placesAt('rank')).toEqual([50, 0, 75, 25]);
    const { bars, line, gone, all } = scene(CHANNELS, 'cut');
    expect(bars.map(({ goes }) => goes)).toEqual([false, true, false, true]);
    expect(bars.every(({ x, goes }) => goes === x < line!)).toBe(true);
    expect([gone, all]).toEqual([2, 4]);
    expect(scene(CHANNELS, 'score').line).toBeNull();
  });

  it('are as tall as their scores, at every step', () => {
    for (const step of PLAY_STEPS)
      expect(scene(CHANNELS, step).bars.map(({ height }) => height)).toEqual([37.5, 12.5, 50, 25]);
  });
});

describe('weights in slow motion', () => {
  it('go up to the line, and all are counted', () => {
    const { bars, line, gone, all } = scene(WEIGHTS, 'cut');
    expect([line, gone, all]).toEqual([50, 10, 20]);
    expect(bars.filter(({ goes }) => goes).map(({ x }) => x)).toEqual([0, 25]);
    const left = bars.filter(({ goes, height }) => !goes && height > 0);
    expect(left.map(({ x }) => x)).toEqual([50, 75]);
    expect(new Set(bars.map(({ key }) => key)).size).toBe(bars.length);
  });

  it('have no line where size does not decide, nor where nothing is cut', () => {
    const { magnitudes } = WEIGHTS;
    const mixed = { ...magnitudes, leftFrom: Float32Array.of(0.1, 0.3) };
    expect(scene({ ...WEIGHTS, magnitudes: mixed }, 'rank').line).toBeNull();
    expect(cutScene(WEIGHTS, 0, 2, 'rank', FRAME).line).toBeNull();
  });
});
