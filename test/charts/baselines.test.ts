import { describe, expect, it } from 'vitest';
import { axisOf } from '../../src/charts/axes';
import { baselines, type BaselineInput, type BaselineKind } from '../../src/charts/baselines';
import type { ChartPoint } from '../../src/charts/chartPoint';
import { linearScale } from '../../src/charts/scale';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { LITERATURE } from '../../src/study/literature';
import { words } from '../../src/words/words';

const identity = () => linearScale([0, 1], [0, 1]);

function point(level: number, correct: number, seed = 1, macs = 20e6): ChartPoint {
  return {
    plan: { ...defaultPlan('random-channels'), level, seed },
    nonZeros: 1,
    macs,
    bytes: { dense: 9e6, encoded: 9e6, gzip: null },
    latencyMs: {},
    energy: null,
    accuracy: { afterCutting: { correct: 10, total: 100 }, afterRepair: { correct, total: 100 } },
  };
}

function of(
  kind: BaselineKind,
  points: readonly ChartPoint[],
  axis: string,
  widths: BaselineInput['widths'] = [],
) {
  const shown = new Set([kind]);
  return baselines({ shown, widths }, points, axisOf(axis), identity(), identity());
}

describe('literature', () => {
  const dense = point(0, 94);

  it('keeps its change from its own dense network, at ours', () => {
    const spots = of('literature', [dense], 'macs').literature;
    const row = LITERATURE.find(({ method }) => method === 'uniform filters')!;
    const spot = spots.find(({ title }) => title.startsWith(row.method))!;
    expect(spot.x).toBeCloseTo(0.5 * 20, 1);
    expect(spot.y).toBeCloseTo(94 + row.top1 - row.denseTop1, 1);
    expect(spot.title).toBe(words.charts.baselines.published(row.method, -6.36, row.source));
    expect(row.source).toContain('PaddleSlim');
  });

  it('stands only where its cost is known', () => {
    const count = (axis: string) => of('literature', [dense], axis).literature.length;
    expect(count('macs') + count('sparsity')).toBe(LITERATURE.length);
    expect(count('latency-kernels') + count('bytes-gzip')).toBe(0);
    expect(of('literature', [], 'macs').literature).toEqual([]);
  });

  it('names a source for every row, and a loss that is no typing error', () => {
    for (const { source, denseTop1, top1, macsShare, zeros } of LITERATURE) {
      expect(source).toMatch(/^[\w-]+\/[\w-]+/);
      expect(denseTop1 - top1).toBeLessThan(17);
      const cost = macsShare ?? zeros!;
      expect(cost > 0 && cost < 1).toBe(true);
    }
  });
});

describe('the random band', () => {
  const seeds = (level: number, ...correct: number[]) =>
    correct.map((value, i) => point(level, value, i + 1));

  it('reaches from the least to the most accurate of three seeds', () => {
    const points = [...seeds(0.5, 50, 60, 55), ...seeds(0.25, 80, 82, 81)];
    const [band] = of('random', points, 'sparsity').bands;
    expect(band.path).toBe('M25,82L50,60L50,50L25,80Z');
  });

  it('is no band with fewer', () => {
    const points = [...seeds(0.5, 50, 60), ...seeds(0.25, 80, 82)];
    expect(of('random', points, 'sparsity').bands).toEqual([]);
  });
});

it('joins smaller networks by a line, where they have a cost', () => {
  const widths = [
    { width: 0.75, macs: 14e6, denseBytes: 6e6, top1: 93 },
    { width: 0.5, macs: 7e6, denseBytes: 3e6, top1: 92 },
  ];
  expect(of('widths', [], 'macs', widths).widths.path).toBe('M7,92L14,93');
  expect(of('widths', [], 'sparsity', widths).widths.spots).toEqual([]);
  expect(of('literature', [], 'macs', widths).widths.spots).toEqual([]);
});
