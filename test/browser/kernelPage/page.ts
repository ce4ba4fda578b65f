/** Checks all tables of kernels in the engine that opened this page. */
import { checkKernel, type KernelCheck } from '../../../workers/kernels/checks/checkKernels';
import { BumpHeap } from '../../../workers/kernels/memory/heap';
import { kernelList } from '../../../workers/kernels/checks/kernelList';
import type { KernelBuild } from '../../../workers/kernels/builds';
import { fetchKernelModule } from '../../../workers/kernels/moduleUrl';
import {
  checkTrainingKernel,
  trainingKernelList,
} from '../../../workers/kernels/checks/trainingKernelList';
import {
  checkInt8Kernel,
  exactMultiplications,
  int8KernelList,
} from '../../../workers/kernels/checks/int8KernelList';
import type { Multiplication } from '../../../workers/kernels/int8/multiplication';
import { INFERENCE, instantiate, INT8, TRAINING } from '../../../workers/kernels/modules';

declare global {
  interface Window {
    checkBuild?: typeof checkBuild;
    checkTrainingBuild?: typeof checkTrainingBuild;
    checkInt8Build?: typeof checkInt8Build;
  }
}

/** All inference kernels of a build together; a build that does not start is one failure. */
async function checkBuild(build: KernelBuild, seed: number): Promise<KernelCheck> {
  const heap = new BumpHeap();
  const kernels = await instantiate(INFERENCE, await fetchKernelModule('inference', build), heap);
  if (!kernels.ok) return { cases: 0, failures: [kernels.code] };
  return together(kernelList.map((entry) => checkKernel(entry, kernels.value, heap, seed)));
}

/** The same for the training kernels. */
async function checkTrainingBuild(build: KernelBuild, seed: number): Promise<KernelCheck> {
  const heap = new BumpHeap();
  const module = await fetchKernelModule('training', build);
  const kernels = await instantiate(TRAINING, module, heap);
  if (!kernels.ok) return { cases: 0, failures: [kernels.code] };
  const { value } = kernels;
  return together(trainingKernelList.map((e) => checkTrainingKernel(e, value, heap, seed)));
}

/** The same for the int8 kernels, with the multiplications that are exact in this engine. */
async function checkInt8Build(
  build: KernelBuild,
  seed: number,
): Promise<KernelCheck & { readonly exact: readonly Multiplication[] }> {
  const heap = new BumpHeap();
  const kernels = await instantiate(INT8, await fetchKernelModule('int8', build), heap);
  if (!kernels.ok) return { cases: 0, failures: [kernels.code], exact: [] };
  const { value } = kernels;
  const exact = exactMultiplications(value, heap);
  return { ...together(int8KernelList.map((e) => checkInt8Kernel(e, value, heap, seed))), exact };
}

function together(checks: readonly KernelCheck[]): KernelCheck {
  return {
    cases: checks.reduce((sum, check) => sum + check.cases, 0),
    failures: checks.flatMap(({ failures }) => failures),
  };
}

window.checkBuild = checkBuild;
window.checkTrainingBuild = checkTrainingBuild;
window.checkInt8Build = checkInt8Build;
