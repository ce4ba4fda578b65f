/** The training module: its kernels and the record that each takes. */
import type { Outcome } from '../../src/pruning/plan';
import type { KernelHeap } from './heap';
import type { TrainingRecord } from './trainingRecords';

export const trainingKernelRecords = {
  finishNorm: 'norm',
  product: 'product',
  correlate: 'correlation',
  correlateAndProduct: 'pair',
  packPanels: 'pack',
  depthwiseForward: 'depthwiseTraining',
  depthwiseBackward: 'depthwiseTraining',
  stemForward: 'stemTraining',
  stemFilterGradient: 'stemTraining',
  linearForward: 'linear',
  linearBackward: 'linear',
  poolForward: 'poolTraining',
  poolBackward: 'poolTraining',
  sgd: 'sgd',
} as const satisfies Record<string, TrainingRecord>;

export type TrainingKernelName = keyof typeof trainingKernelRecords;
export type TrainingKernels = Readonly<Record<TrainingKernelName, (record: number) => void>>;

/** The kernels of a compiled module, working in `heap`. Refused with `kernels-unavailable`. */
export async function instantiateTrainingKernels(
  module: BufferSource,
  heap: KernelHeap,
): Promise<Outcome<TrainingKernels>> {
  try {
    const imports = { env: { memory: heap.memory } };
    const { instance } = await WebAssembly.instantiate(module, imports);
    return { ok: true, value: instance.exports as unknown as TrainingKernels };
  } catch (error) {
    const message = `The training kernels could not be started (${(error as Error).message}); train on another device.`;
    return { ok: false, code: 'kernels-unavailable', message };
  }
}
