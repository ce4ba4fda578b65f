import { describe, expect, it } from 'vitest';
import { axisOf, AXES, type AxisId } from '../../src/charts/axes';
import { pointKey, type ChartPoint } from '../../src/charts/chartPoint';
import { textWidth } from '../../src/charts/legend';
import { words } from '../../src/words/words';
import { DENSE, type TradeOffInput } from '../../src/charts/tradeOff';
import { guideOf, tradeOffLayout, type ChartSize } from '../../src/charts/tradeOffLayout';
import type { Tick } from '../../src/charts/ticks';
import { flatCurve } from '../../src/study/expectedCurve';
import { nearestMark, neighbour } from '../../src/charts/walk';
import type { MethodId, Repair } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { samplePoint, sampleStudy } from '../study/sampleStudy';
import { lineName } from '../../src/pruning/planName';

const { points } = sampleStudy();

function layout(axis: AxisId, changes: Partial<TradeOffInput & ChartSize> = {}) {
  return tradeOffLayout({
    points,
    axis: axisOf(axis),
    roomFor: [],
    width: 640,
    height: 400,
    ...changes,
  });
}

function at(method: MethodId, level: number): ChartPoint {
  return samplePoint({ ...defaultPlan(method), level });
}

describe('trade-off layout', () => {
  it.each(AXES.filter(({ value }) => value(points[0]) !== null).map(({ id }) => id))(
    'on %s places every point inside the frame',
    (id) => {
      const { marks, frame } = layout(id);
      expect(marks.length).toBe(points.length);
      for (const { x, final, cut } of marks) {
        expect(x).toBeGreaterThanOrEqual(frame.left);
        expect(x).toBeLessThanOrEqual(frame.right);
        for (const spot of [final, cut!]) {
          expect(spot.y).toBeGreaterThanOrEqual(frame.top);
          expect(spot.y).toBeLessThanOrEqual(frame.bottom);
          expect(spot.high).toBeLessThan(spot.y);
          expect(spot.low).toBeGreaterThan(spot.y);
        }
      }
    },
  );

  it('draws an expected curve against the level alone, through the places of its nodes', () => {
    const expected = [{ method: 'l1-norm' as const, curve: flatCurve(0.5) }];
    const drawn = layout('sparsity', { expected });
    const { xTicks, yTicks } = drawn;
    const placeOf = (ticks: readonly Tick[], label: string) =>
      ticks.find((tick) => tick.label === label)!.at;
    const first = `${placeOf(xTicks, '0').toFixed(0)},`;
    expect(drawn.expected).toHaveLength(1);
    expect(drawn.expected[0].path).toMatch(new RegExp(`^M${first}`));
    const heights = [...drawn.expected[0].path.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
    expect(new Set(heights).size).toBe(1);
    const [low, high] = ['40', '60'].map((label) => placeOf(yTicks, label));
    expect(heights[0]).toBeCloseTo((low + high) / 2, 0);
    expect(layout('macs', { expected }).expected).toEqual([]);
  });

  it('leaves out points that do not have the value', () => {
    expect(layout('latency-kernels').marks).toEqual([]);
    const unmeasured = { ...points[5], latencyMs: {} };
    expect(layout('latency-tfjs', { points: [points[0], unmeasured] }).marks.length).toBe(1);
  });

  it('tells that milliseconds are of a machine that changed its speed, on their axis alone', () => {
    const { tfjs } = points[5].latencyMs;
    const vsDense = { ...tfjs!.vsDense!, denseMedian: 2.3 };
    const moved = { ...points[5], latencyMs: { tfjs: { ...tfjs!, vsDense } } };
    const notice = (id: AxisId, drawn: readonly ChartPoint[]) =>
      layout(id, { points: drawn }).notice;
    expect(notice('latency-tfjs', [points[0], moved])).toBe(words.charts.notices.drift(25));
    expect(notice('latency-tfjs', points)).toBeNull();
    expect(notice('ratio-tfjs', [points[0], moved])).toBeNull();
    expect(notice('macs', [points[0], moved])).toBeNull();
  });

  it('tells that points have answered different numbers of images', () => {
    const { afterCutting } = points[5].accuracy;
    const fewer = { correct: Math.round(afterCutting.correct / 4), total: 500 };
    const other = { ...points[5], accuracy: { afterCutting: fewer, afterRepair: fewer } };
    expect(layout('macs', { points: [points[0], other] }).notice).toBe(
      words.charts.notices.images(500, 2000),
    );
    expect(layout('macs').notice).toBeNull();
    expect(layout('macs', { points: [] }).notice).toBeNull();
  });

  it.each([
    [640, 400],
    [330, 180],
    [240, 180],
  ])(
    'gives what it tells room of its own on %i × %i: below the legend, above the title',
    (width, height) => {
      const { tfjs } = points[5].latencyMs;
      const vsDense = { ...tfjs!.vsDense!, denseMedian: 2.3 };
      const accuracy = { afterCutting: { correct: 400, total: 500 }, afterRepair: null };
      const moved = { ...points[5], accuracy, latencyMs: { tfjs: { ...tfjs!, vsDense } } };
      const drawn = layout('latency-tfjs', { points: [points[0], moved], width, height });
      const { frame, legend, notice, noticeLines } = drawn;
      expect(noticeLines.map(({ text }) => text).join(' ')).toBe(notice);
      const titleTop = frame.top - 11 - 12;
      for (const [i, { text, y }] of noticeLines.entries()) {
        expect(textWidth(text)).toBeLessThanOrEqual(frame.right - frame.left);
        expect(y - 12).toBeGreaterThanOrEqual(i > 0 ? noticeLines[i - 1].y : legend.height);
        expect(y).toBeLessThanOrEqual(titleTop);
      }
      expect(layout('macs', { width, height }).noticeLines).toEqual([]);
    },
  );

  it('explains a baseline where it is drawn, and only there', () => {
    const widths = [{ width: 0.5, macs: 8e6, denseBytes: 3e6, top1: 92.7 }];
    const baselines = { shown: new Set(['widths'] as const), widths };
    const keys = (id: AxisId) => layout(id, { baselines }).legend.entries.map(({ kind }) => kind);
    expect(keys('macs')).toContain('widths');
    expect(keys('sparsity')).not.toContain('widths');
    expect(keys('macs')).not.toContain('literature');
  });

  it('keeps the place of smaller networks that are awaited', () => {
    const shown = new Set(['widths'] as const);
    const keys = (widths: null | []) =>
      layout('macs', { baselines: { shown, widths } }).legend.entries.map(({ kind }) => kind);
    expect(keys(null)).toContain('widths');
    expect(keys([])).not.toContain('widths');
  });

  it('goes up with accuracy and right with cost, equal ratios equally far', () => {
    const sized = [1, 2, 4].map((encoded, i) => ({
      ...at('fpgm', 0.2 * i + 0.1),
      bytes: { dense: 9e6, encoded: encoded * 1e6, gzip: null },
    }));
    const { marks } = layout('bytes-encoded', { points: sized });
    const [one, two, four] = marks.map(({ x }) => x);
    expect(two - one).toBeCloseTo(four - two, 0);
    expect(two).toBeGreaterThan(one);
    expect(marks[0].final.y).toBeLessThan(marks[2].final.y);
  });

  it('puts accuracy where the axis says', () => {
    const { marks, frame } = layout('sparsity');
    const dense = marks.find(({ line }) => line === DENSE)!;
    const share = (frame.bottom - dense.final.y) / (frame.bottom - frame.top);
    expect(100 * share).toBeCloseTo(93.3, 1);
    expect(dense.x).toBe(frame.left);
  });

  it('fades exactly the points that another one beats', () => {
    for (const id of ['macs', 'sparsity'] as const) {
      const axis = axisOf(id);
      const cost = (point: ChartPoint) => axis.value(point)! * (axis.better === 'left' ? 1 : -1);
      const gain = ({ accuracy }: ChartPoint) => accuracy.afterRepair!.correct;
      const beaten = (point: ChartPoint) =>
        points.some(
          (other) =>
            cost(other) <= cost(point) &&
            gain(other) >= gain(point) &&
            (cost(other) < cost(point) || gain(other) > gain(point)),
        );
      for (const mark of layout(id).marks) expect(mark.dominated).toBe(beaten(mark.point));
    }
  });

  it('begins every line at the dense network, and draws none between the levels of N:M', () => {
    const { lines, marks } = layout('macs', { points: [...points, at('nm-2-4', 0.5)] });
    const dense = marks.find(({ line }) => line === DENSE)!;
    const drawn = lines.filter(({ method }) => method !== 'nm-2-4');
    expect(drawn.length).toBe(4);
    for (const { path } of drawn)
      expect(path).toMatch(new RegExp(`^M${dense.x},${dense.final.y}L`));
    expect(lines.find(({ method }) => method === 'nm-2-4')!.path).toBe('');
  });

  it('draws the measurement on most images, and settings as lines of their own', () => {
    const few = at('fpgm', 0.5);
    const quarter = { correct: 100, total: 500 };
    const rough = { ...few, accuracy: { afterCutting: quarter, afterRepair: quarter } };
    const rounded = samplePoint({ ...few.plan, rounding: 8 });
    const { marks, lines, legend } = layout('macs', { points: [few, rough, rounded] });
    expect(marks.map(({ key }) => key)).toEqual([pointKey(few), pointKey(rounded)]);
    expect(lines.length).toBe(2);
    expect(legend.entries.map(({ label }) => label)).toContain(lineName(rounded.plan));
  });

  it('tells lines apart that differ in their repair alone', () => {
    const repairs: Repair[] = [
      [],
      [{ kind: 'recalibrate', images: 200 }],
      [{ kind: 'recalibrate', images: 500 }],
    ];
    const points = repairs.map((repair) => samplePoint({ ...at('fpgm', 0.5).plan, repair }));
    const labels = layout('macs', { points }).legend.entries.map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(points.map(({ plan }) => lineName(plan)));
  });

  it('moves the guide with the planned point, and itself rests', () => {
    const roomFor = [at('l1-norm', 0), at('l1-norm', 0.95)];
    const resting = layout('macs', { points: [], roomFor });
    const [a, b, c] = [0.2, 0.5, 0.8].map((level) => guideOf(resting, at('l1-norm', level))!);
    expect(a).toBeGreaterThan(b);
    expect(b).toBeGreaterThan(c);
    expect(guideOf(layout('latency-kernels'), at('l1-norm', 0.5))).toBeNull();
  });

  it('keeps labels apart', () => {
    for (const { id } of AXES) {
      const places = layout(id, { width: 320, height: 300 })
        .xTicks.filter(({ label }) => label !== '')
        .map(({ at }) => at);
      for (const [i, place] of places.entries()) {
        if (i > 0) expect(place - places[i - 1]).toBeGreaterThan(30);
      }
    }
  });

  it('gives up the legend before the drawing', () => {
    expect(layout('macs', { width: 320, height: 180 }).legend.entries).toEqual([]);
    const small = layout('macs', { width: 480, height: 300 });
    expect(small.legend.entries.length).toBe(7);
    expect(small.frame.bottom - small.frame.top).toBeGreaterThan(150);
  });

  it('of no points has axes and nothing else', () => {
    const empty = layout('macs', { points: [] });
    expect(empty.marks).toEqual([]);
    expect(empty.dense).toBeNull();
    expect(empty.xTicks.length).toBeGreaterThan(1);
  });
});

describe('walking the chart', () => {
  const { marks } = layout('macs');
  const find = (point: ChartPoint) => marks.find(({ key }) => key === pointKey(point))!;

  it('goes along a line with left and right, and to other lines with up and down', () => {
    const here = find(at('l1-norm', 0.5));
    expect(neighbour(marks, here, 'ArrowRight')).toBe(find(at('l1-norm', 0.6)));
    expect(neighbour(marks, here, 'ArrowLeft')).toBe(find(at('l1-norm', 0.4)));
    expect(neighbour(marks, here, 'ArrowDown')).toBe(find(at('fpgm', 0.5)));
    expect(neighbour(marks, here, 'ArrowUp')).toBe(find(at('magnitude-layer', 0.5)));
    expect(neighbour(marks, here, 'Home')).toBe(marks[0]);
    expect(neighbour(marks, here, 'End')).toBe(marks.at(-1));
    expect(neighbour(marks, here, 'x')).toBeNull();
  });

  it('ends at the ends', () => {
    expect(neighbour(marks, marks[0], 'ArrowLeft')).toBeNull();
    expect(neighbour(marks, marks[0], 'ArrowUp')).toBeNull();
    expect(neighbour(marks, marks.at(-1)!, 'ArrowRight')).toBeNull();
  });

  it('finds the point under a finger by either of its values, and none in the void', () => {
    const mark = find(at('l1-norm', 0.7));
    expect(nearestMark(marks, mark.x + 2, mark.final.y - 3)).toBe(mark);
    expect(nearestMark(marks, mark.x, mark.cut!.y)).toBe(mark);
    expect(nearestMark(marks, 50, 395)).toBeNull();
  });
});

describe('points without pictures', () => {
  const none = { correct: 0, total: 0 };
  const bare = points.map((point) => ({
    ...point,
    accuracy: { afterCutting: none, afterRepair: point.accuracy.afterRepair && none },
  }));

  it('have no place beside accuracies, and the chart says why', () => {
    const drawn = layout('bytes-encoded', { points: bare });
    expect(drawn.marks).toEqual([]);
    expect([drawn.dense, drawn.front]).toEqual([null, '']);
    expect(drawn.notice).toContain(words.charts.notices.noAccuracy);
    expect(JSON.stringify(drawn)).not.toMatch(/NaN/);
  });

  it('that a latency alone is known of are counted, and leave the scale to the others', () => {
    const timed = { ...bare[0], bytes: { ...bare[0].bytes, gzip: null } };
    const drawn = layout('latency-tfjs', { points: [...points, timed] });
    expect(drawn.marks).toHaveLength(points.length);
    expect(drawn.notice).toContain(words.charts.notices.notAnswered(1));
    const alone = layout('latency-tfjs');
    expect(drawn.yTicks.map(({ label }) => label)).toEqual(alone.yTicks.map(({ label }) => label));
    expect(layout('latency-tfjs', { points: [...points, bare[0], timed] }).notice).toContain(
      words.charts.notices.noAccuracy,
    );
  });

  it('leave the place of others as it is', () => {
    const mixed = layout('bytes-encoded', { points: [...points, ...bare] });
    expect(mixed.marks.length).toBe(layout('bytes-encoded').marks.length);
  });
});
