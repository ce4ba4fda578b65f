import { words } from '../../src/words/words';
import fc from 'fast-check';
import { render } from 'svelte/server';
import { middleOf } from '../../src/charts/traceKeys';
import { seenOf } from '../../src/meter/trace';
import { describe, expect, it } from 'vitest';
import { FILE_THEME } from '../../src/charts/palette';
import { timeAt, traceLayout, type TraceInput } from '../../src/charts/traceLayout';
import TracePicture from '../../src/charts/TracePicture.svelte';
import { SampleFlag } from '../../src/meter/sampleBlock';
import { SampleRing } from '../../src/meter/sampleRing';
import { foldTrace, type TraceWindow } from '../../src/meter/trace';

const START = Date.UTC(2026, 0, 1, 12);
const VIEW = { fromMs: START, toMs: START + 60_000 };
const BINS = 300;
const WINDOW: TraceWindow = {
  fromMs: START + 10_000,
  toMs: START + 40_000,
  kind: 'window',
  spoiled: false,
  label: 'L1 norm 50 %',
};

/** @param samples time after the start in ms, and watts */
function input(
  samples: readonly (readonly [atMs: number, watts: number])[],
  changes: Partial<TraceInput> = {},
): TraceInput {
  const ring = new SampleRing(samples.length + 1);
  for (const [atMs, watts] of samples) ring.push(START + atMs, 5, watts / 5, watts, 0);
  const trace = foldTrace(ring.slice(0, ring.length), VIEW.fromMs, VIEW.toMs, BINS);
  return {
    view: VIEW,
    trace,
    gapMs: 1250,
    idleW: null,
    windows: [],
    selection: null,
    width: 640,
    height: 200,
    ...changes,
  };
}

/** The points of a path, piece by piece. */
function piecesOf(path: string): [x: number, y: number][][] {
  return path
    .split('M')
    .slice(1)
    .map((piece) =>
      [...piece.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
    );
}

const everyHalfSecond = (from: number, to: number): [number, number][] =>
  Array.from({ length: (to - from) / 500 }, (_, i) => [from + i * 500, 3]);

describe('trace', () => {
  it('is one line for a slow meter, though most bins are empty', () => {
    const pieces = piecesOf(traceLayout(input(everyHalfSecond(0, 60_000))).mean);
    expect(pieces.map((piece) => piece.length)).toEqual([120]);
  });

  it('is broken where readings are missing', () => {
    const samples = [...everyHalfSecond(0, 20_000), ...everyHalfSecond(23_000, 60_000)];
    const { mean, band, frame } = traceLayout(input(samples));
    expect(piecesOf(mean).map((piece) => piece.length)).toEqual([40, 74]);
    expect(piecesOf(band)).toHaveLength(2);
    const [before, after] = piecesOf(mean);
    const apart = after[0][0] - before.at(-1)![0];
    const pixelsPerMs = (frame.right - frame.left) / 60_000;
    // A bin is two pixels wide.
    expect(Math.abs(apart - 3500 * pixelsPerMs)).toBeLessThan(2.2);
  });

  it('shows a lone reading as a dot', () => {
    const { mean, latest } = traceLayout(input([[30_000, 3]]));
    const [[[x, y]]] = piecesOf(mean);
    expect(mean).toMatch(/Z$/);
    expect(latest?.x).toBeCloseTo(x, 0);
    expect(latest?.y).toBeCloseTo(y, 0);
  });

  it('keeps every peak: the band spans the lowest and the highest reading of a bin', () => {
    const reading = fc.tuple(
      fc.double({ min: 0, max: 59_999, noNaN: true }),
      fc.double({ min: 0, max: 12, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 200 }), (readings) => {
        const sorted = readings.sort(([a], [b]) => a - b);
        const { band, frame, yTicks } = traceLayout(input(sorted));
        const heights = piecesOf(band)
          .flat()
          .map(([, y]) => y);
        const zero = yTicks.find(({ label }) => label === '0')!.at;
        const perWatt = (zero - yTicks.at(-1)!.at) / Number(yTicks.at(-1)!.label);
        const peak = Math.max(...sorted.map(([, watts]) => watts));
        expect((zero - Math.min(...heights)) / perWatt).toBeCloseTo(peak, 0);
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(frame.top - 0.1);
        expect(Math.max(...heights)).toBeLessThanOrEqual(frame.bottom + 0.1);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('stays inside the frame when the view is a part of the trace', () => {
    const view = { fromMs: START + 20_000, toMs: START + 30_000 };
    const { mean, frame } = traceLayout(input(everyHalfSecond(0, 60_000), { view }));
    for (const [x] of piecesOf(mean).flat()) {
      expect(x).toBeGreaterThanOrEqual(frame.left);
      expect(x).toBeLessThanOrEqual(frame.right);
    }
  });

  it('has axes without any reading', () => {
    const { mean, yTicks, xTicks, latest } = traceLayout(input([], { trace: null }));
    expect([mean, latest]).toEqual(['', null]);
    expect(yTicks[0].label).toBe('0');
    expect(xTicks.length).toBeGreaterThan(2);
  });

  it('leaves out invalid readings', () => {
    const ring = new SampleRing(4);
    ring.push(START + 1000, 5, 90, 450, SampleFlag.invalid);
    const trace = foldTrace(ring.slice(0, 1), VIEW.fromMs, VIEW.toMs, BINS);
    expect(traceLayout(input([], { trace })).latest).toBeNull();
  });
});

describe('what lies over the trace', () => {
  it('shades windows at their times, cut off at the view', () => {
    const early = { ...WINDOW, fromMs: START - 5000, toMs: START + 5000 };
    const gone = { ...WINDOW, fromMs: START - 9000, toMs: START - 5000 };
    const layout = traceLayout(input([], { windows: [gone, early, WINDOW] }));
    const { shades, frame } = layout;
    expect(shades.map(({ window }) => window)).toEqual([early, WINDOW]);
    expect(shades[0].left).toBe(frame.left);
    expect(timeAt(layout, VIEW, shades[1].left)).toBeCloseTo(WINDOW.fromMs, 3);
    expect(timeAt(layout, VIEW, shades[1].right)).toBeCloseTo(WINDOW.toMs, 3);
  });

  it('makes room for the idle level and draws it where its watts are', () => {
    const { idleY, yTicks } = traceLayout(input([], { idleW: 3 }));
    expect(idleY).toBeCloseTo(yTicks.find(({ label }) => label === '3')!.at, 6);
  });

  it('has no label that leaves the picture', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 4000 }),
        fc.integer({ min: 2000, max: 1_800_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (width, span, offset) => {
          const fromMs = START + offset;
          const { xTicks } = traceLayout(
            input([], { width, view: { fromMs, toMs: fromMs + span } }),
          );
          for (const { at } of xTicks) expect(at + 25).toBeLessThanOrEqual(width);
          for (let i = 1; i < xTicks.length; i++)
            expect(xTicks[i].at - xTicks[i - 1].at).toBeGreaterThanOrEqual(55);
          for (const { label } of xTicks) expect(label).toMatch(/^\d\d:\d\d:\d\d(\.\d+)?$/);
          expect(new Set(xTicks.map(({ label }) => label)).size).toBe(xTicks.length);
        },
      ),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe('the picture', () => {
  const draw = (notice: string | null, windows: readonly TraceWindow[] = []) => {
    const layout = traceLayout(input(everyHalfSecond(0, 60_000), { windows, idleW: 2.7 }));
    const props = { layout, theme: FILE_THEME, title: 'Power', notice };
    return render(TracePicture, { props }).body;
  };

  it('says that its samples are simulated', () => {
    const { simulated } = words.meter.notices;
    expect(draw(simulated)).toContain(`>${simulated}<`);
    expect(draw(null)).not.toContain(simulated);
  });

  it('names its windows and marks the spoiled ones', () => {
    expect(draw(null, [WINDOW])).toContain('L1 norm 50 %');
    expect(draw(null, [{ ...WINDOW, spoiled: true }])).toContain(
      words.charts.trace.spoiled('L1 norm 50 %'),
    );
    expect(draw(null)).toContain(`>${words.charts.trace.idle}<`);
  });

  it('has no number that is none', () => {
    expect(draw('simulated', [WINDOW])).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('reading a window', () => {
  const view = { fromMs: 0, toMs: 60_000 };

  it('looks where readings are: a meter that was just connected has filled the last seconds only', () => {
    const meanW = Float32Array.from({ length: 60 }, (_, i) => (i < 50 ? NaN : 4));
    const known = { fromMs: 0, binMs: 1000, lowW: meanW, highW: meanW, meanW };
    expect(seenOf(known, view)).toEqual({ fromMs: 50_000, toMs: 60_000 });
    expect(middleOf(seenOf(known, view))).toEqual({ fromMs: 52_500, toMs: 57_500 });
    expect(seenOf(null, view)).toEqual(view);
  });
});
