/**
 * Everything that the browser keeps for the next visit, in one database. Two texts lie beside it, for they are wanted
 * before it is open: the installation's number and the colours of the page.
 */
import { bringOver } from './earlierVersions';
import { opened, stored } from './requests';

const NAME = 'pruning-lab';
const VERSION = 1;

/**
 * One row for each store: the fields that tell its rows apart. What belongs to a model says so first. To keep something
 * more: a row here, the next version, and a file beside this one with what is stored.
 */
const STORES = {
  points: ['model', 'id'],
  networks: ['model', 'key'],
  studies: ['model'],
  meters: ['slot'],
} as const;

export type StoreName = keyof typeof STORES;

let earlier: Promise<void> | null = null;

/** One transaction. Rejects where the browser keeps nothing (a private window), and with `QuotaExceededError` where it has no room. */
export async function transact<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (rows: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened(NAME, VERSION, makeStores);
  try {
    await (earlier ??= bringOver(database));
    return await stored(database, [store], mode, (transaction) =>
      work(transaction.objectStore(store)),
    );
  } finally {
    database.close();
  }
}

/** All rows of a model. */
export function rowsOf(model: string): IDBKeyRange {
  return IDBKeyRange.bound([model], [model, []]);
}

function makeStores(database: IDBDatabase): void {
  const missing = Object.entries(STORES).filter(
    ([store]) => !database.objectStoreNames.contains(store),
  );
  for (const [store, keyPath] of missing)
    database.createObjectStore(store, { keyPath: [...keyPath] });
}
