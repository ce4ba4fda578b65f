/** Which rows of the table of results are shown, and in which order. */
import { precisionOf } from '../../pruning/repairs';
import type { MethodId } from '../../pruning/plan';
import type { Precision } from '../../pruning/precisions';
import { methodText, type Column, type PointRow } from './pointColumns';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

export interface RowFilter {
  /** Null: all. */
  readonly method: MethodId | null;
  readonly precision: Precision | null;
  /** Words that all stand in a row, in any of its cells that say something in words. */
  readonly text: string;
}

export const ALL_ROWS: RowFilter = { method: null, precision: null, text: '' };

/** A column's button: upwards, then downwards, then as the table was before. */
export function nextSorting(sorting: Sorting | null, column: string): Sorting | null {
  if (sorting?.column !== column) return { column, descending: false };
  return sorting.descending ? null : { column, descending: true };
}

export function filteredRows(rows: readonly PointRow[], filter: RowFilter): PointRow[] {
  const wanted = filter.text.toLowerCase().split(/\s+/);
  return rows.filter(
    (row) =>
      (filter.method ?? row.point.plan.method) === row.point.plan.method &&
      (filter.precision ?? precisionOf(row.point.plan)) === precisionOf(row.point.plan) &&
      wanted.every((word) => textOf(row).includes(word)),
  );
}

/** Rows that have no value come last, upwards and downwards; equal ones stay as they were. */
export function sortedRows(
  rows: readonly PointRow[],
  { value }: Column,
  descending: boolean,
): PointRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [first, second] = [value(a), value(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * compared(first, second);
  });
}

function compared(first: number | string, second: number | string): number {
  if (typeof first === 'number' && typeof second === 'number') return first - second;
  return String(first).localeCompare(String(second));
}

function textOf({ point, repair, where }: PointRow): string {
  return `${methodText(point)} ${repair} ${where}`.toLowerCase();
}
