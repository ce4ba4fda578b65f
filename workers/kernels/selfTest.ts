/** Every kernel once against its reference on the user's own engine, before its results are trusted. */
import { seededRandom } from '../../src/pruning/seededRandom';
import type { KernelHeap } from './heap';
import { largestError, runCase } from './kernelCase';
import type { Shape } from './kernelCases';
import { kernelList } from './kernelList';
import type { KernelName } from './kernelNames';
import type { Kernels } from './kernels';

const TOLERANCE = 1e-4;

const common = { inChannels: 3, outChannels: 10, zeros: 0.5, padding: 1, residual: true } as const;
/** 16 images, and maps of one that stay in registers. A kernel runs on the first that fits it … */
const SHAPES: readonly Shape[] = [
  { ...common, size: 2, images: 16 },
  { ...common, size: 4, images: 1 },
  { ...common, size: 2, images: 1 },
];

/** … but these, which are several kernels under one name, on all of them. */
const MANY_PATHS: readonly KernelName[] = ['depthwise1', 'depthwise2', 'sparse16'];

/** The first kernel that computes something wrong; null where all are right. @throws OutOfMemory */
export function firstWrongKernel(kernels: Kernels, heap: KernelHeap): KernelName | null {
  for (const { name, fits, makeCase } of kernelList) {
    const fitting = SHAPES.filter((shape) => !fits || fits(shape));
    for (const shape of MANY_PATHS.includes(name) ? fitting : fitting.slice(0, 1)) {
      const test = makeCase(shape, seededRandom(1, 1));
      const { output, guardIntact } = runCase(kernels, heap, name, test);
      if (!guardIntact || !(largestError(output, test.expected()) < TOLERANCE)) return name;
    }
  }
  return null;
}
