/** The presenter's figures, and the rows of the sheet to print, are those of the card and of the points. */
import { describe, expect, it } from 'vitest';
import { bigFigures } from '../../src/panels/lessons/bigFigures';
import { MOST_ROWS, worksheetRows } from '../../src/panels/lessons/worksheetRows';
import { figureRows } from '../../src/panels/figures/figureRows';
import { planName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { withEstimate } from '../../src/study/energy';
import { bytes, milliseconds } from '../../src/words/numbers';
import { words } from '../../src/words/words';
import { samplePoint, sampleStudy } from '../study/sampleStudy';

const point = withEstimate(samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 }), 'tfjs');
const dense = withEstimate(samplePoint({ ...defaultPlan('l1-norm'), level: 0 }), 'tfjs');
const NOTHING = { planned: null, plannedDense: null, live: null };

describe('the presenter’s figures', () => {
  it('are those of the card, and say what was not measured', () => {
    const [right, size, time, energy] = bigFigures(
      figureRows({ ...NOTHING, measured: point, dense }),
      'tfjs',
    );
    const { correct, total } = point.accuracy.afterRepair!;
    expect(right.value).toBe(`${((100 * correct) / total).toFixed(2)} %`);
    expect(size.value).toBeNull();
    expect(time).toMatchObject({
      value: milliseconds(point.latencyMs.tfjs!.median),
      dense: milliseconds(point.latencyMs.tfjs!.vsDense!.denseMedian),
      note: null,
    });
    expect(energy.note).toBe(words.energy.names.estimated(false));
  });

  it('are empty before anything is known', () => {
    const rows = figureRows({ ...NOTHING, measured: null, dense: null });
    for (const { value, dense: before } of bigFigures(rows, 'kernels'))
      expect([value, before]).toEqual([null, null]);
  });
});

describe('the table of the worksheet', () => {
  it('begins with the dense network and goes up by level in each method', () => {
    const { points } = sampleStudy(['l1-norm', 'magnitude-global']);
    const [first, ...rest] = worksheetRows(points, 'tfjs');
    expect(first.plan).toBe(planName({ ...dense.plan, repair: points[0].plan.repair }));
    const sizes = rest.slice(0, 6).map(({ size }) => size);
    expect(sizes).toEqual(
      points
        .filter(({ plan }) => plan.method === 'magnitude-global' && plan.level > 0)
        .sort((a, b) => a.plan.level - b.plan.level)
        .slice(0, 6)
        .map((own) => bytes(own.bytes.encoded)),
    );
  });

  it('holds no more than a page', () => {
    const { points } = sampleStudy(['l1-norm', 'magnitude-global', 'fpgm']);
    expect(points.length).toBeGreaterThan(MOST_ROWS);
    expect(worksheetRows(points, 'tfjs')).toHaveLength(MOST_ROWS);
  });

  it('has a dash for what the chosen runtime has not timed', () => {
    const [row] = worksheetRows([samplePoint(point.plan)], 'kernels');
    expect([row.time, row.energy]).toEqual(['–', '–']);
  });
});
