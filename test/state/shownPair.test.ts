import { expect, it } from 'vitest';
import { shownPair } from '../../src/state/shownPair';
import type { RuntimeId } from '../../src/study/runtimes';
import { sampleStudy } from '../study/sampleStudy';
import { importedPoint } from '../../src/study/measuredPoint';

const { points } = sampleStudy();
const spread = { p25: 1, p75: 3, p95: 4, runs: 30 };
const beside = {
  ...spread,
  median: 2,
  vsDense: { denseMedian: 5, ratio: 0.4, low: 0.3, high: 0.5 },
};
const dense = importedPoint({
  ...points.find(({ plan }) => plan.level === 0)!,
  latencyMs: { tfjs: { ...spread, median: 9 }, kernels: { ...spread, median: 6 } },
  energy: null,
});
const cut = importedPoint({
  ...points.find(({ plan }) => plan.level > 0)!,
  latencyMs: { tfjs: beside, kernels: beside },
  energy: null,
});
const known = { shown: ({ point }: typeof cut) => point };
const pairOf = (measured: typeof cut | null, chosen: RuntimeId) =>
  shownPair({ measured, dense }, known, chosen);

it('of a plan that is not measured there is the dense network alone', () => {
  const { point, dense: shown } = pairOf(null, 'kernels');
  expect(point).toBeNull();
  expect(shown!.energy!.source).toBe('estimated');
  expect(shownPair({ measured: null, dense: null }, known, 'tfjs')).toEqual({
    point: null,
    dense: null,
  });
});

it('both are told by the same runtime, int8 by the kernels whatever is chosen', () => {
  const usual = pairOf(cut, 'tfjs');
  expect([usual.point!.energy!.runtime, usual.dense!.energy!.runtime]).toEqual(['tfjs', 'tfjs']);
  const plan = { ...cut.point.plan, precision: 'int8' } as const;
  const int8 = pairOf({ ...cut, point: { ...cut.point, plan } }, 'tfjs');
  expect([int8.point!.energy!.runtime, int8.dense!.energy!.runtime]).toEqual([
    'kernels',
    'kernels',
  ]);
});

it('the dense network is as it was timed in the point’s rounds', () => {
  expect(pairOf(cut, 'kernels').dense!.latencyMs.kernels!.median).toBe(5);
  expect(pairOf(null, 'kernels').dense!.latencyMs.kernels!.median).toBe(6);
});
