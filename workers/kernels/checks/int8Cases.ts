/** Random problems for the int8 kernels. */
import type { Random } from '../../../src/base/seededRandom';
import type { Int8KernelName } from '../int8/kernels';
import { flipOf, type Multiplication } from '../int8/multiplication';
import { packProduct } from '../int8/packing';
import { quadLayout, quadOffset, type QuadLayout } from '../memory/quadLayout';
import { int8ProductReference, type Int8Output } from '../reference/int8';
import type { Int8Case } from './int8Case';

export interface Int8Shape {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly columns: number;
  /** Only the numbers at which a multiplication could saturate. */
  readonly extreme?: boolean;
}

export function productCase(
  kernel: Int8KernelName,
  shape: Int8Shape,
  multiplication: Multiplication,
  random: Random,
): Int8Case {
  const { inChannels, outChannels, columns } = shape;
  const from = quadLayout(inChannels, columns);
  const to = quadLayout(outChannels, columns);
  const problem = { columns, ...productNumbers(shape, random) };
  const flip = flipOf(multiplication);
  return {
    label: `${inChannels}→${outChannels}, ${columns} columns`,
    kernel,
    fields: {
      ...{ ...problem.output, flip, input: mapBytes(problem.input, from, flip) },
      weights: packProduct(problem, multiplication),
      ...{ inQuads: from.quads, outQuads: to.quads, columns, chunk: 16 },
      ...{ inPitch: from.pitch, outPitch: to.pitch },
    },
    outputBytes: to.quads * to.pitch,
    read: (output) => mapNumbers(output, to, flip),
    expected: () => int8ProductReference(problem),
    multiplyAdds: inChannels * outChannels * columns,
  };
}

function productNumbers({ inChannels, outChannels, columns, extreme }: Int8Shape, random: Random) {
  const input = bytes(inChannels * columns, random, extreme ? [-128, 127] : null);
  const kernel = bytes(inChannels * outChannels, random, extreme ? [-127, 127] : null);
  return {
    ...{ input, kernel, zeroPoint: byte(random), output: outputStage(random) },
    bias: Int32Array.from({ length: outChannels }, () => Math.round(2e4 * (random() - 0.5))),
    factors: factorsFor(inChannels, outChannels, random),
  };
}

/** A whole number of [−128, 127]. */
function byte(random: Random): number {
  return Math.floor(256 * random()) - 128;
}

/** Never −128 where they are weights; with the extremes twice as often as others. */
function bytes(count: number, random: Random, extremes: readonly number[] | null): Int8Array {
  return Int8Array.from({ length: count }, () => {
    if (extremes) return extremes[Math.floor(extremes.length * random())];
    return Math.max(-127, byte(random));
  });
}

function outputStage(random: Random): Int8Output {
  const clamps = random() < 0.5 ? [-128, 127] : [-128 + Math.floor(40 * random()), 90];
  return { zeroPoint: byte(random), low: clamps[0], high: clamps[1] };
}

/** Most sums come to lie within a byte; a quarter of the factors are powers of two, which make halves. */
function factorsFor(terms: number, count: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => {
    const factor = (0.5 + random()) / (100 * Math.sqrt(terms));
    if (random() < 0.05) return 1000 * factor;
    return random() < 0.25 ? 2 ** Math.round(Math.log2(factor)) : factor;
  });
}

/** The bytes of a map in the heap. */
export function mapBytes(values: Int8Array, layout: QuadLayout, flip: number): Uint8Array {
  const map = new Uint8Array(layout.quads * layout.pitch).fill(GARBAGE);
  values.forEach((value, i) => {
    map[quadOffset(layout, Math.floor(i / layout.columns), i % layout.columns)] = value ^ flip;
  });
  return map;
}

/** In channels and columns that nobody may read into a result. */
const GARBAGE = 99;

export function mapNumbers(map: Uint8Array, layout: QuadLayout, flip: number): Int8Array {
  const { channels, columns } = layout;
  return Int8Array.from({ length: channels * columns }, (_, i) => {
    return map[quadOffset(layout, Math.floor(i / columns), i % columns)] ^ flip;
  });
}
