/** Tables and the field that tells their rows apart. */
const TABLES = { points: 'id', networks: 'key' } as const;
const VERSION = 2;

export type Work<T> = (table: IDBObjectStore) => IDBRequest<T>;

/**
 * One transaction in the browser's database; each model has one of its own. Rejects where the browser keeps none (a
 * private window), and with `QuotaExceededError` where it has no room.
 */
export async function transact<T>(
  modelId: string,
  table: keyof typeof TABLES,
  mode: IDBTransactionMode,
  work: Work<T>,
): Promise<T> {
  const database = await open(`pruning-lab ${modelId}`);
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(table, mode);
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Rejects at once where another tab stands in the way of a newer version; the browser itself would wait for ever. */
function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    let blocked = false;
    request.onblocked = () => {
      blocked = true;
      reject(new Error('another tab holds an older version of the storage: close it'));
    };
    request.onupgradeneeded = () => {
      const { result: database } = request;
      for (const [table, keyPath] of Object.entries(TABLES)) {
        if (!database.objectStoreNames.contains(table))
          database.createObjectStore(table, { keyPath });
      }
    };
    request.onsuccess = () => {
      if (blocked) request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
