import type { Plan } from '../pruning/plan';
import { rowsOf, transact } from './database';

/** A network that was kept. */
export interface StoredNetwork {
  /** `planKey` of its plan. */
  readonly key: string;
  readonly plan: Plan;
  /** The network with its record, as it would be downloaded. */
  readonly file: Blob;
  /** Id of the study on whose front its point lies, and as long as it does; absent where a person keeps it. */
  readonly front?: string;
}

/** Where kept networks survive a reload. */
export interface NetworkStore {
  load(): Promise<readonly StoredNetwork[]>;
  put(network: StoredNetwork): Promise<void>;
  remove(key: string): Promise<void>;
}

/** A model's own, in the browser's database, which may refuse as `transact` tells. */
export function databaseNetworks(model: string): NetworkStore {
  const stores = ['networks'] as const;
  return {
    load: () =>
      transact(stores, 'readonly', (all) => all.objectStore('networks').getAll(rowsOf(model))),
    async put(network) {
      await transact(stores, 'readwrite', (all) =>
        all.objectStore('networks').put({ model, ...network }),
      );
    },
    remove: (key) =>
      transact(stores, 'readwrite', (all) => all.objectStore('networks').delete([model, key])),
  };
}
