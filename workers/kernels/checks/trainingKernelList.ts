/**
 * Every training kernel with its layout contract and the problems it is checked on. Maps are [channel][pixel][image];
 * images are a multiple of 4, and rows lie a pitch apart.
 */
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import type { KernelCheck } from './checkKernels';
import type { KernelHeap } from '../memory/heap';
import { checkTrainingCase, type TrainingCase } from './trainingCase';
import type { TrainingShape } from './trainingCaseData';
import { correlateCase, finishNormCase, packCase, pairCase, productCase } from './trainingCases';
import type { TrainingKernelName, TrainingKernels } from '../training/kernels';
import { depthwiseBackwardCase, depthwiseForwardCase } from './trainingDepthwiseCases';
import {
  linearBackwardCase,
  linearForwardCase,
  poolBackwardCase,
  poolForwardCase,
  sgdCase,
  stemFilterGradientCase,
  stemForwardCase,
} from './trainingLayerCases';

export interface TrainingKernelEntry {
  readonly name: TrainingKernelName;
  /** What it makes of what, for people. */
  readonly contract: string;
  readonly makeCase: (shape: TrainingShape, random: Random) => TrainingCase;
}

export const trainingKernelList: readonly TrainingKernelEntry[] = [
  {
    name: 'finishNorm',
    contract: 'Σ and Σ² of each channel, in doubles, become statistics; the sums become 0',
    makeCase: finishNormCase,
  },
  {
    name: 'product',
    contract:
      'maps of input channels, normalised and clamped if asked, become maps of output channels and their sums',
    makeCase: productCase,
  },
  {
    name: 'correlate',
    contract:
      'left rows, normalised and clamped if asked, × right rows over all columns, in either order',
    makeCase: correlateCase,
  },
  {
    name: 'correlateAndProduct',
    contract: 'both of the above for one left map',
    makeCase: pairCase,
  },
  {
    name: 'packPanels',
    contract: 'weights [in][out] or [out][in] become panels as in pack.ts',
    makeCase: packCase,
  },
  {
    name: 'depthwiseForward',
    contract:
      'maps, normalised and clamped, become maps before normalisation and their sums; taps [9][channel]',
    makeCase: depthwiseForwardCase,
  },
  {
    name: 'depthwiseBackward',
    contract:
      'the gradient of the clamped output becomes those of taps, both normalisations and the input map',
    makeCase: depthwiseBackwardCase,
  },
  {
    name: 'stemForward',
    contract: 'images [image][row][column][3] become maps before normalisation and their sums',
    makeCase: stemForwardCase,
  },
  {
    name: 'stemFilterGradient',
    contract:
      'planes [3][row][column][image] with a border and the gradient of the map become that of the kernel',
    makeCase: stemFilterGradientCase,
  },
  {
    name: 'linearForward',
    contract: 'maps become normalised maps, + residual',
    makeCase: linearForwardCase,
  },
  {
    name: 'linearBackward',
    contract: 'the gradient of normalised maps becomes that of the maps, of γ and of β',
    makeCase: linearBackwardCase,
  },
  {
    name: 'poolForward',
    contract: 'maps, normalised and clamped, become [channel][image]',
    makeCase: poolForwardCase,
  },
  {
    name: 'poolBackward',
    contract: 'the gradient [channel][image] becomes that of the maps, of γ and of β',
    makeCase: poolBackwardCase,
  },
  {
    name: 'sgd',
    contract:
      'weights and velocities [value] take a step; bytes of the mask that are 0 keep them at 0',
    makeCase: sgdCase,
  },
];

const SIZES = [2, 3, 4, 5, 7, 8];
const IMAGES = [4, 8, 12];
/** Multiples of 32, as the program makes them. */
const CHUNKS = [64, 96];

/** Channel counts 1 to 33 once each, and everything else drawn from `seed`. */
function* shapes(seed: number): Generator<TrainingShape> {
  const random = seededRandom(seed, 0);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  for (let channels = 1; channels <= 33; channels++) {
    yield {
      ...{ inChannels: channels, outChannels: 1 + Math.floor(random() * 33), size: pick(SIZES) },
      ...{ stride: pick([1, 2] as const), images: pick(IMAGES), chunk: pick(CHUNKS) },
      extra: channels % 2 === 1,
    };
  }
}

/** Sums over up to 12·64 columns in single precision, in another order than the reference's. */
const TOLERANCE = 2e-5;

/** A kernel on every shape. */
export function checkTrainingKernel(
  { name, makeCase }: TrainingKernelEntry,
  kernels: TrainingKernels,
  heap: KernelHeap,
  seed: number,
): KernelCheck {
  const tests = [...shapes(seed)].map((shape, i) => makeCase(shape, seededRandom(seed, i + 1)));
  const failures = tests.flatMap((test) => checkTrainingCase(kernels, heap, name, test, TOLERANCE));
  return { cases: tests.length, failures };
}

/** Both strides, and what a kernel may do or not done and not done. */
const SELF_TEST: readonly TrainingShape[] = [
  { inChannels: 3, outChannels: 7, size: 3, stride: 1, images: 4, chunk: 32, extra: true },
  { inChannels: 7, outChannels: 3, size: 4, stride: 2, images: 4, chunk: 32, extra: false },
];

/** On the user's own engine, before results are trusted: the first wrong kernel or null. @throws OutOfMemory */
export function firstWrongTrainingKernel(
  kernels: TrainingKernels,
  heap: KernelHeap,
): TrainingKernelName | null {
  const wrong = trainingKernelList.find(({ name, makeCase }) =>
    SELF_TEST.some((shape, i) => {
      const test = makeCase(shape, seededRandom(1, i));
      return checkTrainingCase(kernels, heap, name, test, TOLERANCE).length > 0;
    }),
  );
  return wrong?.name ?? null;
}
