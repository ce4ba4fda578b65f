/** The kernels of the inference module and the record that each of them takes. */
import type { RecordKind } from './records';

export const kernelRecords = {
  pointwise: 'pointwise',
  pointwise16: 'pointwise',
  pointwiseSmall: 'pointwiseSmall',
  pointwiseSmall16: 'pointwiseSmall',
  sparse32: 'sparse',
  sparse28: 'sparse',
  sparse16: 'sparse',
  sparse32Quads: 'sparse',
  sparse28Quads: 'sparse',
  sparse16Quads: 'sparse',
  sparse8: 'sparse',
  sparse4: 'sparse',
  sparseBlock: 'sparse',
  depthwise1: 'depthwise',
  depthwise2: 'depthwise',
  stem: 'convolution',
  stem16: 'convolution',
  convolution: 'convolution',
  depthwise: 'convolution',
  add: 'add',
  pool: 'pool',
  classify: 'classify',
  transpose: 'transpose',
} as const satisfies Record<string, RecordKind>;

export type KernelName = keyof typeof kernelRecords;

/** Runs a kernel on the call record at an address. */
export type KernelFunction = (record: number) => void;
export type Kernels = Readonly<Record<KernelName, KernelFunction>> & {
  /** Does 48 multiply-adds a round between registers: the machine's peak, and no kernel of a network. */
  readonly multiplyAdds: (rounds: number) => number;
};
