import type { Plan } from '../pruning/plan';
import { transact } from './database';

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

/** In the browser's database, which may refuse as `transact` tells. */
export function databaseNetworks(modelId: string): NetworkStore {
  return {
    load: () => transact(modelId, 'networks', 'readonly', (table) => table.getAll()),
    put: async (network) =>
      void (await transact(modelId, 'networks', 'readwrite', (table) => table.put(network))),
    remove: (key) => transact(modelId, 'networks', 'readwrite', (table) => table.delete(key)),
  };
}
