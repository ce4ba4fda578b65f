/** What `npm run model:pi` models: networks of seeded random weights, one image at a time. */
import type { NetworkConfig } from '../../src/model/network';

/** What computes it in the guest. `tfjs`: TensorFlow.js's WASM backend. */
export type GuestEngine = 'inference' | 'int8' | 'tfjs';

export interface PiWork {
  /** Of a row of the benchmark's `WORKS`. */
  readonly work: string;
  readonly engine: GuestEngine;
}

export interface PiSetting {
  readonly size: number;
  readonly config: NetworkConfig;
  readonly works: readonly PiWork[];
}

const ours = (...works: string[]): PiWork[] =>
  works.map((work) => ({ work, engine: work.startsWith('int8') ? 'int8' : 'inference' }));
const TFJS: PiWork = { work: 'dense', engine: 'tfjs' };

export const PI_SETTINGS: readonly PiSetting[] = [
  {
    size: 32,
    config: { width: 1, inputSize: 32, stemStride: 1, classes: 10 },
    works: [
      ...ours(
        'dense',
        'sparse50',
        'sparse80',
        'sparse90',
        'int8',
        'int8-sparse80',
        'int8-blocks80',
      ),
      TFJS,
    ],
  },
  {
    size: 224,
    config: { width: 1, inputSize: 224, stemStride: 2, classes: 1000 },
    works: [...ours('dense', 'sparse50', 'sparse80', 'sparse90', 'int8', 'int8-blocks80'), TFJS],
  },
];
