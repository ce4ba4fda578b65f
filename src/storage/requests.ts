/** The browser's database by promises. They reject as it does: with `QuotaExceededError` where it has no room. */
import { StorageTrouble } from './storageTrouble';

/**
 * Rejects at once where another tab stands in the way of a newer version; the browser itself would wait for ever.
 * @param version as it is, where it is left out
 */
export function opened(
  name: string,
  version?: number,
  upgrade: (database: IDBDatabase) => void = () => {},
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    let blocked = false;
    request.onblocked = () => {
      blocked = true;
      reject(new StorageTrouble('storage-blocked'));
    };
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => {
      if (blocked) request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** Resolves with the result of the work's last request once all of it is stored. */
export function stored<T>(
  database: IDBDatabase,
  stores: readonly string[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => IDBRequest<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(stores, mode);
    const request = work(transaction);
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Without waiting for tabs that hold it open: it goes once they are closed. */
export function deleted(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
