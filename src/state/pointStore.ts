import type { MeasuredPoint } from './measuredPoint';

/** Where measured points survive a reload. */
export interface PointStore {
  load(): Promise<readonly MeasuredPoint[]>;
  /** Makes the stored points equal to these. */
  replace(points: readonly MeasuredPoint[]): Promise<void>;
  put(point: MeasuredPoint): Promise<void>;
}

const TABLE = 'points';

/**
 * In the browser's database, the points of each model apart; every call rejects where the browser keeps none (a
 * private window).
 */
export function databaseStore(modelId: string): PointStore {
  const inTable = <T>(mode: IDBTransactionMode, work: Work<T>) => transact(modelId, mode, work);
  return {
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

type Work<T> = (table: IDBObjectStore) => IDBRequest<T>;

async function transact<T>(modelId: string, mode: IDBTransactionMode, work: Work<T>): Promise<T> {
  const database = await open(`pruning-lab ${modelId}`);
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode);
      const request = work(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
