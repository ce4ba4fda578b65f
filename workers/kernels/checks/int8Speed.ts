/** Which of the exact ways to multiply bytes is the fastest in this engine: measured, never known from a machine's name. */
import { seededRandom } from '../../../src/base/seededRandom';
import { symmetricPadding } from '../../../src/model/padding';
import type { Int8Kernels } from '../int8/kernels';
import type { Multiplication } from '../int8/multiplication';
import type { KernelHeap } from '../memory/heap';
import { timeInt8Case } from './int8Case';
import { exactMultiplications, int8KernelList } from './int8KernelList';

const TYPICAL = {
  ...{ inChannels: 64, outChannels: 64, size: 10, images: 1 },
  window: { kernelSide: 1, stride: 1, padding: symmetricPadding(0) },
};

/** Together a few milliseconds. */
const ROUNDS = 5;
const SLICE_MS = 0.3;

/** @throws OutOfMemory */
export function fastestMultiplication(kernels: Int8Kernels, heap: KernelHeap): Multiplication {
  const exact = exactMultiplications(kernels, heap);
  const speeds = exact.map((one) => productSpeed(kernels, heap, one));
  return exact[speeds.indexOf(Math.max(...speeds))];
}

/** 10⁹ multiply-adds a second of the dense product. */
function productSpeed(kernels: Int8Kernels, heap: KernelHeap, one: Multiplication): number {
  const { name, makeCase } = int8KernelList.find(({ way }) => way === one.way)!;
  const test = { ...makeCase(TYPICAL, one, seededRandom(1, 1)), kernel: name, label: name };
  return timeInt8Case(kernels, heap, test, ROUNDS, SLICE_MS);
}
