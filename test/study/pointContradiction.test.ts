import type { Energy, OperatingPoint } from '../../src/study/point';
import { expect, it } from 'vitest';
import { pointContradiction } from '../../src/study/pointContradiction';
import type { Values } from '../../src/base/outcome';
import type { Code } from '../../src/words/refusal';
import { sampleStudy } from './sampleStudy';

const POINT: OperatingPoint = {
  ...sampleStudy().points[0],
  nonZeros: 9,
  parameters: 10,
  accuracy: { afterCutting: share(5), afterRepair: share(8) },
  repairSteps: [{ step: 'recalibrate=500', accuracy: share(8), seconds: 1 }],
  perClass: { afterCutting: [share(2, 4), null, share(3, 6)], afterRepair: null },
};

const BETTER = {
  ...{ images: 10, onlyFirst: 0, onlySecond: 3, difference: 0.3 },
  ...{ low: -0.1, high: 0.5, p: 0.25 },
};

const WINDOW = {
  ...{ seconds: 5, inferences: 0, meanW: 4, idleW: 3, idleDriftShare: 0, samples: 50 },
  ...{ idleVolts: null, meanVolts: null, lowestVolts: null, coveredShare: 1, latencyDrift: 1 },
  spoiled: null,
};

function joules(gross: number, aboveIdle: number): Energy {
  const sure = (mean: number) => ({ mean, low: mean, high: mean });
  const perInferenceJ = { gross: sure(gross), aboveIdle: sure(aboveIdle) };
  return { source: 'measured', meter: 'a meter', perInferenceJ, windows: [] };
}

function share(correct: number, total = 10) {
  return { correct, total };
}

it('is not found in points that were measured', () => {
  expect(pointContradiction(POINT)).toBeNull();
  const energy = { ...joules(2, 1), windows: [{ ...WINDOW, inferences: 9 }] };
  const full = { ...POINT, accuracyVsDense: BETTER, energy };
  expect(pointContradiction(full)).toBeNull();
  for (const point of sampleStudy().points) expect(pointContradiction(point)).toBeNull();
});

const CUT = { plan: { ...POINT.plan, repair: [] }, repairSteps: [], perClass: undefined };
const only = (correct: number, total = 10) => ({
  afterCutting: share(correct, total),
  afterRepair: null,
});
const timed = (p25: number, median: number, p75: number, p95: number) => ({
  latencyMs: { tfjs: { p25, median, p75, p95, runs: 30 } },
});

it.each<[string, Partial<OperatingPoint>]>([
  [
    'one network right wherever the other is wrong, and the other way round',
    { accuracyVsDense: { ...BETTER, onlyFirst: 2, onlySecond: 8, difference: 0.6, high: 0.9 } },
  ],
  [
    'as many lost as won',
    { accuracyVsDense: { ...BETTER, onlyFirst: 1, onlySecond: 1, difference: 0, p: 1 } },
  ],
  [
    'every image won',
    {
      ...{ ...CUT, accuracy: only(10) },
      accuracyVsDense: { ...BETTER, onlySecond: 10, difference: 1, low: 0.6, high: 1, p: 0.002 },
    },
  ],
  [
    'every image lost',
    {
      ...{ ...CUT, accuracy: only(0) },
      accuracyVsDense: {
        ...BETTER,
        onlyFirst: 10,
        onlySecond: 0,
        difference: -1,
        low: -1,
        high: -0.6,
      },
    },
  ],
  [
    'a share written with four digits',
    {
      ...{ ...CUT, accuracy: only(2, 3) },
      accuracyVsDense: { ...BETTER, images: 3, onlySecond: 1, difference: 0.3333 },
    },
  ],
  ['runs that a coarse timer cannot tell apart', timed(0.1, 0.1, 0.1, 0.1)],
  [
    'one runtime timed and not the first',
    { latencyMs: { kernels: timed(1, 2, 3, 4).latencyMs.tfjs } },
  ],
  ['a meter without idle current', { energy: joules(2, 2) }],
  [
    'a window that was left out before any inference',
    {
      energy: {
        ...joules(2, 1),
        windows: [
          { ...WINDOW, spoiled: 'hidden' },
          { ...WINDOW, inferences: 9 },
        ],
      },
    },
  ],
  [
    'the accuracy of its last step alone',
    {
      plan: { ...POINT.plan, repair: [...POINT.plan.repair, { kind: 'refit', images: 5 }] },
      repairSteps: [
        { step: 'recalibrate=500', accuracy: share(6), seconds: 1 },
        { step: 'refit=5', accuracy: share(8), seconds: 1 },
      ],
    },
  ],
])('nor in %s', (_, fields) => {
  expect(pointContradiction({ ...POINT, ...fields })).toBeNull();
});

it.each<[Code, Values, Partial<OperatingPoint>]>([
  ['too-many-non-zeros', { nonZeros: 11, parameters: 10 }, { nonZeros: 11 }],
  [
    'repair-accuracy',
    { found: false, repair: 'recalibrate=500' },
    { accuracy: { afterCutting: share(5), afterRepair: null } },
  ],
  ['repair-accuracy', { found: true, repair: 'none' }, { plan: { ...POINT.plan, repair: [] } }],
  [
    'repair-images',
    { cut: 10, repaired: 20 },
    { accuracy: { afterCutting: share(5), afterRepair: share(8, 20) } },
  ],
  [
    'repair-images',
    { cut: 10, repaired: 5 },
    { accuracy: { afterCutting: share(5), afterRepair: share(5, 5) } },
  ],
  [
    'step-of-no-repair',
    { step: 'refit=5' },
    { repairSteps: [{ step: 'refit=5', accuracy: share(8), seconds: 1 }] },
  ],
  [
    'step-accuracy',
    { last: [9, 10], repaired: [8, 10] },
    { repairSteps: [{ step: 'recalibrate=500', accuracy: share(9), seconds: 1 }] },
  ],
  [
    'step-of-no-repair',
    { step: 'refit=5' },
    {
      repairSteps: [
        { step: 'refit=5', accuracy: share(7), seconds: 1 },
        { step: 'recalibrate=500', accuracy: share(8), seconds: 1 },
      ],
    },
  ],
  [
    'class-accuracy',
    { classes: [5, 9], whole: [5, 10] },
    { perClass: { afterCutting: [share(5, 9)], afterRepair: null } },
  ],
  [
    'class-accuracy',
    { classes: [7, 10], whole: [8, 10] },
    { perClass: { afterCutting: null, afterRepair: [share(7)] } } as never,
  ],
  [
    'class-accuracy',
    { classes: [4, 10], whole: [5, 10] },
    { perClass: { afterCutting: [share(1, 4), share(3, 6)], afterRepair: null } },
  ],
  ['difference-images', { images: 20, total: 10 }, { accuracyVsDense: { ...BETTER, images: 20 } }],
  [
    'difference-images',
    { images: 5 },
    { accuracyVsDense: { ...BETTER, images: 5, difference: 0.6 } },
  ],
  [
    'difference-counted',
    { difference: 0.305 },
    { accuracyVsDense: { ...BETTER, difference: 0.305 } },
  ],
  [
    'difference-counted',
    { difference: -0.3 },
    { accuracyVsDense: { ...BETTER, difference: -0.3, low: -0.6 } },
  ],
  [
    'difference-answers',
    { onlyFirst: 0, onlySecond: 9 },
    { accuracyVsDense: { ...BETTER, onlySecond: 9 } },
  ],
  [
    'difference-answers',
    { onlyFirst: 3, onlySecond: 3 },
    { accuracyVsDense: { ...BETTER, onlyFirst: 3 } },
  ],
  [
    'difference-counted',
    { counted: 3, images: 10 },
    { accuracyVsDense: { ...BETTER, difference: -0.3, low: -1 } },
  ],
  ['difference-interval', { low: 0.4, high: 0.5 }, { accuracyVsDense: { ...BETTER, low: 0.4 } }],
  ['difference-interval', { low: -0.1, high: 0.2 }, { accuracyVsDense: { ...BETTER, high: 0.2 } }],
  ['difference-interval', { p: 7 }, { accuracyVsDense: { ...BETTER, p: 7 } }],
  [
    'latency-quantiles',
    { quantiles: [9, 2, 3, 4], runtime: 'kernels' },
    { latencyMs: { kernels: { p25: 9, median: 2, p75: 3, p95: 4, runs: 30 } } },
  ],
  [
    'latency-quantiles',
    { quantiles: [1, 2, 1, 4] },
    { latencyMs: { tfjs: { p25: 1, median: 2, p75: 1, p95: 4, runs: 9 } } },
  ],
  [
    'latency-quantiles',
    { quantiles: [1, 2, 3, 2] },
    { latencyMs: { tfjs: { p25: 1, median: 2, p75: 3, p95: 2, runs: 9 } } },
  ],
  ['joules-negative', { joules: -0.02 }, { energy: joules(-0.02, -0.02) }],
  ['joules-above-idle', { aboveIdle: 0.5, gross: 0.2 }, { energy: joules(0.2, 0.5) }],
  ['window-idle', {}, { energy: { ...joules(2, 1), windows: [WINDOW] } }],
  [
    'window-idle',
    {},
    { energy: { ...joules(2, 1), windows: [{ ...WINDOW, inferences: 9, seconds: 0 }] } },
  ],
])('%s %j', (code, values, fields) => {
  expect(pointContradiction({ ...POINT, ...fields })).toMatchObject({ code, values });
});
