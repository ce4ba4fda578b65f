/** The modules of kernels: one row, and a folder of assembly/, for each. */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { ModuleName } from './builds';
import { firstWrongInt8Kernel } from './checks/int8KernelList';
import { firstWrongKernel } from './checks/selfTest';
import { firstWrongTrainingKernel } from './checks/trainingKernelList';
import type { Kernels } from './inference/kernels';
import type { Int8Kernels } from './int8/kernels';
import type { KernelHeap } from './memory/heap';
import { isOutOfMemory } from './memory/noMemory';
import type { TrainingKernels } from './training/kernels';

export interface KernelModule<K> {
  readonly name: ModuleName;
  /** The first kernel that computes something wrong in this engine; null where all are right. */
  readonly firstWrong: (kernels: K, heap: KernelHeap) => string | null;
}

/** What every page needs. */
export const INFERENCE: KernelModule<Kernels> = {
  name: 'inference',
  firstWrong: firstWrongKernel,
};

/** What repairs and trains: fetched on its first use. */
export const TRAINING: KernelModule<TrainingKernels> = {
  name: 'training',
  firstWrong: firstWrongTrainingKernel,
};

/** What computes networks of eight bits: fetched on its first use. */
export const INT8: KernelModule<Int8Kernels> = {
  name: 'int8',
  firstWrong: firstWrongInt8Kernel,
};

/**
 * The kernels of a module's bytes, working in `heap`. Refused with `kernels-unavailable` where the module cannot be
 * started there, and with `kernel-wrong` where one of its kernels computes something wrong.
 */
export async function instantiate<K>(
  module: KernelModule<K>,
  bytes: BufferSource,
  heap: KernelHeap,
): Promise<Outcome<K>> {
  try {
    const imports = { env: { memory: heap.memory } };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    const kernels = instance.exports as K;
    const wrong = module.firstWrong(kernels, heap);
    if (!wrong) return { ok: true, value: kernels };
    return refusal('kernel-wrong', { module: module.name, kernel: wrong });
  } catch (error) {
    const reason = (error as Error).message;
    const outOfMemory = isOutOfMemory(reason);
    return refusal('kernels-unavailable', { module: module.name, reason, outOfMemory });
  }
}
