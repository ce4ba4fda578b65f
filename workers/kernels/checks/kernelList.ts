/**
 * Every inference kernel with its layout contract and the problems it is checked and timed on. The comparison
 * tests, the self-test at start and the timing command all walk this table.
 */
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import { samePadding, symmetricPadding, type Padding } from '../../../src/model/padding';
import {
  addCase,
  classifyCase,
  pointwiseCase,
  poolCase,
  transposeCase,
  type AnyWindow,
  type Shape,
} from './kernelCases';
import { anyDepthwiseCase, convolutionCase, depthwiseCase, stemCase } from './convolutionCases';
import type { KernelCase } from './kernelCase';
import type { KernelName } from '../inference/kernels';

export interface KernelEntry {
  readonly name: KernelName;
  /** Arrays with their layouts, for people. */
  readonly contract: string;
  readonly makeCase: (shape: Shape, random: Random) => KernelCase;
  /** Shapes it may be given beyond all of them. */
  readonly fits?: (shape: Shape) => boolean;
  /** Typical of MobileNetV2 at 32 px: what the timing command runs. */
  readonly timed: Shape;
}

const MAP = 'maps [channel][pixel][image], pitch between channels';
const PATCHES = 'any side, stride and padding; weights as pointwise';
const onlyFour = ({ size, images }: Shape) => size === 2 && images === 1;
const three: AnyWindow = { kernelSide: 3, stride: 1, padding: symmetricPadding(1) };
const typical = { images: 16, zeros: 0.8, padding: 1, window: three } as const;
const wide: Shape = { inChannels: 96, outChannels: 576, size: 4, ...typical };
const middle: Shape = { inChannels: 144, outChannels: 144, size: 16, ...typical };

const SPARSE = [
  ...(['sparse32', 'sparse28', 'sparse16', 'sparse8', 'sparse4'] as const),
  ...(['sparse32Quads', 'sparse28Quads', 'sparse16Quads'] as const),
];

export const kernelList: readonly KernelEntry[] = [
  {
    name: 'pointwise',
    contract: `${MAP}; weights in panels of up to 6 output channels: biases, then [in][width]`,
    makeCase: (shape, random) => pointwiseCase('pointwise', { ...shape, zeros: 0 }, random),
    timed: wide,
  },
  {
    name: 'pointwise16',
    contract: `${MAP}; weights in panels of up to 4 output channels: biases, then [in][width]`,
    makeCase: (shape, random) => pointwiseCase('pointwise16', { ...shape, zeros: 0 }, random),
    timed: wide,
  },
  {
    name: 'pointwiseSmall',
    contract: 'maps [channel][4]; weights in groups of 8 output channels: biases, then [in][8]',
    makeCase: (shape, random) => pointwiseCase('pointwiseSmall', { ...shape, zeros: 0 }, random),
    fits: onlyFour,
    timed: { ...wide, inChannels: 160, outChannels: 960, size: 2, images: 1 },
  },
  {
    name: 'pointwiseSmall16',
    contract: 'maps [channel][4]; weights in groups of 16 output channels: biases, then [in][16]',
    makeCase: (shape, random) => pointwiseCase('pointwiseSmall16', { ...shape, zeros: 0 }, random),
    fits: onlyFour,
    timed: { ...wide, inChannels: 160, outChannels: 960, size: 2, images: 1 },
  },
  ...SPARSE.map((name) => ({
    name,
    contract: `${MAP}; for each output channel bias and non-zeros, u16 input channels and counts`,
    makeCase: (shape: Shape, random: Random) => pointwiseCase(name, shape, random),
    fits: name === 'sparse4' ? onlyFour : undefined,
    timed: sparseTimed(name),
  })),
  {
    name: 'sparseBlock',
    contract: `${MAP}; for each 4 output channels biases and blocks of 4 weights, u16 input channels`,
    makeCase: (shape, random) => pointwiseCase('sparseBlock', shape, random),
    timed: wide,
  },
  {
    name: 'depthwise1',
    contract: `${MAP}; weights [channel][9 taps, bias]; stride 1, padding 1`,
    makeCase: (shape, random) => depthwiseCase(1, shape, random),
    timed: middle,
  },
  {
    name: 'depthwise2',
    contract: `${MAP}; weights [channel][9 taps, bias]; stride 2, padding 1 or (even maps) behind only`,
    makeCase: (shape, random) => depthwiseCase(2, shape, random),
    fits: ({ size, padding }) => padding === 1 || size % 2 === 0,
    timed: middle,
  },
  {
    name: 'stem',
    contract: `images [image][row][column][plane]; maps out; ${PATCHES}, [side²·planes] inputs`,
    makeCase: (shape, random) => stemCase('stem', shape, random),
    timed: { ...middle, inChannels: 3, outChannels: 32, size: 32 },
  },
  {
    name: 'stem16',
    contract: 'as stem; weights as pointwise16',
    makeCase: (shape, random) => stemCase('stem16', shape, random),
    timed: { ...middle, inChannels: 3, outChannels: 32, size: 32 },
  },
  {
    name: 'convolution',
    contract: `${MAP}; ${PATCHES}, [side²·channels] inputs`,
    makeCase: convolutionCase,
    timed: { ...middle, inChannels: 32, outChannels: 32 },
  },
  {
    name: 'depthwise',
    contract: `${MAP}; weights [channel][bias, side² taps]; any side, stride and padding`,
    makeCase: anyDepthwiseCase,
    timed: { ...middle, window: { ...three, kernelSide: 5, padding: symmetricPadding(2) } },
  },
  {
    name: 'add',
    contract: `${MAP}, all of one layout`,
    makeCase: addCase,
    timed: middle,
  },
  {
    name: 'pool',
    contract: `${MAP}; out [channel][image]`,
    makeCase: poolCase,
    timed: { ...wide, inChannels: 1280 },
  },
  {
    name: 'classify',
    contract: 'features [feature], classes [class]; weights [class][features rounded up to 4]',
    makeCase: classifyCase,
    timed: { ...wide, inChannels: 1280, outChannels: 10 },
  },
  {
    name: 'transpose',
    contract: '[row][pitch] becomes [column][row]',
    makeCase: transposeCase,
    timed: { ...wide, inChannels: 10 },
  },
];

function sparseTimed(name: KernelName): Shape {
  if (name === 'sparse4') return { ...wide, inChannels: 160, outChannels: 960, size: 2, images: 1 };
  if (name === 'sparse8') return { ...wide, images: 8, size: 1 };
  if (name.startsWith('sparse16')) return { ...wide, images: 1 };
  return name.startsWith('sparse28') ? { ...wide, size: 14, images: 1 } : wide;
}

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 13];
const IMAGES = [1, 4, 8, 12, 16];

/** TensorFlow's padding, or any number of zeros on each side that leaves an output and a square map. */
export function windowOf(pick: <T>(values: readonly T[]) => T, size: number): AnyWindow {
  const [kernelSide, stride] = [pick([1, 2, 3, 4, 5]), pick([1, 2, 3])];
  const [top, left, more] = [pick([0, 1, 2]), pick([0, 1, 2]), pick([0, 1, 2])];
  const sum = Math.max(top, left, kernelSide - size) + more;
  const padding: Padding = { top, left, bottom: sum - top, right: sum - left };
  return { kernelSide, stride, padding: pick([padding, samePadding(size, kernelSide, stride)]) };
}

/** Channel counts 1 to 33 once each with sizes, images, strides, paddings and zeros drawn from `seed`. */
export function* shapes(seed: number): Generator<Shape> {
  const random = seededRandom(seed, 0);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
  for (let channels = 1; channels <= 33; channels++) {
    const size = pick(SIZES);
    yield {
      inChannels: channels,
      outChannels: 1 + Math.floor(random() * 33),
      size,
      images: pick(IMAGES),
      zeros: pick([0, 0.5, 0.8, 1]),
      padding: pick([0, 1] as const),
      window: windowOf(pick, size),
      residual: random() < 0.5,
      activation: pick(['relu6', 'relu', undefined] as const),
    };
  }
  // The smallest map, where vectors reach furthest beyond it.
  for (const channels of [1, 5, 16]) {
    const counts = { inChannels: channels, outChannels: channels + 3, window: three };
    const shape = { ...counts, size: 2, images: 1, zeros: 0.5 } as const;
    const same = { kernelSide: 3, stride: 2, padding: samePadding(2, 3, 2) };
    yield { ...shape, padding: 1, residual: true };
    yield { ...shape, padding: 0, activation: 'relu6', window: same };
    yield { ...shape, size: 4, padding: 1, residual: true };
    yield { ...shape, images: 4, zeros: 0.8, padding: 0, activation: 'relu6' };
  }
}

/** What a kernel is checked on: all shapes that fit it. */
export function* casesOf(entry: KernelEntry, seed: number): Generator<KernelCase> {
  let stream = 1;
  for (const shape of shapes(seed)) {
    if (entry.fits && !entry.fits(shape)) continue;
    yield entry.makeCase(shape, seededRandom(seed, stream++));
  }
}
