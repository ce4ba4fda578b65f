/** What `npm run model:pi` models: networks of seeded random weights, one image at a time. */
import type { NetworkConfig } from '../../src/model/network';

/** What computes it in the guest. `x86`: with the kernels that x86-64 takes; `tfjs`: TensorFlow.js's WASM backend. */
export type GuestEngine = 'inference' | 'x86' | 'int8' | 'tfjs';

/** What a Cortex-A72's clock says of kernels, as it is expected: multiply-adds a cycle of their loops by `kernels:cycles`. */
export const CORTEX_A72_SPEEDS = {
  ...{ pointwise: 2.65, pointwise16: 3.53, pointwiseSmall: 2.66, pointwiseSmall16: 3.53 },
  ...{ sparse32: 2.86, sparse32Quads: 3.44, sparse16: 2.26, sparse16Quads: 3.1, sparse4: 1.59 },
};

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
const onX86 = (...works: string[]): PiWork[] => works.map((work) => ({ work, engine: 'x86' }));
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
      ...onX86('dense', 'sparse50', 'sparse80', 'sparse90'),
      TFJS,
    ],
  },
  {
    size: 224,
    config: { width: 1, inputSize: 224, stemStride: 2, classes: 1000 },
    works: [...ours('dense', 'sparse80', 'sparse90', 'int8'), ...onX86('dense', 'sparse90'), TFJS],
  },
];
