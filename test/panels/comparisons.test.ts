import { describe, expect, it } from 'vitest';
import { axisOf } from '../../src/charts/axes';
import { describePoint } from '../../src/charts/describePoint';
import { compareRows } from '../../src/panels/compare/compareRows';
import { figureRows } from '../../src/panels/figures/figureRows';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { denseDrifts, driftSentences } from '../../src/study/denseDrift';
import { timedBeside, withEstimate } from '../../src/study/energy';
import type { LatencyRatio } from '../../src/study/latencyRatio';
import type { PairedDifference } from '../../src/study/pairedDifference';
import { runtimeRow } from '../../src/study/runtimes';
import type { OperatingPoint } from '../../src/study/point';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';
import { ENVIRONMENT, ORIGIN, samplePoint } from '../study/sampleStudy';

const compared = words.comparisons;
const say = words.results.compare;
const { computers, architecture } = words.environments;
const TFJS = inWords('runtimes', runtimeRow('tfjs')).label;
const LATENCY = words.figures.rows.latency(TFJS);
const HERE = '0000000000000001';
const HALF: LatencyRatio = { denseMedian: 1.8, ratio: 0.5, low: 0.47, high: 0.54 };
const EQUAL: LatencyRatio = { denseMedian: 1.8, ratio: 0.99, low: 0.96, high: 1.03 };
const BETTER: PairedDifference = {
  ...{ images: 1000, onlyFirst: 5, onlySecond: 30, p: 2e-5 },
  ...{ difference: 0.025, low: 0.013, high: 0.038 },
};
const CHANCE: PairedDifference = {
  ...{ images: 500, onlyFirst: 3, onlySecond: 8, p: 0.23 },
  ...{ difference: 0.01, low: -0.004, high: 0.026 },
};

function timed(vsDense: LatencyRatio | undefined, median = 0.9, level = 0.5): OperatingPoint {
  const { tfjs } = samplePoint({ ...defaultPlan('l1-norm'), level: 0 }).latencyMs;
  const latency = { ...tfjs!, median, ...(vsDense && { vsDense }) };
  const point = samplePoint({ ...defaultPlan('l1-norm'), level });
  return { ...point, latencyMs: { tfjs: latency } };
}

const DENSE = timed(undefined, 3.4, 0);

function holding(memoryBytes: number): OperatingPoint {
  const point = timed(HALF);
  return { ...point, latencyMs: { kernels: { ...point.latencyMs.tfjs!, memoryBytes } } };
}

describe('a dense network that moved', () => {
  const moved = [
    timed(HALF),
    timed({ ...HALF, denseMedian: 1.97 }),
    timed({ ...HALF, denseMedian: 1.9 }),
  ];

  it('by up to 10 % is not worth a word', () => {
    expect(driftSentences(moved)).toEqual([]);
    expect(driftSentences([])).toEqual([]);
  });

  it('by more is told with both ends', () => {
    expect(denseDrifts([...moved, DENSE])).toEqual([
      { runtime: 'tfjs', fastest: 1.8, slowest: 3.4 },
    ]);
    const told = { runtime: TFJS, fastest: 1.8, slowest: 3.4 };
    expect(driftSentences([...moved, DENSE])).toEqual([compared.drift(told)]);
  });
});

describe('the card', () => {
  const rows = (measured: OperatingPoint | null, dense = DENSE) =>
    figureRows({ planned: null, plannedDense: null, live: null, dense, measured });
  const row = (id: string, ...given: Parameters<typeof rows>) =>
    rows(...given).find((found) => found.id === id)!;
  const LATENCY = 'latency-tfjs';

  it('compares a latency with the dense network of the same rounds, not of another moment', () => {
    // 0.9 against the 3.4 ms of the start would be −74 %.
    expect(row(LATENCY, timed(HALF))).toMatchObject({
      ...{ dense: '1.80 ms', measured: '0.90 ms', change: '−50 %', sure: true },
      detail: words.figures.timing(compared.ratioToDense(HALF, false), timed(HALF).latencyMs.tfjs!),
    });
  });

  it('claims nothing where the interval holds 1, or where there is no ratio', () => {
    expect(row(LATENCY, timed(EQUAL))).toMatchObject({ change: '≈', sure: false });
    const apart = row(LATENCY, timed(undefined));
    expect(apart).toMatchObject({ dense: null, change: '', measured: '0.90 ms' });
    expect(row(LATENCY, null)).toMatchObject({ dense: '3.40 ms', change: '', measured: null });
  });

  it('has the memory of a run, of measured networks alone', () => {
    const id = 'memory-kernels';
    expect(row(id, holding(2_300_000), holding(9_900_000))).toMatchObject({
      ...{ dense: '9.90 MB', planned: null, measured: '2.30 MB', change: '−77 %' },
    });
    expect(row(id, timed(HALF), holding(9_900_000))).toMatchObject({ measured: null, change: '' });
    expect(rows(null).some((found) => found.id === 'memory-tfjs')).toBe(false);
  });

  it('has the saturated values of int8 networks alone', () => {
    const saturated = { share: 8e-6, images: 16 };
    expect(row('saturated', { ...timed(HALF), saturated })).toMatchObject({
      ...{ measured: '0.0008 %', detail: words.figures.saturatedOf(16) },
    });
    expect(row('saturated', timed(HALF))).toBeUndefined();
  });

  it('compares an estimate as the latency that it is made of', () => {
    const estimated = withEstimate(timed(HALF), 'tfjs');
    const dense = withEstimate(timedBeside(DENSE, estimated), 'tfjs');
    expect(row('energy-gross', estimated, dense)).toMatchObject({
      ...{ change: '−50 %', sure: true, dense: expect.stringMatching(/^6\.\d+ mJ$/) },
    });
    const equal = withEstimate(timed(EQUAL), 'tfjs');
    expect(row('energy-gross', equal, dense).change).toBe('≈');
  });

  it('compares accuracies on the same pictures alone', () => {
    const better = row('accuracy', { ...timed(HALF), accuracyVsDense: BETTER });
    expect(better).toMatchObject({ change: '+2.50', sure: true });
    expect(better.detail).toBe(compared.againstDense(BETTER, 1000, false));
    const own = Number.parseFloat(better.measured!);
    expect(Number.parseFloat(better.dense!)).toBeCloseTo(own - 2.5, 2);
    const chance = row('accuracy', { ...timed(HALF), accuracyVsDense: CHANCE });
    expect(chance).toMatchObject({ change: '+1.00', sure: false });
    const unknown = row('accuracy', timed(HALF));
    expect(unknown).toMatchObject({ dense: null, change: '' });
    expect(unknown.detail).toBe(words.figures.otherImages(2000));
  });
});

describe('two points', () => {
  const changeOf = (name: string, a: OperatingPoint, b: OperatingPoint) =>
    compareRows(a, b, 'tfjs', null, HERE).find((row) => row.name === name)?.change;

  it('are compared by their ratios to dense, not by milliseconds of different moments', () => {
    // The machine was half as fast when the second was timed; both networks do the same work.
    const slow = timed({ ...HALF, denseMedian: 3.6 }, 1.8);
    const equal = compared.ratioToFirst({ ratio: 1, low: 0.91, high: 1.1 }, true);
    expect(changeOf(LATENCY, timed(HALF), slow)).toBe(equal);
    expect(changeOf(LATENCY, DENSE, timed(HALF))).toBe(compared.ratioToFirst(HALF, false));
    expect(changeOf(LATENCY, timed(undefined), timed(HALF))).toBe(say.notComparable);
    const two = { ...slow, latencyMs: { tfjs: { ...slow.latencyMs.tfjs!, threads: 2 } } };
    expect(changeOf(LATENCY, timed(HALF), two)).toBe(say.notComparable);
    expect(changeOf(say.energy.gross, timed(HALF), slow)).toBe(equal);
    // The dense network beside a point is the one of its rounds: 1.8, not 3.4.
    const rows = compareRows(DENSE, timed(HALF), 'tfjs', null, HERE);
    expect(rows.find(({ name }) => name === LATENCY)!.first).toBe('1.80 ms');
  });

  it('are compared by the memory of their runs', () => {
    const name = words.figures.rows.memory(inWords('runtimes', runtimeRow('kernels')).label);
    expect(changeOf(name, holding(8e6), holding(2e6))).toBe('−75 %');
    expect(changeOf(name, holding(8e6), timed(HALF))).toBeUndefined();
  });

  it('have a difference of accuracies on the pictures that both answered alone', () => {
    const change = (paired: PairedDifference | null) =>
      compareRows(DENSE, timed(HALF), 'tfjs', paired, HERE)[0].change;
    expect(change(null)).toBe(say.notComparable);
    expect(change(BETTER)).toBe(compared.twoPoints(BETTER));
  });
});

describe('two points of two machines', () => {
  const PI = { ...ORIGIN, environment: { ...ORIGIN.environment, installation: HERE } };
  const OTHER_PI = { ...PI, environment: { ...PI.environment, installation: 'f'.repeat(16) } };
  const desktop = { ...ENVIRONMENT.device, architecture: 'x86' };
  const DESKTOP = { ...PI, environment: { ...PI.environment, device: desktop } };
  const rowOf = (name: string, a: OperatingPoint, b: OperatingPoint) =>
    compareRows(a, b, 'tfjs', null, HERE).find((row) => row.name === name);
  const here: OperatingPoint = { ...timed(HALF), origin: PI };

  it('have their milliseconds told apart by the words of the charts, and no difference', () => {
    const there = { ...timed(EQUAL), origin: DESKTOP };
    expect(rowOf(LATENCY, here, there)).toMatchObject({
      first: '0.90 ms',
      places: [architecture('arm', 64), architecture('x86', 64)],
      change: say.twoEnvironments,
    });
    expect(rowOf(LATENCY, here, { ...there, origin: OTHER_PI })).toMatchObject({
      places: [computers.this, computers.another],
    });
    const moved = { ...here, latencyOrigin: DESKTOP };
    expect(rowOf(LATENCY, here, moved)!.change).toBe(say.twoEnvironments);
    expect(rowOf(LATENCY, here, here)).not.toHaveProperty('places');
  });

  it('have their joules told apart too, estimated or not', () => {
    const there = { ...timed(EQUAL), origin: DESKTOP };
    const estimate = rowOf(say.energy.gross, here, there)!;
    expect(estimate.places).toEqual([architecture('arm', 64), architecture('x86', 64)]);
    expect(estimate.change).toBe(say.twoEnvironments);
    const { energy } = withEstimate(here, 'tfjs');
    const metered = { ...here, energy: { ...energy!, source: 'measured' as const } };
    const elsewhere = { ...metered, energy: { ...metered.energy, origin: OTHER_PI } };
    expect(rowOf(say.energy.gross, metered, elsewhere)!.places).toEqual([
      computers.this,
      computers.another,
    ]);
    expect(rowOf(say.energy.gross, metered, metered)!.change).not.toBe(say.twoEnvironments);
  });

  it('may be the dense network and a point: it is the one of the point’s rounds', () => {
    const dense = { ...DENSE, origin: DESKTOP };
    expect(rowOf(LATENCY, dense, here)).toMatchObject({
      first: '1.80 ms',
      change: compared.ratioToFirst(HALF, false),
    });
    expect(rowOf(say.energy.gross, dense, here)!.change).not.toBe(say.twoEnvironments);
    const untimed = { ...timed(undefined), origin: PI };
    expect(rowOf(LATENCY, dense, untimed)!.change).toBe(say.twoEnvironments);
  });

  it('have sizes that compare', () => {
    const there = { ...timed(EQUAL), origin: DESKTOP };
    expect(rowOf(words.figures.rows.nonZeros, here, there)!.change).toBe('=');
  });
});

describe('a point of the chart', () => {
  const axisName = (id: string) => inWords('axes', axisOf(id)).label;
  const rowsOf = (point: OperatingPoint, axis: string) =>
    Object.fromEntries(describePoint(point, axisOf(axis)).rows);

  it('tells its latency with the ratio, and its accuracy with the difference', () => {
    const rows = rowsOf({ ...timed(EQUAL), accuracyVsDense: CHANCE }, 'latency-tfjs');
    const { point } = words.charts;
    expect(rows[axisName('latency-tfjs')]).toBe(
      point.besideRatio(point.value('0.900', 'ms'), compared.ratioToDense(EQUAL, true)),
    );
    expect(rows[point.againstDense]).toBe(compared.differenceInPoints(CHANCE, true));
    expect(rows).not.toHaveProperty(axisName('ratio-tfjs'));
  });

  it('has a place on the axis of memory where that is known', () => {
    const axis = axisOf('memory-kernels');
    expect(axis.value(holding(2_300_000))).toBe(2.3);
    expect(axis.value(timed(HALF))).toBeNull();
  });

  it('has a place on the axis of ratios, the dense network at 1', () => {
    const axis = axisOf('ratio-tfjs');
    expect([DENSE, timed(HALF), timed(undefined)].map(axis.value)).toEqual([1, 0.5, null]);
    expect(axis.interval!(timed(HALF))).toMatchObject({ low: 0.47, high: 0.54 });
    const estimated = withEstimate(timed(HALF), 'tfjs');
    const { unit } = inWords('axes', axis);
    expect(rowsOf(estimated, 'ratio-tfjs')[axisName('ratio-tfjs')]).toBe(
      words.charts.point.interval('0.500', unit, '0.470', '0.540'),
    );
  });
});
