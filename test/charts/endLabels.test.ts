import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from '../../src/charts/axes';
import { DASHES, dashesOf } from '../../src/charts/dashes';
import { boxOfLabel, endLabels, overlap, type NamedLine } from '../../src/charts/endLabels';
import { linesOf } from '../../src/charts/lines';
import { tradeOffLayout } from '../../src/charts/tradeOffLayout';
import type { MethodId, Repair } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { samplePoint, sampleStudy } from '../study/sampleStudy';

const FRAME = { left: 40, right: 600, top: 40, bottom: 360 };
const RECALIBRATED: Repair = [{ kind: 'recalibrate', images: 500 }];
const TWICE: Repair = [
  { kind: 'recalibrate', images: 500 },
  { kind: 'least-squares', images: 500 },
];

const anyPlace = fc.record({
  x: fc.integer({ min: FRAME.left, max: FRAME.right }),
  y: fc.integer({ min: FRAME.top, max: FRAME.bottom }),
});
const anyLines = fc
  .array(
    fc.record({
      text: fc.string({ minLength: 1, maxLength: 30 }),
      ends: fc.array(anyPlace, { maxLength: 5 }),
    }),
    { maxLength: 12 },
  )
  .map((lines) =>
    lines.map((line, i): NamedLine => ({ ...line, key: String(i), method: 'fpgm' as const })),
  );

describe('names at the ends of lines', () => {
  it('cover no mark, no other name and nothing that is taken, and stay in the frame', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const marks = lines.flatMap(({ ends }) => ends);
        const taken = [{ left: 500, right: 600, top: 40, bottom: 60 }];
        const boxes = endLabels(lines, marks, FRAME, taken).map(boxOfLabel);
        const spots = marks.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y }));
        for (const [i, box] of boxes.entries()) {
          const others = [...boxes.slice(i + 1), ...taken, ...spots];
          expect(others.filter((other) => overlap(box, other))).toEqual([]);
          expect(box.left).toBeGreaterThanOrEqual(FRAME.left);
          expect(box.right).toBeLessThanOrEqual(FRAME.right);
          expect(box.top).toBeGreaterThanOrEqual(FRAME.top);
          expect(box.bottom).toBeLessThanOrEqual(FRAME.bottom);
        }
      }),
      { seed: 11 },
    );
  });

  it('stand beside the last mark where nothing is in the way', () => {
    const line = { key: 'a', method: 'fpgm', text: 'FPGM', ends: [{ x: 300, y: 200 }] } as const;
    expect(endLabels([line], line.ends, FRAME)).toEqual([
      { key: 'a', method: 'fpgm', text: 'FPGM', x: 308, y: 215, anchor: 'start' },
    ]);
  });

  it('rest while the planned network moves', () => {
    const drawn = [0.2, 0.9].map((level) => layout({ ...defaultPlan('l1-norm'), level }).endLabels);
    expect(drawn[0]).toEqual(drawn[1]);
    expect(drawn[0].length).toBeGreaterThan(1);
  });
});

function layout(plan = defaultPlan()) {
  return tradeOffLayout({
    ...{ points: sampleStudy().points, axis: axisOf('sparsity'), roomFor: [] },
    ...{ planned: samplePoint(plan), width: 640, height: 400 },
  });
}

function lines(variants: readonly (readonly [MethodId, Repair])[]) {
  const points = variants.map(([method, repair]) =>
    samplePoint({ ...defaultPlan(method), level: 0.5, repair }),
  );
  return linesOf(points, axisOf('macs')).lines;
}

describe('dashes', () => {
  it('are none for the usual line of each method, and tell its repairs apart', () => {
    const usual = defaultPlan('fpgm').repair;
    const drawn = lines([
      ['fpgm', []],
      ['fpgm', TWICE],
      ['fpgm', usual],
      ['l1-norm', usual],
    ]);
    expect(drawn.map(({ dash }) => dash)).toEqual([DASHES[1], DASHES[2], null, null]);
  });

  it('are the same for a repair, whatever the method', () => {
    const drawn = lines([
      ['fpgm', TWICE],
      ['l1-norm', []],
      ['l1-norm', TWICE],
      ['fpgm', []],
    ]);
    const [a, b, c, d] = drawn.map(({ dash }) => dash);
    expect([a, b]).toEqual([c, d]);
    expect(a).not.toBe(b);
    expect(drawn[0].variant).toBe(drawn[2].variant);
  });

  it('of as many variants as there are dashes are all different', () => {
    const variants = DASHES.map((_, i) => String(i));
    expect(new Set(dashesOf(variants))).toEqual(new Set(DASHES));
  });
});

describe('a method with several lines', () => {
  it('is named by what sets each apart', () => {
    const points = [RECALIBRATED, TWICE].flatMap((repair) =>
      [0.25, 0.5].map((level) => samplePoint({ ...defaultPlan('fpgm'), level, repair })),
    );
    const input = { points, axis: axisOf('sparsity'), roomFor: [], planned: null };
    const spread = points.map((point, i) => ({
      ...point,
      accuracy: { ...point.accuracy, afterRepair: { correct: 400 * (i + 1), total: 2000 } },
    }));
    const drawn = tradeOffLayout({ ...input, points: spread, width: 900, height: 500 });
    const named = linesOf(spread, axisOf('sparsity')).lines;
    const texts = named.map(({ variant, label }) => (variant === '' ? label : variant));
    expect(drawn.endLabels.map(({ text }) => text)).toEqual(texts);
    expect(new Set(drawn.lines.map(({ dash }) => dash)).size).toBe(2);
  });
});
