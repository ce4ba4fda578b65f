import type { Plan } from '../pruning/plan';
import { rowsOf, transact } from './database';

/** A network that was kept. */
export interface StoredNetwork {
  /** `planKey` of its plan. */
  readonly key: string;
  readonly plan: Plan;
  /** The network with its record, as it would be downloaded. */
  readonly file: Blob;
}

/** Where kept networks survive a reload. */
export interface NetworkStore {
  load(): Promise<readonly StoredNetwork[]>;
  put(network: StoredNetwork): Promise<void>;
  remove(key: string): Promise<void>;
}

/** A model's own, in the browser's database, which may refuse as `transact` tells. */
export function databaseNetworks(model: string): NetworkStore {
  return {
    load: () => transact('networks', 'readonly', (rows) => rows.getAll(rowsOf(model))),
    async put(network) {
      await transact('networks', 'readwrite', (rows) => rows.put({ model, ...network }));
    },
    remove: (key) => transact('networks', 'readwrite', (rows) => rows.delete([model, key])),
  };
}
