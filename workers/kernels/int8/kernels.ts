/** The kernels of the int8 module and the record that each of them takes. */
import type { Int8Record } from './records';

export const int8KernelRecords = {
  productDot: 'product',
  productWide: 'product',
  productPairs: 'product',
  sparseDot: 'sparse',
  sparseWide: 'sparse',
  sparsePairs: 'sparse',
  vectorDot: 'vector',
  vectorWide: 'vector',
  vectorPairs: 'vector',
  depthwiseDot: 'depthwise',
  depthwiseWide: 'depthwise',
  depthwisePairs: 'depthwise',
  patches: 'patches',
  quantise: 'quantise',
  add: 'add',
  pool: 'pool',
  scores: 'scores',
} as const satisfies Record<string, Int8Record>;

export type Int8KernelName = keyof typeof int8KernelRecords;
export type Int8Kernels = Readonly<Record<Int8KernelName, (record: number) => void>>;
