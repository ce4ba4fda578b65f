/** Checks the whole table of inference kernels in the engine that opened this page. */
import { checkKernel, type KernelCheck } from '../../../workers/kernels/checkKernels';
import { BumpHeap } from '../../../workers/kernels/heap';
import { kernelList } from '../../../workers/kernels/kernelList';
import { instantiateKernels, type KernelBuild } from '../../../workers/kernels/kernels';
import { kernelModuleUrl } from '../../../workers/kernels/moduleUrl';

declare global {
  interface Window {
    checkBuild?: typeof checkBuild;
  }
}

/** All kernels of a build together; a build that does not start is one failure. */
async function checkBuild(build: KernelBuild, seed: number): Promise<KernelCheck> {
  const heap = new BumpHeap();
  const response = await fetch(kernelModuleUrl('inference', build));
  const kernels = await instantiateKernels(await response.arrayBuffer(), heap);
  if (!kernels.ok) return { cases: 0, failures: [kernels.message] };
  const checks = kernelList.map((entry) => checkKernel(entry, kernels.value, heap, seed));
  return {
    cases: checks.reduce((sum, check) => sum + check.cases, 0),
    failures: checks.flatMap(({ failures }) => failures),
  };
}

window.checkBuild = checkBuild;
