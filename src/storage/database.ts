/**
 * Everything that the browser keeps for the next visit, in one database. Texts lie beside it, for they are wanted
 * before it is open: the installation's number, which is here as well, and the colours of the page.
 */
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { bringOver } from './earlierVersions';
import { intoFirstStudies } from './firstStudies';
import { StorageTrouble } from './storageTrouble';

const NAME = 'pruning-lab';
/** 1: points by model. 2: points by study, studies as records. 3: the installation's number. */
const VERSION = 3;

/**
 * One row for each store: the fields that tell its rows apart. What belongs to a study or a model says so first. To keep
 * something more: a row here, the next version, and a file beside this one with what is stored.
 */
const STORES = {
  points: ['study', 'id'],
  networks: ['model', 'key'],
  studies: ['id'],
  meters: ['slot'],
  installation: ['slot'],
} as const;

export type StoreName = keyof typeof STORES;
export type Transaction = IDBPTransaction<unknown, StoreName[], 'readwrite'>;

let connection: Promise<IDBPDatabase> | null = null;
/** The browser closed the database by itself: its rows may be gone, as where it makes room or somebody clears its data. */
let closed: () => void = () => {};

/** @param listener the only one */
export function onClosed(listener: () => void): void {
  closed = listener;
}

/**
 * One transaction, on the disk when it resolves, whatever becomes of the power. Rejects where the browser keeps nothing (a
 * private window), and with `QuotaExceededError` where it has no room.
 */
export async function transact<T>(
  stores: readonly StoreName[],
  mode: 'readonly' | 'readwrite',
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const database = await connected();
  const transaction = database.transaction([...stores], mode, { durability: 'strict' });
  const result = work(transaction as Transaction);
  // Of a transaction that fails, its own reason is the one that tells something.
  result.catch(() => {});
  await transaction.done;
  return result;
}

/** All rows whose key begins so. */
export function rowsOf(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, []]);
}

function connected(): Promise<IDBPDatabase> {
  connection ??= opened().catch((error: unknown) => {
    connection = null;
    throw error;
  });
  return connection;
}

async function opened(): Promise<IDBPDatabase> {
  const database = await unblocked();
  await bringOver(database);
  return database;
}

/** Rejects at once where another tab stands in the way of this version; the browser itself would wait for ever. */
function unblocked(): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    const forget = () => (connection = null);
    openDB(NAME, VERSION, {
      upgrade: (database, from, _to, transaction) => upgrade(database, from, transaction),
      blocked: () => reject(new StorageTrouble('storage-blocked')),
      // A newer page wants it: nothing is asked of this connection any more.
      blocking: (_mine, _theirs, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: () => {
        forget();
        closed();
      },
    }).then(resolve, reject);
  });
}

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/** Nothing but requests of the upgrade's own transaction is waited for. */
async function upgrade(database: IDBPDatabase, from: number, transaction: Upgrade): Promise<void> {
  const models = from === 1 ? await versionOne(database, transaction) : null;
  for (const [store, keyPath] of Object.entries(STORES))
    if (!database.objectStoreNames.contains(store)) makeStore(database, store, [...keyPath]);
  if (models) await intoFirstStudies(transaction, models.points, models.studies);
}

function makeStore(database: IDBPDatabase, store: string, keyPath: string[]): void {
  const made = database.createObjectStore(store, { keyPath });
  if (store === 'studies') made.createIndex('subject', 'subject');
}

/** Takes out what had other keys. */
async function versionOne(database: IDBPDatabase, transaction: Upgrade) {
  const [points, studies] = await Promise.all(
    ['points', 'studies'].map((store) => transaction.objectStore(store).getAll()),
  );
  database.deleteObjectStore('points');
  database.deleteObjectStore('studies');
  return { points, studies };
}
