/** Random problems for the int8 kernels. */
import type { Random } from '../../../src/base/seededRandom';
import { paddedOutput, type Padding } from '../../../src/model/padding';
import { additionOf } from '../../../src/quantisation/arithmetic';
import { flipOf, storedNumber, type Multiplication } from '../int8/multiplication';
import { stageFields } from '../int8/records';
import { packDepthwise, packProduct, packSparse, SPARSE_SCRATCH_BYTES } from '../int8/packing';
import { outputPlaces, planeBytes, planeFields, TURN, type Convolution } from '../int8/planes';
import { quadLayout, quadOffset, quadsOf, type QuadLayout } from '../memory/quadLayout';
import {
  int8AddReference,
  int8DepthwiseReference,
  int8ImageReference,
  int8PatchesReference,
  int8PoolReference,
  int8ProductReference,
  int8ScoresReference,
} from '../reference/int8';
import type { Int8Case } from './int8Case';

export interface Int8Shape {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly size: number;
  readonly images: number;
  readonly window: {
    readonly kernelSide: number;
    readonly stride: number;
    readonly padding: Padding;
  };
  /** Only the numbers at which a multiplication could saturate. */
  readonly extreme?: boolean;
}

export type MakeInt8Case = (
  shape: Int8Shape,
  multiplication: Multiplication,
  random: Random,
) => Omit<Int8Case, 'kernel' | 'label'>;

export function productCase(
  shape: Int8Shape,
  multiplication: Multiplication,
  random: Random,
): ReturnType<MakeInt8Case> {
  const { inChannels, outChannels } = shape;
  const columns = shape.images * shape.size ** 2;
  const [from, to] = [quadLayout(inChannels, columns), quadLayout(outChannels, columns)];
  const problem = {
    columns,
    input: bytes(inChannels * columns, random, shape),
    ...weighted(inChannels, outChannels, inChannels * outChannels, shape, random),
  };
  const flip = flipOf(multiplication);
  return {
    fields: {
      ...{
        ...stageFields(problem.output, multiplication),
        input: mapBytes(problem.input, from, flip),
      },
      weights: packProduct(problem, multiplication),
      ...{ inQuads: from.quads, outQuads: to.quads, columns, chunk: 16 },
      ...{ inPitch: from.pitch, outPitch: to.pitch },
    },
    ...readsMap(to, flip),
    expected: () => int8ProductReference(problem),
    multiplyAdds: inChannels * outChannels * columns,
  };
}

export const sparseCase: MakeInt8Case = (shape, multiplication, random) => {
  const { inChannels, outChannels } = shape;
  const columns = shape.images * shape.size ** 2;
  const [from, to] = [quadLayout(inChannels, columns), quadLayout(outChannels, columns)];
  const weights = weighted(inChannels, outChannels, inChannels * outChannels, shape, random);
  const zeros = random() < 0.1 ? 1 : 0.8 * random();
  const kernel = weights.kernel.map((weight) => (random() < zeros ? 0 : weight));
  const input = bytes(inChannels * columns, random, shape);
  const problem = { columns, ...weights, kernel, input };
  const flip = flipOf(multiplication);
  return {
    fields: {
      ...{ ...stageFields(problem.output, multiplication), input: mapBytes(input, from, flip) },
      ...packSparse(problem, from.pitch, multiplication),
      ...{ outQuads: to.quads, columns, outPitch: to.pitch, chunk: 64 },
      scratch: new Uint8Array(SPARSE_SCRATCH_BYTES),
    },
    ...readsMap(to, flip),
    expected: () => int8ProductReference(problem),
    multiplyAdds: columns * kernel.reduce((count, weight) => count + +(weight !== 0), 0),
  };
};

/** A product of one column. */
export const vectorCase: MakeInt8Case = (shape, multiplication, random) =>
  productCase({ ...shape, size: 1, images: 1 }, multiplication, random);

export const depthwiseCase: MakeInt8Case = (shape, multiplication, random) => {
  const { inChannels: channels, images } = shape;
  const convolution = convolutionOf(shape);
  const { kernelSide, outSize } = convolution;
  const columns = images * outSize ** 2;
  const to = quadLayout(channels, columns);
  const problem = {
    ...mapProblem(shape, convolution, random),
    ...weighted(kernelSide ** 2, channels, kernelSide ** 2 * channels, shape, random),
  };
  const places = outputPlaces(convolution, images);
  return {
    fields: {
      ...planes(problem, convolution, channels, multiplication),
      ...{ ...stageFields(problem.output, multiplication), outPitch: to.pitch },
      weights: packDepthwise(problem, kernelSide, multiplication),
      ...{ places, columns: places.length, turn: TURN },
    },
    ...readsMap(to, flipOf(multiplication)),
    expected: () => int8DepthwiseReference(problem),
    multiplyAdds: kernelSide ** 2 * channels * columns,
  };
};

export const patchesCase: MakeInt8Case = (shape, multiplication, random) => {
  const { inChannels: channels, images } = shape;
  const convolution = convolutionOf(shape);
  const { kernelSide, outSize } = convolution;
  const to = quadLayout(4 * quadsOf(channels) * kernelSide ** 2, images * outSize ** 2);
  const problem = {
    ...{ ...mapProblem(shape, convolution, random), channels, zeroPoint: byte(random) },
  };
  return {
    fields: {
      ...planes(problem, convolution, channels, multiplication),
      ...{ ...stageFields(NO_STAGE, multiplication), outPitch: to.pitch },
    },
    ...readsMap(to, flipOf(multiplication)),
    expected: () => int8PatchesReference(problem),
    multiplyAdds: 0,
  };
};

export const quantiseCase: MakeInt8Case = ({ inChannels, images, size }, m, random) => {
  const columns = images * size ** 2;
  const to = quadLayout(inChannels, columns);
  const scale = { scale: Math.fround(1 / 64), zeroPoint: byte(random) };
  const values = Float32Array.from({ length: columns * inChannels }, () => valueOf(random));
  // The kernel may read three pixels and three planes beyond the last.
  const input = new Float32Array(values.length + 3 * inChannels + 4);
  input.set(values);
  return {
    fields: {
      ...{ ...stageFields({ ...NO_STAGE, ...scale }, m), input },
      ...{ planes: inChannels, columns, outPitch: to.pitch, scale: 1 / scale.scale },
    },
    ...readsMap(to, flipOf(m)),
    expected: () => int8ImageReference(values, inChannels, scale),
    multiplyAdds: 0,
  };
};

/** In [−4, 4), a third of them at a half of a step of 1/64. */
function valueOf(random: Random): number {
  const value = 8 * random() - 4;
  return random() < 0.3 ? (Math.floor(64 * value) + 0.5) / 64 : value;
}

export const addCase: MakeInt8Case = ({ inChannels, images, size }, m, random) => {
  const layout = quadLayout(inChannels, images * size ** 2);
  const flip = flipOf(m);
  const scaleOf = () => ({ scale: Math.fround(0.01 + random()), zeroPoint: byte(random) });
  const [x, y, sum] = [scaleOf(), scaleOf(), scaleOf()];
  const addition = additionOf(x, y, sum);
  const [a, b] = [0, 1].map(() => bytes(inChannels * layout.columns, random, {}));
  return {
    fields: {
      ...{ ...stageFields({ ...NO_STAGE, ...sum }, m), ...addition },
      ...{ input: mapBytes(a, layout, flip), residual: mapBytes(b, layout, flip) },
      bytes: layout.quads * layout.pitch,
    },
    ...readsMap(layout, flip),
    expected: () => int8AddReference(a, b, addition, sum.zeroPoint),
    multiplyAdds: 0,
  };
};

export const poolCase: MakeInt8Case = ({ inChannels, images, size }, m, random) => {
  const pixels = size ** 2;
  const [from, to] = [quadLayout(inChannels, images * pixels), quadLayout(inChannels, images)];
  const flip = flipOf(m);
  const input = bytes(inChannels * from.columns, random, {});
  const output = outputStage(random);
  return {
    fields: {
      ...{ ...stageFields(output, m), input: mapBytes(input, from, flip), quads: from.quads },
      ...{ images, pixels, inPitch: from.pitch, outPitch: to.pitch },
    },
    ...readsMap(to, flip),
    expected: () => int8PoolReference(input, pixels, output),
    multiplyAdds: 0,
  };
};

export const scoresCase: MakeInt8Case = ({ inChannels: classes, images }, m, random) => {
  const layout = quadLayout(classes, images);
  const flip = flipOf(m);
  const input = bytes(classes * images, random, {});
  const scale = { scale: Math.fround(random()), zeroPoint: byte(random) };
  return {
    fields: {
      ...{ ...stageFields({ ...NO_STAGE, ...scale }, m), scale: scale.scale },
      input: mapBytes(input, layout, flip),
      ...{ classes, images, inPitch: layout.pitch },
    },
    outputBytes: 4 * classes * images,
    read: (output) => new Float32Array(output.slice().buffer),
    expected: () => int8ScoresReference(input, images, scale),
    multiplyAdds: 0,
  };
};

const NO_STAGE = { zeroPoint: 0, low: -128, high: 127 };

function convolutionOf({ size, window }: Int8Shape): Convolution {
  const { kernelSide, stride, padding } = window;
  return { ...window, inSize: size, outSize: paddedOutput(size, kernelSide, stride, padding) };
}

function mapProblem(shape: Int8Shape, convolution: Convolution, random: Random) {
  const { inChannels, images, size } = shape;
  const { top, left } = convolution.padding;
  const input = bytes(inChannels * images * size ** 2, random, shape);
  return { ...convolution, images, top, left, input };
}

function planes(
  { input, images, zeroPoint }: { input: Int8Array; images: number; zeroPoint: number },
  convolution: Convolution,
  channels: number,
  multiplication: Multiplication,
) {
  const from = quadLayout(channels, images * convolution.inSize ** 2);
  const flip = flipOf(multiplication);
  return {
    ...{ input: mapBytes(input, from, flip), inPitch: from.pitch, quads: from.quads },
    ...planeFields(convolution, images),
    planes: new Uint8Array(planeBytes(convolution, images)),
    padding: storedNumber(zeroPoint, multiplication),
  };
}

function weighted(
  terms: number,
  outChannels: number,
  count: number,
  shape: Int8Shape,
  random: Random,
) {
  return {
    kernel: bytes(count, random, shape).map((weight) => Math.max(-127, weight)),
    zeroPoint: byte(random),
    output: outputStage(random),
    bias: Int32Array.from({ length: outChannels }, () => Math.round(2e4 * (random() - 0.5))),
    factors: factorsFor(terms, outChannels, random),
  };
}

/** A whole number of [−128, 127]. */
function byte(random: Random): number {
  return Math.floor(256 * random()) - 128;
}

function bytes(count: number, random: Random, { extreme }: { extreme?: boolean }): Int8Array {
  return Int8Array.from({ length: count }, () => {
    if (extreme) return random() < 0.5 ? -128 : 127;
    return byte(random);
  });
}

function outputStage(random: Random) {
  const [low, high] = random() < 0.5 ? [-128, 127] : [-128 + Math.floor(40 * random()), 90];
  return { zeroPoint: byte(random), low, high };
}

/** Most sums come to lie within a byte; a quarter of the factors are powers of two, which make halves. */
function factorsFor(terms: number, count: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => {
    const factor = (0.5 + random()) / (100 * Math.sqrt(terms));
    if (random() < 0.05) return 1000 * factor;
    return random() < 0.25 ? 2 ** Math.round(Math.log2(factor)) : factor;
  });
}

/** In channels and columns that nobody may read into a result. */
const GARBAGE = 99;

/** The bytes of a map in the heap. */
function mapBytes(values: Int8Array, layout: QuadLayout, flip: number): Uint8Array {
  const map = new Uint8Array(layout.quads * layout.pitch).fill(GARBAGE);
  values.forEach((value, i) => {
    map[quadOffset(layout, Math.floor(i / layout.columns), i % layout.columns)] = value ^ flip;
  });
  return map;
}

function readsMap(layout: QuadLayout, flip: number): Pick<Int8Case, 'outputBytes' | 'read'> {
  return {
    outputBytes: layout.quads * layout.pitch,
    read: (output) => mapNumbers(output, layout, flip),
  };
}

function mapNumbers(map: Uint8Array, layout: QuadLayout, flip: number): Int8Array {
  const { channels, columns } = layout;
  return Int8Array.from({ length: channels * columns }, (_, i) => {
    return map[quadOffset(layout, Math.floor(i / columns), i % columns)] ^ flip;
  });
}
