/**
 * Every inference kernel with its layout contract and the problems it is checked and timed on. The comparison
 * tests, the self-test at start and the timing command all walk this table.
 */
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import {
  classifyCase,
  depthwiseCase,
  pointwiseCase,
  poolCase,
  stemCase,
  transposeCase,
  type Shape,
} from './kernelCases';
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
const onlyFour = ({ size, images }: Shape) => size === 2 && images === 1;
const typical = { images: 16, zeros: 0.8, padding: 1 } as const;
const wide: Shape = { inChannels: 96, outChannels: 576, size: 4, ...typical };
const middle: Shape = { inChannels: 144, outChannels: 144, size: 16, ...typical };

export const kernelList: readonly KernelEntry[] = [
  {
    name: 'pointwise',
    contract: `${MAP}; weights in panels of up to 6 output channels: biases, then [in][width]`,
    makeCase: (shape, random) => pointwiseCase('pointwise', { ...shape, zeros: 0 }, random),
    timed: wide,
  },
  {
    name: 'pointwiseSmall',
    contract: 'maps [channel][4]; weights in groups of 8 output channels: biases, then [in][8]',
    makeCase: (shape, random) => pointwiseCase('pointwiseSmall', { ...shape, zeros: 0 }, random),
    fits: onlyFour,
    timed: { ...wide, inChannels: 160, outChannels: 960, size: 2, images: 1 },
  },
  ...(['sparse32', 'sparse28', 'sparse16', 'sparse8', 'sparse4'] as const).map((name) => ({
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
    contract:
      'images [image][row][column][plane]; maps out; weights as pointwise, [9·planes] inputs',
    makeCase: stemCase,
    fits: ({ size, stemStride, padding }) => padding === 1 || (stemStride === 2 && size % 2 === 0),
    timed: { ...middle, inChannels: 3, outChannels: 32, size: 32 },
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
  if (name === 'sparse16') return { ...wide, images: 1 };
  return name === 'sparse28' ? { ...wide, size: 14, images: 1 } : wide;
}

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 13];
const IMAGES = [1, 4, 8, 12, 16];

/** Channel counts 1 to 33 once each with sizes, images, strides, paddings and zeros drawn from `seed`. */
export function* shapes(seed: number): Generator<Shape> {
  const random = seededRandom(seed, 0);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
  for (let channels = 1; channels <= 33; channels++) {
    yield {
      inChannels: channels,
      outChannels: 1 + Math.floor(random() * 33),
      size: pick(SIZES),
      images: pick(IMAGES),
      zeros: pick([0, 0.5, 0.8, 1]),
      padding: pick([0, 1] as const),
      stemStride: pick([1, 2] as const),
      residual: random() < 0.5,
      relu6: random() < 0.5,
    };
  }
  // The smallest map, where vectors reach furthest beyond it.
  for (const channels of [1, 5, 16]) {
    const shape = { inChannels: channels, outChannels: channels + 3, size: 2, images: 1 } as const;
    yield { ...shape, zeros: 0.5, padding: 1, residual: true };
    yield { ...shape, zeros: 0.5, padding: 0, relu6: true, stemStride: 2 };
    yield { ...shape, size: 4, zeros: 0.5, padding: 1, residual: true };
    yield { ...shape, images: 4, zeros: 0.8, padding: 0, relu6: true };
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
