import type { MeasuredPoint } from '../study/measuredPoint';
import { rowsOf, transact } from './database';
import { upToDate } from './storedPoint';

/** Where measured points survive a reload. */
export interface PointStore {
  load(): Promise<readonly MeasuredPoint[]>;
  /** Makes the stored points equal to these. */
  replace(points: readonly MeasuredPoint[]): Promise<void>;
  put(point: MeasuredPoint): Promise<void>;
}

/** A model's own, in the browser's database, which may refuse as `transact` tells. */
export function databasePoints(model: string): PointStore {
  return {
    async load() {
      const points = await transact('points', 'readonly', (rows) => rows.getAll(rowsOf(model)));
      return points.map((point) => upToDate(point, model));
    },
    async put(point) {
      await transact('points', 'readwrite', (rows) => rows.put({ model, ...point }));
    },
    async replace(points) {
      await transact('points', 'readwrite', (rows) => {
        const cleared = rows.delete(rowsOf(model));
        for (const point of points) rows.put({ model, ...point });
        return cleared;
      });
    },
  };
}
