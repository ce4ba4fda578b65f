/** Every int8 kernel with its layout contract and the problems it is checked on. */
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import type { KernelHeap } from '../memory/heap';
import type { Int8KernelName, Int8Kernels } from '../int8/kernels';
import type { Multiplication, Way } from '../int8/multiplication';
import type { KernelCheck } from './checkKernels';
import { checkInt8Case, type Int8Case } from './int8Case';
import { productCase, type Int8Shape } from './int8Cases';

export interface Int8KernelEntry {
  readonly name: Int8KernelName;
  /** Arrays with their layouts, for people. */
  readonly contract: string;
  /** How it multiplies. */
  readonly way: Way;
  readonly makeCase: (shape: Int8Shape, multiplication: Multiplication, random: Random) => Int8Case;
}

const WAYS: readonly (readonly ['Dot' | 'Wide' | 'Pairs', Way])[] = [
  ['Dot', 'dot'],
  ['Wide', 'wide'],
  ['Pairs', 'pairs'],
];

export const int8KernelList: readonly Int8KernelEntry[] = [
  ...WAYS.map(([suffix, way]) => ({
    ...{ name: `product${suffix}` as const, way },
    contract:
      'maps [channel / 4][column][channel % 4]; weights: packing.ts; rescaled, clamped and rounded to even',
    makeCase: (shape: Int8Shape, multiplication: Multiplication, random: Random) =>
      productCase(`product${suffix}`, shape, multiplication, random),
  })),
];

/**
 * The ways that are exact in this engine, each with the bytes that it takes. What DOT makes of its operands is the
 * engine's affair (relaxed SIMD): VPDPBUSD takes one of them as unsigned, SDOT both as signed, and VPMADDUBSW
 * saturates at 16 bits, which these extremes go far beyond.
 */
export function exactMultiplications(kernels: Int8Kernels, heap: KernelHeap): Multiplication[] {
  const extremes = { inChannels: 9, outChannels: 4, columns: 16, extreme: true };
  const candidates: readonly Multiplication[] = [
    { way: 'dot', signed: false },
    { way: 'dot', signed: true },
    { way: 'wide', signed: false },
    { way: 'pairs', signed: true },
  ];
  return candidates.filter((candidate) => {
    const entry = int8KernelList.find(({ way }) => way === candidate.way)!;
    const test = entry.makeCase(extremes, candidate, seededRandom(1, 1));
    return checkInt8Case(kernels, heap, test).length === 0;
  });
}

/** Channel counts 1 to 33 once each, and everything else drawn from `seed`. */
function* shapes(seed: number): Generator<Int8Shape> {
  const random = seededRandom(seed, 0);
  for (let inChannels = 1; inChannels <= 33; inChannels++) {
    const outChannels = 1 + Math.floor(33 * random());
    const columns = 1 + Math.floor(50 * random());
    yield { inChannels, outChannels, columns, extreme: random() < 0.3 };
  }
}

/** A kernel on every shape; no case where its way is not exact in this engine. */
export function checkInt8Kernel(
  { way, makeCase }: Int8KernelEntry,
  kernels: Int8Kernels,
  heap: KernelHeap,
  seed: number,
): KernelCheck {
  const multiplication = exactMultiplications(kernels, heap).find((exact) => exact.way === way);
  if (!multiplication) return { cases: 0, failures: [] };
  const tests = [...shapes(seed)].map((shape, i) =>
    makeCase(shape, multiplication, seededRandom(seed, i + 1)),
  );
  const failures = tests.flatMap((test) => checkInt8Case(kernels, heap, test));
  return { cases: tests.length, failures };
}

/** Tiles of two vectors and of one, an odd number of quads, and outputs that fill a quad and that do not. */
const SELF_TEST: readonly Int8Shape[] = [
  { inChannels: 10, outChannels: 5, columns: 25 },
  { inChannels: 7, outChannels: 4, columns: 6, extreme: true },
];

/** On the user's own engine, before results are trusted: the first wrong kernel or null. @throws OutOfMemory */
export function firstWrongInt8Kernel(kernels: Int8Kernels, heap: KernelHeap): string | null {
  const exact = exactMultiplications(kernels, heap);
  const lost = (['wide', 'pairs'] as const).find((way) => !exact.some((e) => e.way === way));
  if (lost) return int8KernelList.find(({ way }) => way === lost)!.name;
  const wrong = int8KernelList.find(({ way, makeCase }) => {
    const multiplication = exact.find((e) => e.way === way);
    return SELF_TEST.some((shape, i) => {
      if (!multiplication) return false;
      const test = makeCase(shape, multiplication, seededRandom(2, i));
      return checkInt8Case(kernels, heap, test).length > 0;
    });
  });
  return wrong?.name ?? null;
}
