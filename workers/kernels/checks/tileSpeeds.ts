/** Which of two kernels that compute the same is the faster in this engine: measured, never known from a machine's name. */
import { seededRandom } from '../../../src/base/seededRandom';
import { symmetricPadding } from '../../../src/model/padding';
import {
  USUAL_TILES,
  type PointwiseKernel,
  type SparseClass,
  type Tiles,
  type WideKernel,
} from '../inference/choose';
import type { Kernels } from '../inference/kernels';
import { OutOfMemory, type KernelHeap } from '../memory/heap';
import { placedCase } from './kernelCase';
import { pointwiseCase } from './kernelCases';
import { settledSpeeds } from './settledSpeeds';

/** What is timed of each pair, and all that follows what it says. */
interface Pair {
  readonly usual: PointwiseKernel;
  readonly twin: WideKernel;
  /** Height and width of the map. */
  readonly size: number;
  readonly alike: Tiles['twins'];
}

const PAIRS: readonly Pair[] = [
  { usual: 'pointwise', twin: 'pointwise16', size: 8, alike: {} },
  { usual: 'pointwiseSmall', twin: 'pointwiseSmall16', size: 2, alike: {} },
  {
    ...({ usual: 'sparse32', twin: 'sparse32Quads', size: 8 } as const),
    alike: { sparse28: 'sparse28Quads' },
  },
  { usual: 'sparse16', twin: 'sparse16Quads', size: 4, alike: {} },
];

/** Sparse kernels and the dense one that computes such maps otherwise. */
const RIVALS: Readonly<Record<SparseClass, PointwiseKernel>> = {
  ...{ sparse32: 'pointwise', sparse16: 'pointwise', sparse4: 'pointwiseSmall' },
};

/** Half of a sparse kernel's weights are zeros: near where it begins to pay. */
const SHAPE = {
  ...({
    inChannels: 64,
    outChannels: 48,
    images: 1,
    zeros: 0.5,
    padding: 1,
    panel: false,
  } as const),
  window: { kernelSide: 1, stride: 1, padding: symmetricPadding(0) },
};

const SLICE_MS = 0.5;
/** Rounds in which a twin has been this much faster in three of four; in fewer rounds a busy machine says nothing. */
const ROUNDS = 8;
const GAIN = 1.05;
const UNLUCKY_SHARE = 0.25;
/** Break-evens that a disturbed measurement may not leave. */
const [LOWEST, HIGHEST] = [0.1, 0.7];

/** Multiplications that are done in a time, by kernel, zeros not counted. */
export type KernelSpeeds = Readonly<Record<string, number>>;

/** Takes a few tenths of a second. Where there is no memory to measure in, the usual ones. */
export function timedTiles(kernels: Kernels, heap: KernelHeap): Tiles {
  const names = [...PAIRS.flatMap(({ usual, twin }) => [usual, twin]), 'sparse4' as const];
  const placed: TimedCase[] = [];
  try {
    for (const name of names) placed.push(timedCase(kernels, heap, name));
    const speeds = placed.map(({ speed }) => speed);
    const { rounds } = settledSpeeds(speeds, () => performance.now());
    return tilesOf(
      rounds.map((round) => Object.fromEntries(names.map((name, i) => [name, round[i]]))),
    );
  } catch (error) {
    if (error instanceof OutOfMemory) return USUAL_TILES;
    throw error;
  } finally {
    for (const { release } of placed) release();
  }
}

interface TimedCase {
  /** Of some runs. */
  speed(): number;
  release(): void;
}

function timedCase(kernels: Kernels, heap: KernelHeap, name: PointwiseKernel): TimedCase {
  const size = PAIRS.find(({ usual, twin }) => usual === name || twin === name)?.size ?? 2;
  const zeros = name.startsWith('sparse') ? SHAPE.zeros : 0;
  const test = pointwiseCase(name, { ...SHAPE, size, zeros }, seededRandom(1, 1));
  const { run, release } = placedCase(kernels, heap, name, test);
  let repeats = 1;
  const speed = () => {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) run();
    const ms = performance.now() - start;
    const measured = (repeats * test.flops) / ms;
    if (ms < SLICE_MS) repeats *= 2;
    return ms > 0 ? measured : 0;
  };
  return { speed, release };
}

/** @param rounds in which all kernels took turns */
export function tilesOf(rounds: readonly KernelSpeeds[]): Tiles {
  if (rounds.length < ROUNDS) return USUAL_TILES;
  const ratios = (one: string, other: string) =>
    rounds.map((speeds) => speeds[one] / speeds[other]);
  const faster = PAIRS.filter(
    ({ usual, twin }) => quantile(ratios(twin, usual), UNLUCKY_SHARE) > GAIN,
  );
  const twins = Object.assign(
    {},
    ...faster.map(({ usual, twin, alike }) => ({ [usual]: twin, ...alike })),
  ) as Tiles['twins'];
  const chosen = (kernel: PointwiseKernel) => twins[kernel] ?? kernel;
  const breakEvens = Object.fromEntries(
    Object.entries(RIVALS).map(([sparse, dense]) => [
      sparse,
      // The sparse kernel does the rest of the multiplications in the time in which the dense one does all.
      within(1 - quantile(ratios(chosen(sparse as SparseClass), chosen(dense)), 0.5)),
    ]),
  );
  return { twins, breakEvens };
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)];
}

function within(share: number): number {
  return Math.min(Math.max(share, LOWEST), HIGHEST);
}
