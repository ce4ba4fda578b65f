/** Every int8 kernel with its layout contract and the problems it is checked on. */
import { seededRandom } from '../../../src/base/seededRandom';
import { samePadding, symmetricPadding } from '../../../src/model/padding';
import type { KernelHeap } from '../memory/heap';
import type { Int8KernelName, Int8Kernels } from '../int8/kernels';
import type { Multiplication, Way } from '../int8/multiplication';
import type { KernelCheck } from './checkKernels';
import { checkInt8Case, type Int8Case } from './int8Case';
import {
  addCase,
  depthwiseCase,
  patchesCase,
  poolCase,
  productCase,
  quantiseCase,
  scoresCase,
  sparseCase,
  vectorCase,
  type Int8Shape,
  type MakeInt8Case,
} from './int8Cases';
import { windowOf } from './kernelList';

export interface Int8KernelEntry {
  readonly name: Int8KernelName;
  /** Arrays with their layouts, for people. */
  readonly contract: string;
  /** How it multiplies bytes; null where it multiplies none. */
  readonly way: Way | null;
  readonly makeCase: MakeInt8Case;
}

const MAP = 'maps [channel / 4][column][channel % 4]';
const WAYS = [
  ['Dot', 'dot'],
  ['Wide', 'wide'],
  ['Pairs', 'pairs'],
] as const;

export const int8KernelList: readonly Int8KernelEntry[] = [
  ...WAYS.map(([suffix, way]) => ({
    ...({ name: `product${suffix}`, way } as const),
    contract: `${MAP}; weights [out / 4] biases, factors, [in / 4][4 out][4 in]`,
    makeCase: productCase,
  })),
  ...WAYS.map(([suffix, way]) => ({
    ...({ name: `sparse${suffix}`, way } as const),
    contract: `${MAP}; for each output channel distances and weights of quads of inputs`,
    makeCase: sparseCase,
  })),
  ...WAYS.map(([suffix, way]) => ({
    ...({ name: `vector${suffix}`, way } as const),
    contract: `one column of ${MAP}; weights as product`,
    makeCase: vectorCase,
  })),
  ...WAYS.map(([suffix, way]) => ({
    ...({ name: `depthwise${suffix}`, way } as const),
    contract: `${MAP}; weights [channel / 4] biases, factors, [row][tap / 4][4 channels][4 taps]`,
    makeCase: depthwiseCase,
  })),
  {
    ...{ name: 'patches', way: null },
    contract: `${MAP} become rows [channel / 4][tap][column][4]`,
    makeCase: patchesCase,
  },
  {
    ...{ name: 'quantise', way: null },
    contract: `images [column][plane], float32, become ${MAP}`,
    makeCase: quantiseCase,
  },
  {
    ...{ name: 'add', way: null },
    contract: `${MAP}; (offset + a · x + b · y) >> shift, + zero point`,
    makeCase: addCase,
  },
  {
    ...{ name: 'pool', way: null },
    contract: `${MAP} become maps of one pixel`,
    makeCase: poolCase,
  },
  {
    ...{ name: 'scores', way: null },
    contract: `a map of one pixel becomes [image][class], float32`,
    makeCase: scoresCase,
  },
];

const THREE = { kernelSide: 3, stride: 1, padding: symmetricPadding(1) } as const;

/**
 * The ways that are exact in this engine, each with the bytes that it takes. What relaxed dot products make of their
 * operands is the engine's affair: VPDPBUSD takes one as unsigned, SDOT both as signed, and VPMADDUBSW saturates at 16
 * bits, far below these extremes.
 */
export function exactMultiplications(kernels: Int8Kernels, heap: KernelHeap): Multiplication[] {
  const counts = { inChannels: 9, outChannels: 4, size: 4, images: 1 };
  const candidates: readonly Multiplication[] = [
    { way: 'dot', signed: false },
    { way: 'dot', signed: true },
    { way: 'wide', signed: false },
    { way: 'pairs', signed: true },
  ];
  return candidates.filter((candidate) => {
    const entry = int8KernelList.find(({ way }) => way === candidate.way)!;
    const shape = { ...counts, window: THREE, extreme: true };
    return failuresOf(entry, kernels, heap, shape, candidate, 1).length === 0;
  });
}

function failuresOf(
  { name, makeCase }: Int8KernelEntry,
  kernels: Int8Kernels,
  heap: KernelHeap,
  shape: Int8Shape,
  multiplication: Multiplication,
  seed: number,
): string[] {
  const test: Int8Case = {
    ...makeCase(shape, multiplication, seededRandom(seed, shape.inChannels)),
    ...{ kernel: name, label: JSON.stringify(shape) },
  };
  return checkInt8Case(kernels, heap, test);
}

/** Those with which a kernel is to be checked: its own, or one of each kind of bytes where it multiplies none. */
function multiplicationsOf({ way }: Int8KernelEntry, exact: readonly Multiplication[]) {
  return exact.filter((one) => (way === null ? one.way !== 'dot' : one.way === way));
}

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 13];

/** Channel counts 1 to 33 once each, and everything else drawn from `seed`. */
function* shapes(seed: number): Generator<Int8Shape> {
  const random = seededRandom(seed, 0);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
  for (let inChannels = 1; inChannels <= 33; inChannels++) {
    const size = pick(SIZES);
    yield {
      ...{ inChannels, outChannels: 1 + Math.floor(33 * random()), size },
      ...{ images: pick([1, 1, 2, 3]), extreme: random() < 0.3 },
      // Half of the windows as MobileNetV2 has them.
      window: random() < 0.5 ? { ...THREE, stride: pick([1, 2]) } : windowOf(pick, size),
    };
  }
}

/** A kernel on every shape; no case where its way is not exact in this engine. */
export function checkInt8Kernel(
  entry: Int8KernelEntry,
  kernels: Int8Kernels,
  heap: KernelHeap,
  seed: number,
): KernelCheck {
  const multiplications = multiplicationsOf(entry, exactMultiplications(kernels, heap));
  const tests = multiplications.flatMap((m) =>
    [...shapes(seed)].map((shape) => [shape, m] as const),
  );
  const failures = tests.flatMap(([shape, multiplication]) =>
    failuresOf(entry, kernels, heap, shape, multiplication, seed),
  );
  return { cases: tests.length, failures };
}

const small = { images: 1, extreme: false };

/** Tiles of every width, odd numbers of quads, outputs that fill a quad and that do not, both strides. */
const SELF_TEST: readonly Int8Shape[] = [
  { ...small, inChannels: 22, outChannels: 5, size: 7, window: THREE },
  {
    ...{ ...small, inChannels: 7, outChannels: 4, size: 2, images: 6, extreme: true },
    window: { kernelSide: 5, stride: 2, padding: samePadding(2, 5, 2) },
  },
  { ...small, inChannels: 3, outChannels: 4, size: 9, window: { ...THREE, stride: 2 } },
];

/** On the user's own engine, before results are trusted: the first wrong kernel or null. @throws OutOfMemory */
export function firstWrongInt8Kernel(
  kernels: Int8Kernels,
  heap: KernelHeap,
): Int8KernelName | null {
  const exact = exactMultiplications(kernels, heap);
  const wrong = int8KernelList.find((entry) => {
    const multiplications = multiplicationsOf(entry, exact);
    if (multiplications.length === 0) return entry.way !== 'dot';
    return multiplications.some((one) =>
      SELF_TEST.some((shape) => failuresOf(entry, kernels, heap, shape, one, 2).length > 0),
    );
  });
  return wrong?.name ?? null;
}
