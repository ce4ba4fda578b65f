import { transact, type Work } from './database';
import type { MeasuredPoint } from '../study/measuredPoint';

/** Where measured points survive a reload. */
export interface PointStore {
  /** The model whose points it keeps. */
  readonly modelId: string;
  load(): Promise<readonly MeasuredPoint[]>;
  /** Makes the stored points equal to these. */
  replace(points: readonly MeasuredPoint[]): Promise<void>;
  put(point: MeasuredPoint): Promise<void>;
}

/** In the browser's database, which may refuse as `transact` tells. */
export function databaseStore(modelId: string): PointStore {
  const inTable = <T>(mode: IDBTransactionMode, work: Work<T>) =>
    transact(modelId, 'points', mode, work);
  return {
    modelId,
    load: () => inTable('readonly', (table) => table.getAll()),
    put: async (point) => void (await inTable('readwrite', (table) => table.put(point))),
    replace: async (points) =>
      void (await inTable('readwrite', (table) => {
        const cleared = table.clear();
        for (const point of points) table.put(point);
        return cleared;
      })),
  };
}
