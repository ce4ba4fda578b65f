import { describe, expect, it } from 'vitest';
import { axisOf } from '../../src/charts/axes';
import { marksCsv } from '../../src/charts/marksCsv';
import { sensitivityRows } from '../../src/charts/sensitivityTable';
import { MOST_STRETCHES, traceRows } from '../../src/charts/traceTable';
import { MOST_MARKS, trainingRows } from '../../src/charts/trainingTable';
import { tradeOffLayout } from '../../src/charts/tradeOffLayout';
import { foldTrace } from '../../src/meter/trace';
import { finalAccuracy } from '../../src/study/point';
import { sampleStudy } from '../study/sampleStudy';

describe('a chart as a table', () => {
  it('trade-off: a row for each mark, with its figures in the units of the axis', () => {
    const axis = axisOf('macs');
    const { points } = sampleStudy();
    const { marks } = tradeOffLayout({ points, axis, roomFor: [], width: 700, height: 460 });
    const chances = new Map([[marks[0].key, 0.25]]);
    const [, ...rows] = marksCsv(marks, axis, chances).trimEnd().split('\r\n');
    expect(rows).toHaveLength(marks.length);
    rows.forEach((text, i) => {
      const [value, , final, , chance] = text.split(',').slice(-5);
      const { correct, total } = finalAccuracy(marks[i].point);
      expect(Number(value)).toBe(axis.value(marks[i].point));
      expect(Number(final)).toBeCloseTo((100 * correct) / total, 2);
      expect(chance).toBe(i === 0 ? '0.25' : '');
    });
  });

  it('sensitivity: a row for each set, a column for each share, a dash where nothing is measured', () => {
    const units = [
      { index: 4, name: 'inner 1', size: 1536 },
      { index: 7, name: 'inner 2', size: 9 },
    ];
    const point = { unit: 4, share: 0.5, correct: 27, images: 300, crossEntropy: 1 };
    expect(sensitivityRows(units, [0.25, 0.5], [point])).toEqual([
      ['inner 1', '1,536', '–', '9.0 %'],
      ['inner 2', '9', '–', '–'],
    ]);
  });

  it('training: few moments, the last always among them', () => {
    const marks = Array.from({ length: 1000 }, (_, i) => ({
      ...{ seconds: i / 10, loss: 1 / (i + 1), accuracy: i / 1000 },
    }));
    const rows = trainingRows(marks);
    expect(rows.length).toBeLessThanOrEqual(MOST_MARKS);
    expect(rows.at(-1)).toEqual(['99.9', '0.001', '99.9 %']);
    expect(trainingRows(marks.slice(0, 3))).toHaveLength(3);
    expect(trainingRows([])).toEqual([]);
  });

  it('trace: mean and extremes of each stretch, none of which is empty', () => {
    const timeMs = Float64Array.from({ length: 500 }, (_, i) => i);
    const samples = {
      ...{ timeMs, volts: new Float32Array(500), amps: new Float32Array(500) },
      ...{ watts: Float32Array.from(timeMs, (ms) => ms / 100), flags: new Uint8Array(500) },
    };
    const rows = traceRows(foldTrace(samples, 0, 1000, 240));
    expect(rows.length).toBe(MOST_STRETCHES / 2);
    const [, mean, low, high] = rows[0].map(Number);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.41, 1);
    expect(mean).toBeCloseTo((low + high) / 2, 1);
    expect(traceRows(foldTrace({ ...samples, timeMs: new Float64Array(0) }, 0, 1000, 7))).toEqual(
      [],
    );
  });
});
