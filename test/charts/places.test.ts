/** Figures of two machines are never joined into one line, nor held against each other. */
import type { OperatingPoint, Origin } from '../../src/study/point';
import { describe, expect, it } from 'vitest';
import { axisOf, type AxisId } from '../../src/charts/axes';
import { DENSE } from '../../src/charts/tradeOff';
import { tradeOffLayout } from '../../src/charts/tradeOffLayout';
import { parseRepair } from '../../src/pruning/repairText';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { denseDrifts } from '../../src/study/denseDrift';
import { withEstimate } from '../../src/study/energy';
import { words } from '../../src/words/words';
import { ENVIRONMENT, ORIGIN, samplePoint } from '../study/sampleStudy';

const DESKTOP: Origin = {
  ...ORIGIN,
  environment: {
    ...ENVIRONMENT,
    device: { ...ENVIRONMENT.device, architecture: 'x86', cores: 16 },
  },
};
const LEVELS = [0, 0.25, 0.5, 0.75];

/** Eight times as fast. */
function onDesktop(point: OperatingPoint): OperatingPoint {
  const timed = Object.entries(point.latencyMs).map(([runtime, { vsDense, ...summary }]) => {
    const { median, p25, p75, p95 } = summary;
    const faster = { median: median / 8, p25: p25 / 8, p75: p75 / 8, p95: p95 / 8 };
    const dense = vsDense && { vsDense: { ...vsDense, denseMedian: vsDense.denseMedian / 8 } };
    return [runtime, { ...summary, ...faster, ...dense }];
  });
  return { ...point, origin: DESKTOP, latencyMs: Object.fromEntries(timed) };
}

const board = LEVELS.map((level) => samplePoint({ ...defaultPlan('l1-norm'), level }));
const both = [...board, ...board.map(onDesktop)];

function layout(points: readonly OperatingPoint[], axis: AxisId) {
  return tradeOffLayout({
    ...{ points, axis: axisOf(axis), roomFor: [] },
    ...{ width: 640, height: 400 },
  });
}

/** Steps of a path, and how often it starts anew. */
function starts(path: string): number {
  return path.match(/M/g)?.length ?? 0;
}

describe('two studies over each other', () => {
  const laid = [...board, ...board.map((point) => ({ ...point, study: 'yesterday' }))];

  it.each(['macs', 'latency-tfjs', 'sparsity'] as const)('are never joined: %s', (axis) => {
    const drawn = layout(laid, axis);
    const labels = drawn.legend.entries.filter(({ kind }) => kind === 'method');
    expect(labels.map(({ label }) => label)).toEqual(['L1 norm', 'L1 norm, yesterday']);
    expect(new Set(drawn.lines.map(({ dash }) => dash)).size).toBe(2);
    expect(starts(drawn.front)).toBe(2);
    expect(new Set(drawn.marks.map(({ key }) => key)).size).toBe(laid.length);
  });
});

describe('latency on one thread and on two', () => {
  const together = board.map((point) => {
    const tfjs = { ...point.latencyMs.tfjs!, threads: 2 };
    const median = tfjs.median / 1.6;
    const vsDense = tfjs.vsDense && {
      ...tfjs.vsDense,
      denseMedian: tfjs.vsDense.denseMedian / 1.6,
    };
    return { ...point, latencyMs: { tfjs: { ...tfjs, median, ...(vsDense && { vsDense }) } } };
  });
  const mixed = [...board, ...together];

  it.each(['latency-tfjs', 'ratio-tfjs'] as const)('is not joined, and it is said: %s', (axis) => {
    const drawn = layout(mixed, axis);
    const labels = drawn.legend.entries.filter(({ kind }) => kind === 'method');
    expect(labels.map(({ label }) => label)).toEqual(['L1 norm, 1 thread', 'L1 norm, 2 threads']);
    expect(drawn.notice).toContain(words.charts.notices.threads([1, 2]));
    expect(starts(drawn.front)).toBe(2);
  });

  it('is one where all have as many, and on what belongs to the network', () => {
    expect(layout(together, 'latency-tfjs').lines).toHaveLength(1);
    expect(layout(together, 'latency-tfjs').notice ?? '').not.toContain('threads');
    expect(layout(mixed, 'macs').lines).toHaveLength(1);
    expect(layout(mixed, 'macs').notice).toBeNull();
  });

  it('is told of joules as well', () => {
    const estimated = mixed.map((point) => withEstimate(point, 'tfjs'));
    expect(layout(estimated, 'energy-gross').notice).toContain(
      words.charts.notices.threads([1, 2]),
    );
  });

  it('is no drift of the machine', () => {
    expect(denseDrifts(mixed)).toEqual([]);
  });
});

describe('latency of two machines', () => {
  const drawn = layout(both, 'latency-tfjs');

  it('makes two lines, each from its own dense network on, named by what differs', () => {
    expect(drawn.lines).toHaveLength(2);
    for (const { key, path } of drawn.lines) {
      const own = drawn.marks.filter(({ line }) => line === key);
      expect(own).toHaveLength(3);
      const dense = drawn.marks.find(
        ({ line, point }) => line === DENSE && point.origin === own[0].point.origin,
      )!;
      expect(path.startsWith(`M${dense.x},`)).toBe(true);
    }
    expect(
      drawn.legend.entries.filter(({ kind }) => kind === 'method').map((e) => e.label),
    ).toEqual(['L1 norm, arm 64-bit', 'L1 norm, x86 64-bit']);
    expect(new Set(drawn.marks.map(({ key }) => key)).size).toBe(both.length);
  });

  it('has a front for each: the slower one is not beaten by the faster one', () => {
    const alone = layout(board, 'latency-tfjs').marks.filter(({ dominated }) => dominated);
    const beaten = drawn.marks.filter(
      ({ dominated, point }) => dominated && point.origin === ORIGIN,
    );
    expect(beaten.map(({ point }) => point.plan.level)).toEqual(
      alone.map(({ point }) => point.plan.level),
    );
    expect(starts(drawn.front)).toBe(2);
  });

  it('is no drift of either', () => {
    expect(denseDrifts(board.slice(0, 1))).toEqual([]);
    expect(denseDrifts(both)).toEqual([]);
    const slower = { ...board[0], latencyMs: { tfjs: { ...board[0].latencyMs.tfjs!, median: 9 } } };
    expect(denseDrifts([...both, slower])).toMatchObject([{ runtime: 'tfjs', slowest: 9 }]);
  });

  it('counts where the latency was timed, not the accuracy', () => {
    const later = { ...board[1], latencyOrigin: DESKTOP };
    expect(layout([board[0], later, board[2]], 'latency-tfjs').lines).toHaveLength(2);
    expect(layout([board[0], later, board[2]], 'bytes-encoded').lines).toHaveLength(1);
  });
});

describe('energy of two machines', () => {
  it('is not joined either, also where it is estimated from latency', () => {
    const estimated = both.map((point) => withEstimate(point, 'tfjs'));
    expect(layout(estimated, 'energy-gross').lines).toHaveLength(2);
    expect(layout(estimated, 'energy-latency').lines).toHaveLength(2);
  });
});

describe('sizes of two machines', () => {
  it('are one network’s: one line, every level once', () => {
    const drawn = layout(both, 'bytes-encoded');
    expect(drawn.lines).toHaveLength(1);
    expect(drawn.marks).toHaveLength(LEVELS.length);
    expect(drawn.marks.every(({ where }) => where === '')).toBe(true);
  });

  it('are told apart where so many seconds of training made two networks', () => {
    const repair = parseRepair('distil=60s');
    if (!repair.ok) throw new Error(repair.code);
    const trained = both.map((point) => ({
      ...point,
      plan: { ...point.plan, repair: repair.value },
    }));
    expect(layout(trained, 'bytes-encoded').lines).toHaveLength(2);
  });
});
