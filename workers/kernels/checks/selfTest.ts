/**
 * Every kernel against its reference on the user's own engine, before its results are trusted: a few hundred
 * numbers each, just enough for every tile and tail of the kernel to compute some of them.
 */
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import { symmetricPadding } from '../../../src/model/padding';
import type { KernelHeap } from '../memory/heap';
import { largestError, runCase } from './kernelCase';
import type { Shape } from './kernelCases';
import { kernelList } from './kernelList';
import type { KernelName } from '../inference/kernels';
import type { Kernels } from '../inference/kernels';

const TOLERANCE = 1e-4;

const common = {
  ...({ size: 1, images: 1, zeros: 0.2, padding: 1, residual: true } as const),
  window: { kernelSide: 3, stride: 1, padding: symmetricPadding(1) },
} as const;

/** A pointwise kernel sees nothing of pixels and images but their product. */
function columns(images: number, inChannels: number, outChannels: number): Shape {
  return { ...common, images, inChannels, outChannels };
}

function map(size: number, images: number, channels = 2): Shape {
  return { ...common, size, images, inChannels: channels, outChannels: channels };
}

/** With another number of zeros on each side. */
function strided(size: number, images: number, stride: number): Shape {
  const padding = { top: 0, right: 1, bottom: 2, left: 1 };
  return { ...map(size, images), window: { kernelSide: 3, stride, padding } };
}

function fourPixels(inChannels: number, outChannels: number): Shape {
  return { ...common, size: 2, inChannels, outChannels };
}

const SHAPES: Readonly<Record<KernelName, readonly Shape[]>> = {
  // Panels of 1, 2, 4 + 3 and 6 + 5 output channels, each with a tile of 8 columns and one of 4.
  pointwise: [1, 2, 7, 11].map((outChannels) => columns(12, 2, outChannels)),
  // Tiles of 16 and 20 columns and of each number that may be left; panels of 4, 3, 2 and 1.
  pointwise16: [
    ...[20, 16, 8, 4].map((count) => columns(count, 2, 4)),
    ...[7, 6, 5].map((outChannels) => columns(12, 2, outChannels)),
  ],
  pointwiseSmall: [fourPixels(3, 9)],
  pointwiseSmall16: [fourPixels(3, 17)],
  // A tile of the kernel's own width and one of each that is smaller; non-zeros by 4, by 2 and the last. The widest
  // tiles are compiled twice, for inputs in place and in a panel.
  sparse32: [
    { ...columns(60, 5, 2), panel: false },
    { ...columns(32, 2, 2), panel: true },
  ],
  sparse28: [
    { ...columns(28, 2, 2), panel: false },
    { ...columns(56, 2, 2), panel: true },
  ],
  sparse16: [columns(28, 5, 3), map(4, 1, 5)],
  // The same, with four non-zeros at a time first.
  sparse32Quads: [
    { ...columns(60, 9, 2), panel: false },
    { ...columns(32, 9, 2), panel: true },
  ],
  sparse28Quads: [
    { ...columns(28, 9, 2), panel: false },
    { ...columns(56, 9, 2), panel: true },
  ],
  sparse16Quads: [
    { ...columns(28, 9, 3), panel: false },
    { ...columns(32, 9, 3), panel: true },
    map(4, 1, 9),
  ],
  sparse8: [columns(12, 5, 3)],
  // Non-zeros by 8, more than once, and by 4.
  sparse4: [fourPixels(24, 3)],
  // Rows of 4 and of 3 output channels.
  sparseBlock: [columns(12, 5, 7)],
  // Sixteen images, two pixels at a time and the last; other batches; maps in registers; rows of any length.
  depthwise1: [map(4, 16, 1), map(3, 16, 1), map(2, 4), map(4, 1), map(2, 1), map(5, 1)],
  depthwise2: [map(3, 16, 1), map(3, 4), map(4, 1), { ...map(4, 1), padding: 0 }, map(5, 1)],
  // Rows of patches as they lie, every second number, and every second pixel.
  stem: [map(4, 1), strided(3, 1, 2), strided(3, 4, 2)],
  // Each of its own tiles is tried above.
  stem16: [map(4, 1), strided(3, 4, 2)],
  convolution: [map(4, 1), strided(3, 1, 2), strided(4, 1, 3), strided(3, 4, 2)],
  depthwise: [map(4, 1), strided(3, 1, 2), strided(3, 4, 2)],
  add: [map(2, 4)],
  pool: [map(3, 1), map(2, 1, 5), map(2, 8)],
  classify: [columns(1, 18, 3), { ...columns(1, 2, 3), activation: 'relu6' }],
  transpose: [columns(4, 3, 3)],
};

/** Prime, so that no pitch is a multiple. */
const NUMBERS = 251;

/** The same few numbers again and again for every case: to draw them all would take longer than all the rest. */
function repeated(): Random {
  const random = seededRandom(1, 1);
  const numbers = Float64Array.from({ length: NUMBERS }, random);
  let at = 0;
  return () => numbers[at++ % NUMBERS];
}

/** The first kernel that computes something wrong; null where all are right. @throws OutOfMemory */
export function firstWrongKernel(kernels: Kernels, heap: KernelHeap): KernelName | null {
  const random = repeated();
  for (const { name, makeCase } of kernelList) {
    for (const shape of SHAPES[name]) {
      const test = makeCase(shape, random);
      const { output, guardIntact } = runCase(kernels, heap, name, test);
      if (!guardIntact || !(largestError(output, test.expected()) < TOLERANCE)) return name;
    }
  }
  return null;
}
