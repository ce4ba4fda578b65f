import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importedPoint } from '../../src/study/measuredPoint';
import { columnsOf, pointRow, type PointRow } from '../../src/panels/results/pointColumns';
import {
  ALL_ROWS,
  filteredRows,
  nextSorting,
  sortedRows,
} from '../../src/panels/results/tableOrder';
import { inWords } from '../../src/words/inWords';
import { methodOf } from '../../src/pruning/methods';
import { sampleStudy } from '../study/sampleStudy';

const COLUMNS = columnsOf(true);
const ROWS: readonly PointRow[] = sampleStudy().points.map((point, i) =>
  // Every third point was not timed, and every fifth knows no gzip.
  rowOf({
    ...point,
    latencyMs: i % 3 === 0 ? {} : point.latencyMs,
    bytes: i % 5 === 0 ? { ...point.bytes, gzip: null } : point.bytes,
  }),
);

function rowOf(point: PointRow['point']): PointRow {
  return pointRow(importedPoint(point), point, 'tfjs', false, '');
}

/** 1 upwards, -1 downwards, 0 where equal. */
function direction(first: number | string, second: number | string): number {
  if (typeof first === 'string') return Math.sign(String(second).localeCompare(first));
  return Math.sign(Number(second) - first);
}

const anyRows = fc.shuffledSubarray([...ROWS]);
const anyColumn = fc.constantFrom(...COLUMNS);
const SEEDED = { seed: 7 } as const;

describe('sorting', () => {
  it('loses no row, orders by the column, and puts what has no value last, either way', () => {
    fc.assert(
      fc.property(anyRows, anyColumn, fc.boolean(), (rows, column, descending) => {
        const sorted = sortedRows(rows, column, descending);
        expect(new Set(sorted)).toEqual(new Set(rows));
        expect(sorted).toHaveLength(rows.length);
        const values = sorted.map(column.value);
        const known = values.filter((value) => value !== null);
        expect(values.slice(known.length).every((value) => value === null)).toBe(true);
        const steps = known.slice(1).map((value, i) => direction(known[i], value));
        expect(steps).not.toContain(descending ? 1 : -1);
      }),
      SEEDED,
    );
  });

  it('leaves equal rows as they were', () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, descending) => {
        const column = { ...COLUMNS[0], value: () => 1 };
        expect(sortedRows(rows, column, descending)).toEqual(rows);
      }),
      SEEDED,
    );
  });

  it('goes upwards, downwards, and back to the usual order', () => {
    const up = nextSorting(null, 'macs');
    expect(up).toEqual({ column: 'macs', descending: false });
    const down = nextSorting(up, 'macs');
    expect(down).toEqual({ column: 'macs', descending: true });
    expect(nextSorting(down, 'macs')).toBeNull();
    expect(nextSorting(down, 'gzip')).toEqual({ column: 'gzip', descending: false });
  });
});

describe('filtering', () => {
  it('leaves rows of the method alone', () => {
    const left = filteredRows(ROWS, { ...ALL_ROWS, method: 'l1-norm' });
    expect(left).toEqual(ROWS.filter(({ point }) => point.plan.method === 'l1-norm'));
    expect(left.length).toBeGreaterThan(0);
  });

  it('leaves rows of the precision alone', () => {
    const [{ point }] = ROWS;
    const int8 = rowOf({
      ...point,
      plan: { ...point.plan, precision: 'int8' as const },
    });
    expect(filteredRows([...ROWS, int8], { ...ALL_ROWS, precision: 'int8' })).toEqual([int8]);
    expect(filteredRows([...ROWS, int8], { ...ALL_ROWS, precision: 'float32' })).toEqual(ROWS);
  });

  it('asks for all words, in any order and case', () => {
    const { label } = inWords('methods', methodOf('l1-norm'));
    const text = `  RECALIBRATE ${label.toUpperCase().split(' ').reverse().join(' ')} `;
    const left = filteredRows(ROWS, { ...ALL_ROWS, text });
    expect(new Set(left.map(({ point }) => point.plan.method))).toEqual(new Set(['l1-norm']));
    expect(filteredRows(ROWS, { ...ALL_ROWS, text: `${label} zzz` })).toEqual([]);
  });

  it('shows everything until something is asked for', () => {
    expect(filteredRows(ROWS, ALL_ROWS)).toEqual(ROWS);
  });
});
