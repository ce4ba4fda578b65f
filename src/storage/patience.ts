import type { Clock } from '../base/clock';
import { StorageTrouble } from './storageTrouble';

/** A browser's database answers in milliseconds; one that is stuck never does, and says nothing. */
export const STORAGE_PATIENCE_MS = 5000;

/** What the storage says; rejects where it says nothing for too long. Nothing is measured behind this. */
export function answered<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(STORAGE_PATIENCE_MS, () =>
      reject(new StorageTrouble('storage-silent')),
    );
    work.then(resolve, reject).finally(stop);
  });
}
