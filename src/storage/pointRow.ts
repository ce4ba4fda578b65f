import type { MeasuredPoint } from '../study/measuredPoint';
import type { StoredPoint } from './storedPoint';
import { bytesOf } from './studyRecord';

/** A point of a study as it lies in the database. */
export interface PointRow extends StoredPoint {
  readonly study: string;
  /** About, as it is stored. */
  readonly bytes: number;
}

export function pointRow(study: string, point: MeasuredPoint): PointRow {
  return { study, bytes: bytesOf(point), ...point };
}
