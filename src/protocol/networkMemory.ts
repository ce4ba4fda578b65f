/** What a worker keeps of the networks that it made lately. The page goes by the same rule to know what is kept. */

import type { Plan } from '../pruning/plan';
import type { Precision } from '../pruning/precisions';
import { precisionOf } from '../pruning/repairs';

/** Seven whole MobileNetV2 in each worker: repairing one anew may take minutes, but a small board has 1 GB for all. */
const MOST_BYTES = 64 << 20;

/** Of four bytes a value: what a network of one byte a value takes in its file, about. */
const BYTES_PER_FILE_BYTE: Readonly<Record<Precision, number>> = {
  float32: 1,
  // Reals of four bytes all the same.
  float16: 2,
  // The same beside the integers.
  int8: 5,
};

/** What a plan's network takes in a worker's memory, about. @param denseBytes of its file, every zero stored */
export function bytesInMemory(denseBytes: number, plan: Pick<Plan, 'precision'>): number {
  return denseBytes * BYTES_PER_FILE_BYTE[precisionOf(plan)];
}

/** The network that was used longest ago makes room; the newest stays, however large it is. */
export class NetworkMemory<T> {
  readonly #bytesOf: (network: T) => number;
  /** Last used last. */
  readonly #networks: Map<string, T>;

  constructor(bytesOf: (network: T) => number, networks: ReadonlyMap<string, T> = new Map()) {
    this.#bytesOf = bytesOf;
    this.#networks = new Map(networks);
  }

  /** It counts as used now. */
  get(key: string): T | undefined {
    const network = this.#networks.get(key);
    if (network !== undefined) this.put(key, network);
    return network;
  }

  /** It does not count as used. */
  peek(key: string): T | undefined {
    return this.#networks.get(key);
  }

  put(key: string, network: T): void {
    this.#networks.delete(key);
    this.#networks.set(key, network);
    while (this.#bytes() > MOST_BYTES && this.#networks.size > 1) {
      const [oldest] = this.#networks.keys();
      this.#networks.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#networks.delete(key);
  }

  copy(): NetworkMemory<T> {
    return new NetworkMemory(this.#bytesOf, this.#networks);
  }

  #bytes(): number {
    return [...this.#networks.values()].reduce((sum, network) => sum + this.#bytesOf(network), 0);
  }
}
