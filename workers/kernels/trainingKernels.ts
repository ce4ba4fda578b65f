/** The training module: its kernels and the record that each takes. */
import type { Outcome } from '../../src/pruning/plan';
import type { KernelHeap } from './heap';
import { firstWrongTrainingKernel } from './trainingKernelList';
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

/**
 * The kernels of a module's bytes, working in `heap`. Refused with `kernels-unavailable` where the module cannot be
 * started there, and with `kernel-wrong` where one of its kernels computes something wrong.
 */
export async function instantiateTrainingKernels(
  module: BufferSource,
  heap: KernelHeap,
): Promise<Outcome<TrainingKernels>> {
  try {
    const imports = { env: { memory: heap.memory } };
    const { instance } = await WebAssembly.instantiate(module, imports);
    const kernels = instance.exports as unknown as TrainingKernels;
    const wrong = firstWrongTrainingKernel(kernels, heap);
    if (!wrong) return { ok: true, value: kernels };
    const why = `the training kernel ${wrong} fails its self-test here`;
    return { ok: false, code: 'kernel-wrong', message: `${why}; train on another device.` };
  } catch (error) {
    const message = `The training kernels could not be started (${(error as Error).message}); train on another device.`;
    return { ok: false, code: 'kernels-unavailable', message };
  }
}
