/**
 * Every training kernel with its layout contract and the problems it is checked on. Maps are [channel][pixel][image];
 * images are a multiple of 4, and rows lie a pitch apart.
 */
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import { symmetricPadding } from '../../../src/model/padding';
import type { KernelCheck } from './checkKernels';
import type { AnyWindow } from './kernelCases';
import { windowOf } from './kernelList';
import type { KernelHeap } from '../memory/heap';
import { checkTrainingCase, type TrainingCase } from './trainingCase';
import type { TrainingShape } from './trainingCaseData';
import { correlateCase, finishNormCase, packCase, pairCase, productCase } from './trainingCases';
import type { TrainingKernelName, TrainingKernels } from '../training/kernels';
import { depthwiseBackwardCase, depthwiseForwardCase } from './trainingDepthwiseCases';
import {
  fakeQuantiseCase,
  outputBackwardCase,
  outputForwardCase,
  passGradientCase,
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
      'maps of input channels, normalised and activated if asked, become maps of output channels and their sums',
    makeCase: productCase,
  },
  {
    name: 'correlate',
    contract:
      'left rows, normalised and activated if asked, × right rows over all columns, in either order',
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
      'maps, normalised and activated if asked, become maps before normalisation and their sums; taps [side²][channel]',
    makeCase: depthwiseForwardCase,
  },
  {
    name: 'depthwiseBackward',
    contract:
      'the gradient of the activated output becomes those of taps, normalisations and the input map',
    makeCase: depthwiseBackwardCase,
  },
  {
    name: 'stemForward',
    contract: 'images [image][row][column][plane] become maps before normalisation and their sums',
    makeCase: stemForwardCase,
  },
  {
    name: 'stemFilterGradient',
    contract:
      'planes [plane][row][column][image] with a border and the gradient of the map become that of the kernel',
    makeCase: stemFilterGradientCase,
  },
  {
    name: 'outputForward',
    contract: 'maps become normalised and activated maps, + residual',
    makeCase: outputForwardCase,
  },
  {
    name: 'outputBackward',
    contract: 'the gradient of activated maps becomes that of the maps, of γ and of β',
    makeCase: outputBackwardCase,
  },
  {
    name: 'passGradient',
    contract: 'the gradient of a sum becomes, or is added to, that of what was added',
    makeCase: passGradientCase,
  },
  {
    name: 'poolForward',
    contract: 'maps, normalised and activated if asked, become [channel][image]',
    makeCase: poolForwardCase,
  },
  {
    name: 'poolBackward',
    contract: 'the gradient [channel][image] becomes that of the maps and, if asked, of γ and β',
    makeCase: poolBackwardCase,
  },
  {
    name: 'fakeQuantise',
    contract:
      'weights [row][output channel] become multiples of 1/127 of the largest of their channel',
    makeCase: fakeQuantiseCase,
  },
  {
    name: 'sgd',
    contract:
      'weights and velocities [value] take a step; bytes of the mask that are 0 keep them at 0',
    makeCase: sgdCase,
  },
];

function three(stride: number): AnyWindow {
  return { kernelSide: 3, stride, padding: symmetricPadding(1) };
}

const SIZES = [2, 3, 4, 5, 7, 8];
const IMAGES = [4, 8, 12];
/** Multiples of 32, as the program makes them. */
const CHUNKS = [64, 96];

/** Channel counts 1 to 33 once each, and everything else drawn from `seed`. */
function* shapes(seed: number): Generator<TrainingShape> {
  const random = seededRandom(seed, 0);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  for (let channels = 1; channels <= 33; channels++) {
    const size = pick(SIZES);
    yield {
      ...{ inChannels: channels, outChannels: 1 + Math.floor(random() * 33), size },
      // Half of the windows as MobileNetV2 has them, which have loops of their own.
      window: random() < 0.5 ? three(pick([1, 2])) : windowOf(pick, size),
      ...{ images: pick(IMAGES), chunk: pick(CHUNKS), bias: pick([false, false, true]) },
      ...{ activation: pick(['relu6', 'relu', 'linear'] as const), extra: channels % 2 === 1 },
      steps: pick([false, false, true]),
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

const common = { images: 4, chunk: 32, bias: false, activation: 'relu6', steps: false } as const;
const [few, more] = [
  { inChannels: 3, outChannels: 7 },
  { inChannels: 7, outChannels: 3 },
];
const pair: AnyWindow = {
  kernelSide: 2,
  stride: 1,
  padding: { top: 0, left: 1, bottom: 1, right: 0 },
};

/** Both strides, another window, every activation, a bias, maps in steps, and what a kernel may do or not done and not done. */
const SELF_TEST: readonly TrainingShape[] = [
  { ...common, ...few, size: 3, window: three(1), extra: true },
  { ...common, ...more, size: 4, window: three(2), extra: false, activation: 'relu' },
  { ...common, ...few, size: 2, window: pair, extra: true, bias: true, activation: 'linear' },
  { ...common, ...few, size: 2, window: three(1), extra: true, steps: true },
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
