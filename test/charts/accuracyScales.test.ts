import { describe, expect, it } from 'vitest';
import { axisOf, type AxisId } from '../../src/charts/axes';
import { nearestMark } from '../../src/charts/walk';
import { tradeOffLayout, type ChartSize } from '../../src/charts/tradeOffLayout';
import { DENSE, type TradeOffInput } from '../../src/charts/tradeOff';
import { WHOLE, zoomed } from '../../src/charts/region';
import { finalAccuracy } from '../../src/study/point';
import { sampleStudy } from '../study/sampleStudy';

const { points } = sampleStudy();
const dense = finalAccuracy(points.find(({ plan }) => plan.level === 0)!);

function layout(changes: Partial<TradeOffInput & ChartSize> = {}) {
  const size = { width: 700, height: 460 };
  return tradeOffLayout({ points, axis: axisOf('macs'), roomFor: [], ...size, ...changes });
}

describe('accuracy against the dense network', () => {
  const { marks, frame, arrows, outside, yTicks } = layout({ accuracyScale: 'loss' });
  const place = (loss: number) => frame.bottom - ((loss + 5) / 6) * (frame.bottom - frame.top);

  it('opens the region from +1 to −5 points, with the dense network at 0', () => {
    expect(marks.find(({ line }) => line === DENSE)!.final.y).toBeCloseTo(place(0), 0);
    expect(yTicks.map(({ label }) => label)).toContain('−2');
    for (const { point, final } of marks) {
      const { correct, total } = finalAccuracy(point);
      const loss = 100 * (correct / total - dense.correct / dense.total);
      expect(final.y).toBeCloseTo(place(loss), 0);
    }
  });

  it('counts what falls outside, with an arrow at the edge', () => {
    const beyond = marks.filter(({ final }) => final.y > frame.bottom + 0.1);
    expect(outside).toBe(beyond.length);
    expect(outside).toBeGreaterThan(0);
    for (const { y, turn } of arrows) expect([y, turn]).toEqual([frame.bottom, 180]);
    expect(nearestMark(marks, beyond[0].x, frame.bottom - 200)).not.toBe(beyond[0]);
  });

  it('takes the paired difference, which is surer than the two accuracies', () => {
    const point = points[5];
    const paired = { difference: -0.01, low: -0.012, high: -0.008, images: 2000 };
    const accuracyVsDense = { ...paired, onlyFirst: 30, onlySecond: 10, p: 0.01 };
    const drawn = layout({
      points: points.with(5, { ...point, accuracyVsDense }),
      accuracyScale: 'loss',
    });
    const mark = drawn.marks.find((other) => other.point.accuracyVsDense)!;
    expect(mark.final.y).toBeCloseTo(place(-1), 0);
    expect(mark.final.low - mark.final.high).toBeCloseTo(place(-1.2) - place(-0.8), 0);
  });

  it('has no place for accuracies without a dense network', () => {
    const cut = points.filter(({ plan }) => plan.level > 0);
    const drawn = layout({ points: cut, accuracyScale: 'loss' });
    expect(drawn.marks).toEqual([]);
    expect(JSON.stringify(drawn)).not.toMatch(/NaN/);
  });
});

describe('errors on a logarithmic scale', () => {
  it('go up where there are fewer, equal ratios equally far, and none at all has a place', () => {
    const at = (correct: number, level: number) => {
      const accuracy = { afterCutting: { correct, total: 1000 }, afterRepair: null };
      return { ...points[5], plan: { ...points[5].plan, level }, accuracy };
    };
    const drawn = layout({
      points: [at(600, 0.1), at(800, 0.2), at(900, 0.3), at(1000, 0.4)],
      accuracyScale: 'error',
    });
    const [a, b, c, none] = drawn.marks.map(({ final }) => final.y);
    expect(a - b).toBeCloseTo(b - c, 0);
    expect(b).toBeLessThan(a);
    expect(none).toBeLessThan(c);
    expect(JSON.stringify(drawn)).not.toMatch(/NaN|Infinity/);
  });
});

describe('a chart that is zoomed', () => {
  const whole = layout();
  const window = zoomed(WHOLE, 0.5, { x: 1, y: 1 });
  const closer = layout({ window });

  it('shows the upper right quarter twice as large', () => {
    const { left, right, top, bottom } = whole.frame;
    for (const [i, { x, final }] of whole.marks.entries()) {
      expect(closer.marks[i].x).toBeCloseTo(right - 2 * (right - x), -0.5);
      expect(closer.marks[i].final.y).toBeCloseTo(top + 2 * (final.y - top), -0.5);
      const inside = x >= (left + right) / 2 && final.y <= (top + bottom) / 2;
      if (Math.abs(x - (left + right) / 2) > 1) expect(closer.marks[i].seen).toBe(inside);
    }
  });

  it('keeps every mark for the keyboard, in the same order', () => {
    expect(closer.marks.map(({ key }) => key)).toEqual(whole.marks.map(({ key }) => key));
  });

  it('has labels on both axes, however close it comes', () => {
    const close = layout({ window: { left: 0.5, right: 0.51, bottom: 0.9, top: 0.91 } });
    for (const ticks of [close.xTicks, close.yTicks])
      expect(ticks.filter(({ label }) => label !== '').length).toBeGreaterThan(1);
  });
});

it('a loss has its height where the dense network is out of sight too', () => {
  const whole = layout();
  expect(whole.lossY!(0)).toBeCloseTo(whole.dense!.y, 0);
  const window = { ...WHOLE, top: 0.3 };
  const low = layout({ window });
  expect(low.dense).toBeNull();
  expect(low.lossY!(0)).toBeLessThan(low.frame.top);
  expect(low.lossY!(90)).toBeGreaterThan(low.lossY!(80));
});

describe('what is drawn by choice', () => {
  it('bands along lines, and repeats that are not on a line', () => {
    expect(layout().lines.every(({ band }) => band === '')).toBe(true);
    const few = { correct: 430, total: 500 };
    const again = { ...points[5], accuracy: { afterCutting: few, afterRepair: few } };
    const drawn = layout({ points: [...points, again], extras: ['bands', 'repeats'] });
    expect(drawn.lines.every(({ band }) => band.startsWith('M'))).toBe(true);
    expect(drawn.repeats).toHaveLength(1);
    expect(drawn.marks).toHaveLength(points.length);
  });

  it('every timed run, where the axis shows what was timed', () => {
    const [first, ...rest] = points;
    const timed = { ...first.latencyMs.tfjs!, samples: { ms: [1.2, 1.3, 1.5] } };
    const own = [{ ...first, latencyMs: { tfjs: timed } }, ...rest];
    const drawn = (axis: AxisId) =>
      layout({ points: own, axis: axisOf(axis), extras: ['repeats'] });
    expect(drawn('latency-tfjs').repeats).toHaveLength(3);
    expect(drawn('bytes-encoded').repeats).toHaveLength(0);
  });
});
