import type { Note } from '../base/outcome';
import type { MeasuredPoint } from '../study/measuredPoint';
import { note } from '../words/refusal';
import { sharedEnvironments } from './sharedEnvironments';
import { storageTrouble } from './storageTrouble';
import { upToDate, type StoredPoint } from './storedPoint';

/** What the database holds of a study. */
export interface StoredPoints {
  readonly points: readonly MeasuredPoint[];
  /** That some cannot be shown, and why the first cannot; null where all can. They stay where they are. */
  readonly unread: Note | null;
}

/** What is wrong with a point; null for one that can be shown. */
export type PointCheck = (item: MeasuredPoint) => Note | null;

/** One row that is damaged, or comes from a later version, costs the others nothing. */
export function readRows(
  rows: readonly StoredPoint[],
  subject: string,
  unsound: PointCheck,
): StoredPoints {
  const points: MeasuredPoint[] = [];
  const causes: Note[] = [];
  for (const row of sharedEnvironments(rows.filter(hasPoint))) {
    const read = readRow(row, subject, unsound);
    if ('id' in read) points.push(read);
    else causes.push(read);
  }
  const count = rows.length - points.length;
  const unread = count > 0 ? note('points-unread', { count, cause: causes[0] ?? null }) : null;
  return { points, unread };
}

function hasPoint({ point }: StoredPoint): boolean {
  return typeof point === 'object' && point !== null;
}

function readRow(row: StoredPoint, subject: string, unsound: PointCheck): MeasuredPoint | Note {
  try {
    const point = upToDate(row, subject);
    return unsound(point) ?? point;
  } catch (error) {
    return storageTrouble(error);
  }
}
