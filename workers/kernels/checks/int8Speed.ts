/** Which of the exact ways to multiply bytes is the fastest in this engine: measured, never known from a machine's name. */
import { seededRandom } from '../../../src/base/seededRandom';
import { symmetricPadding } from '../../../src/model/padding';
import type { Int8Kernels } from '../int8/kernels';
import type { Multiplication } from '../int8/multiplication';
import type { KernelHeap } from '../memory/heap';
import { timeInt8Case, type Int8Case } from './int8Case';
import { exactMultiplications, int8KernelList } from './int8KernelList';
import { fastestOnceSettled } from './settledSpeeds';

const TYPICAL = {
  ...{ inChannels: 64, outChannels: 64, size: 10, images: 1 },
  window: { kernelSide: 1, stride: 1, padding: symmetricPadding(0) },
};

const SLICE_MS = 1;
/** Takes a tenth of a second, or more where the engine is still compiling. @throws OutOfMemory */
export function fastestMultiplication(kernels: Int8Kernels, heap: KernelHeap): Multiplication {
  const exact = exactMultiplications(kernels, heap);
  const speeds = exact.map((one) => {
    const test = productCase(one);
    return () => timeInt8Case(kernels, heap, test, 1, SLICE_MS);
  });
  return exact[fastestOnceSettled(speeds, () => performance.now())];
}

function productCase(one: Multiplication): Int8Case {
  const { name, makeCase } = int8KernelList.find(({ way }) => way === one.way)!;
  return { ...makeCase(TYPICAL, one, seededRandom(1, 1)), kernel: name, label: name };
}
