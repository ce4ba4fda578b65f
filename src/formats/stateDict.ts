/** What PyTorch keeps of a network: arrays by name, and nothing of how they hang together. */
import type { Tensor } from './graph';

/** In the order of the file. */
export type StateDict = ReadonlyMap<string, Tensor>;
