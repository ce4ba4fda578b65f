/** The modules of kernels: one row, and a folder of assembly/, for each. */
import type { Outcome, Refusal } from '../../src/base/outcome';
import type { ModuleName } from './builds';
import { firstWrongKernel } from './checks/selfTest';
import { firstWrongTrainingKernel } from './checks/trainingKernelList';
import type { Kernels } from './inference/kernels';
import type { KernelHeap } from './memory/heap';
import { isOutOfMemory, MEMORY_REMEDY } from './memory/noMemory';
import type { TrainingKernels } from './training/kernels';

export interface KernelModule<K> {
  readonly name: ModuleName;
  /** The first kernel that computes something wrong in this engine; null where all are right. */
  readonly firstWrong: (kernels: K, heap: KernelHeap) => string | null;
  /** What the user can do where it cannot be used. */
  readonly remedy: string;
}

/** What every page needs. */
export const INFERENCE: KernelModule<Kernels> = {
  name: 'inference',
  firstWrong: firstWrongKernel,
  remedy: 'use the TF.js runtime',
};

/** What repairs and trains: fetched on its first use. */
export const TRAINING: KernelModule<TrainingKernels> = {
  name: 'training',
  firstWrong: firstWrongTrainingKernel,
  remedy: 'train on another device',
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
    return refusal(module, 'kernel-wrong', `the kernel ${wrong} fails its self-test`);
  } catch (error) {
    return refusal(module, 'kernels-unavailable', (error as Error).message);
  }
}

function refusal<K>({ name, remedy }: KernelModule<K>, code: string, why: string): Refusal {
  const remedyHere = isOutOfMemory(why) ? MEMORY_REMEDY : remedy;
  const message = `The lab's ${name} kernels cannot be used here (${why}): ${remedyHere}.`;
  return { ok: false, code, message };
}
