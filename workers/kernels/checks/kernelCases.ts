/** Problems for each kind of kernel: random data in the kernel's layout, and the reference's answer. */
import type { Random } from '../../../src/base/seededRandom';
import { TILE, UNROLL, zeroShares, type PointwiseKernel } from '../inference/choose';
import type { KernelCase, OpenRecord } from './kernelCase';
import type { Padding } from '../../../src/model/padding';
import { mapLayout } from '../memory/layout';
import {
  packClassifier,
  packGroups,
  packPanels,
  packSparse,
  panelWidth16,
} from '../inference/pack';
import { classifyReference, poolReference, transposeReference } from '../reference/head';
import { pointwiseReference } from '../reference/pointwise';

export interface Shape {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the input map. */
  readonly size: number;
  readonly images: number;
  /** Share of zero weights of a sparse kernel. */
  readonly zeros: number;
  /** Zeros before the map of a fast 3×3 kernel: 1, or 0 for TensorFlow's SAME at stride 2. */
  readonly padding: 0 | 1;
  /** Of the kernels that compute any convolution. */
  readonly window: AnyWindow;
  readonly residual?: boolean;
  readonly activation?: 'relu6' | 'relu';
  /** Whether a sparse kernel gathers its inputs; drawn where it is left open. */
  readonly panel?: boolean;
}

export interface AnyWindow {
  readonly kernelSide: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** Small, so that chunks have borders in test shapes too; a multiple of every tile (32, 28). */
export const CHUNK = 224;

export function values(length: number, random: Random): Float32Array {
  const numbers = new Float32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = 2 * random() - 1;
  return numbers;
}

export function label(shape: Shape): string {
  return JSON.stringify(shape).replaceAll('"', '');
}

export function limits({ activation }: Shape) {
  if (!activation) return { low: -Infinity, high: Infinity };
  // Sums of a few products seldom reach 6.
  return { low: 0, high: activation === 'relu6' ? 0.5 : Infinity };
}

/** Rows, too, may be all zero: an output channel is then its bias. */
function sparseKernel({ inChannels, outChannels, zeros }: Shape, random: Random): Float32Array {
  return values(inChannels * outChannels, random).map((value) => (random() < zeros ? 0 : value));
}

export function pointwiseCase(name: PointwiseKernel, shape: Shape, random: Random): KernelCase {
  const { inChannels, outChannels, size, images } = shape;
  const from = mapLayout(inChannels, size, images);
  const to = mapLayout(outChannels, size, images);
  const input = values(inChannels * from.pitch, random);
  const kernel = sparseKernel(shape, random);
  const bias = values(outChannels, random);
  const residual = shape.residual ? values(outChannels * to.pitch, random) : null;
  const bounds = limits(shape);
  return {
    label: label(shape),
    fields: {
      input,
      residual: residual ?? 0,
      ...pointwiseWeights(name, kernel, bias),
      ...chunking(name, inChannels, shape.panel ?? random() >= 0.5),
      next: 0,
      inChannels,
      outChannels,
      columns: to.columns,
      inPitch: 4 * from.pitch,
      outPitch: 4 * to.pitch,
      ...bounds,
    },
    expected: () => pointwiseReference({ input, from, to, kernel, bias, residual, ...bounds }),
    outputLength: to.channels * to.pitch,
    flops: 2 * multiplied(name, kernel, outChannels) * to.columns,
  };
}

/** Weights that the kernel multiplies: a kept block's zeros count, padding does not. */
function multiplied(name: PointwiseKernel, kernel: Float32Array, outChannels: number): number {
  if (name !== 'sparseBlock') return kernel.filter((w) => w !== 0).length;
  return (1 - zeroShares(kernel, outChannels).zeroBlocks) * kernel.length;
}

/** In place with chunks that have borders in small shapes too, or in a panel of one tile. */
function chunking(name: PointwiseKernel, inChannels: number, panel: boolean): OpenRecord {
  if (!panel) return { chunk: CHUNK, panel: 0 };
  const tile = TILE[name];
  return { chunk: tile, panel: new Float32Array(tile * inChannels) };
}

function pointwiseWeights(
  name: PointwiseKernel,
  kernel: Float32Array,
  bias: Float32Array,
): OpenRecord {
  switch (name) {
    case 'pointwise':
      return { weights: packPanels(kernel, bias) };
    case 'pointwise16':
      return { weights: packPanels(kernel, bias, panelWidth16) };
    case 'pointwiseSmall':
      return { weights: packGroups(kernel, bias) };
    case 'pointwiseSmall16':
      return { weights: packGroups(kernel, bias, 16) };
  }
  const { values, indices, rows } = packSparse(
    kernel,
    bias,
    name === 'sparseBlock' ? 4 : 1,
    UNROLL[name],
  );
  return { values, indices, rows, rowCount: rows.length / 2 };
}

export function addCase(shape: Shape, random: Random): KernelCase {
  const { channels, pitch } = mapLayout(shape.inChannels, shape.size, shape.images);
  const count = channels * pitch;
  const [input, residual] = [values(count, random), values(count, random)];
  return {
    label: label(shape),
    fields: { input, residual, count },
    expected: () => input.map((value, i) => value + residual[i]),
    outputLength: count,
    flops: count,
  };
}

export function poolCase(shape: Shape, random: Random): KernelCase {
  const { inChannels: channels, size, images } = shape;
  const from = mapLayout(channels, size, images);
  const input = values(channels * from.pitch, random);
  const pixels = size * size;
  return {
    label: label(shape),
    fields: { input, channels, pixels, images, inPitch: 4 * from.pitch },
    expected: () => poolReference(input, from),
    outputLength: channels * images,
    flops: channels * pixels * images,
  };
}

export function classifyCase(shape: Shape, random: Random): KernelCase {
  const { inChannels, outChannels } = shape;
  const features = Math.ceil(inChannels / 4) * 4;
  const input = values(features, random).fill(0, inChannels);
  const kernel = values(inChannels * outChannels, random);
  const bias = values(outChannels, random);
  const weights = packClassifier(kernel, outChannels);
  const bounds = limits(shape);
  return {
    label: label(shape),
    fields: { input, weights, bias, features, classes: outChannels, ...bounds },
    expected: () => classifyReference(input, kernel, bias, bounds),
    outputLength: outChannels,
    flops: 2 * kernel.length,
  };
}

export function transposeCase(shape: Shape, random: Random): KernelCase {
  const { inChannels: rows, images: columns } = shape;
  const pitch = columns + 4;
  const input = values(rows * pitch, random);
  return {
    label: label(shape),
    fields: { input, rows, columns, inPitch: 4 * pitch },
    expected: () => transposeReference(input, rows, columns, pitch),
    outputLength: rows * columns,
    flops: rows * columns,
  };
}
