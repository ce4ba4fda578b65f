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
import type { StartedModule } from './threads/team';
import type { TrainingKernels } from './training/kernels';

export interface KernelModule<K> {
  readonly name: Exclude<ModuleName, 'team'>;
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
  const started = await startModule(module, () => WebAssembly.compile(bytes), heap);
  return started.ok ? { ok: true, value: started.value.exports as K } : started;
}

/** The same of a module that is compiled, as an instance. */
export async function startModule<K>(
  module: KernelModule<K>,
  compile: () => Promise<WebAssembly.Module>,
  heap: KernelHeap,
): Promise<Outcome<StartedModule>> {
  try {
    const imports = { env: { memory: heap.memory } };
    const compiled = await compile();
    const { exports } = await WebAssembly.instantiate(compiled, imports);
    const wrong = module.firstWrong(exports as K, heap);
    if (!wrong) return { ok: true, value: { compiled, exports } };
    return refusal('kernel-wrong', { module: module.name, kernel: wrong });
  } catch (error) {
    const reason = (error as Error).message;
    const outOfMemory = isOutOfMemory(reason);
    return refusal('kernels-unavailable', { module: module.name, reason, outOfMemory });
  }
}
