/** The dense network does the same work in every timing: what its time does, the machine did. */
import type { OperatingPoint, Origin } from '../../src/study/point';
import type { RuntimeId } from '../../src/study/runtimes';
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { denseDrifts, driftSentences, slowness } from '../../src/study/denseDrift';
import { ENVIRONMENT, ORIGIN, samplePoint } from './sampleStudy';

const OTHER: Origin = { ...ORIGIN, environment: { ...ENVIRONMENT, workers: 3 } };
const THIRD: Origin = { ...ORIGIN, environment: { ...ENVIRONMENT, workers: 7 } };
const NEVER_LOOKED_AT = 77;

/** A cut network, timed beside a dense one. */
function beside(denseMedian: number, runtime: RuntimeId = 'tfjs'): OperatingPoint {
  const latency = { ...{ p25: 1, p75: 1, p95: 1, runs: 30 }, median: NEVER_LOOKED_AT };
  const vsDense = { denseMedian, ratio: 1, low: 1, high: 1 };
  const point = samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 });
  return { ...point, latencyMs: { [runtime]: { ...latency, vsDense } } };
}

/** The dense network by itself. */
function dense(median: number): OperatingPoint {
  const point = samplePoint({ ...defaultPlan('l1-norm'), level: 0 });
  return { ...point, latencyMs: { tfjs: { ...point.latencyMs.tfjs!, median } } };
}

describe('the dense network’s time', () => {
  it('is worth a word from more than 10 % on', () => {
    expect(denseDrifts([beside(10), beside(11)])).toEqual([]);
    expect(denseDrifts([beside(10), beside(11.1)])).toEqual([
      { runtime: 'tfjs', fastest: 10, slowest: 11.1 },
    ]);
  });

  it('is told from its fastest to its slowest, in whatever order they came', () => {
    expect(driftSentences([2, 1, 4, 2].map((ms) => beside(ms)))).toEqual([
      expect.stringContaining('took 1.00 to 4.00 ms on TF.js, 300 % apart'),
    ]);
  });

  it('is its own median where it was timed alone, and of the same rounds beside another', () => {
    expect(denseDrifts([dense(1), beside(2)])).toEqual([
      { runtime: 'tfjs', fastest: 1, slowest: 2 },
    ]);
    const untimed: OperatingPoint = { ...beside(1), latencyMs: {} };
    const alone = samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 });
    const early = {
      ...alone,
      latencyMs: { tfjs: { ...alone.latencyMs.tfjs!, vsDense: undefined } },
    };
    expect(denseDrifts([dense(1), untimed, early as OperatingPoint])).toEqual([]);
  });

  it('is compared on one runtime', () => {
    expect(denseDrifts([beside(1), beside(2, 'kernels')])).toEqual([]);
    const both = [beside(1), beside(2), beside(1, 'kernels'), beside(3, 'kernels')];
    expect(denseDrifts(both).map(({ runtime, slowest }) => [runtime, slowest])).toEqual(
      expect.arrayContaining([
        ['tfjs', 2],
        ['kernels', 3],
      ]),
    );
  });

  it('is compared in one environment: that of the timing', () => {
    expect(denseDrifts([beside(1), { ...beside(2), origin: OTHER }])).toEqual([]);
    expect(denseDrifts([beside(1), { ...beside(2), latencyOrigin: OTHER }])).toEqual([]);
    const here = { ...beside(2), origin: OTHER, latencyOrigin: ORIGIN };
    expect(denseDrifts([beside(1), here])).toHaveLength(1);
  });

  it('is told of the environment where it moved by the greatest share', () => {
    const slow = [100, 120].map((ms) => ({ ...beside(ms), origin: OTHER }));
    for (const points of [
      [beside(1), beside(1.5), ...slow],
      [...slow, beside(1), beside(1.5)],
      // Nothing was timed in a third.
      [
        ...slow,
        { ...samplePoint(defaultPlan()), latencyMs: {}, latencyOrigin: THIRD },
        beside(1),
        beside(1.5),
      ],
    ])
      expect(denseDrifts(points)).toEqual([{ runtime: 'tfjs', fastest: 1, slowest: 1.5 }]);
  });
});

describe('a point timed while the machine was slow', () => {
  it('is told by how much, on the runtime and against the fastest of its environment', () => {
    const [fast, near, slow] = [beside(10), beside(11), beside(15)];
    const both = {
      ...beside(30),
      latencyMs: { ...beside(30).latencyMs, ...beside(4, 'kernels').latencyMs },
    };
    const kernels = beside(2, 'kernels');
    const elsewhere = { ...beside(99), latencyOrigin: OTHER };
    const untimed: OperatingPoint = { ...beside(1), latencyMs: {} };
    const found = slowness([fast, near, slow, both, kernels, elsewhere, untimed]);
    expect([...found]).toEqual([
      [slow, { tfjs: 0.5 }],
      [both, { tfjs: 2, kernels: 1 }],
    ]);
  });
});
