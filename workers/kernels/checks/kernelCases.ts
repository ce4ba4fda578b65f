/** Problems for each kind of kernel: random data in the kernel's layout, and the reference's answer. */
import type { Random } from '../../../src/base/seededRandom';
import { TILE, UNROLL, zeroShares, type PointwiseKernel } from '../inference/choose';
import type { KernelCase, OpenRecord } from './kernelCase';
import { mapLayout, type MapLayout } from '../memory/layout';
import {
  packClassifier,
  packDepthwise,
  packGroups,
  packPanels,
  packSparse,
} from '../inference/pack';
import { depthwiseReference } from '../reference/depthwise';
import { classifyReference, poolReference, transposeReference } from '../reference/head';
import { pointwiseReference } from '../reference/pointwise';
import { stemReference } from '../reference/stem';

export interface Shape {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the input map. */
  readonly size: number;
  readonly images: number;
  /** Share of zero weights of a sparse kernel. */
  readonly zeros: number;
  /** Zeros before the map: 1, or 0 for TensorFlow's SAME at stride 2. */
  readonly padding: 0 | 1;
  readonly stemStride?: 1 | 2;
  readonly residual?: boolean;
  readonly relu6?: boolean;
  /** Whether a sparse kernel gathers its inputs; drawn where it is left open. */
  readonly panel?: boolean;
}

/** Small, so that chunks have borders in test shapes too; a multiple of every tile (32, 28). */
const CHUNK = 224;

function values(length: number, random: Random): Float32Array {
  const numbers = new Float32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = 2 * random() - 1;
  return numbers;
}

function label(shape: Shape): string {
  return JSON.stringify(shape).replaceAll('"', '');
}

function limits({ relu6 }: Shape) {
  return relu6 ? { low: 0, high: 6 } : { low: -Infinity, high: Infinity };
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
  if (name === 'pointwise') return { weights: packPanels(kernel, bias) };
  if (name === 'pointwiseSmall') return { weights: packGroups(kernel, bias) };
  const { values, indices, rows } = packSparse(
    kernel,
    bias,
    name === 'sparseBlock' ? 4 : 1,
    UNROLL[name],
  );
  return { values, indices, rows, rowCount: rows.length / 2 };
}

export function depthwiseCase(stride: 1 | 2, shape: Shape, random: Random): KernelCase {
  const { inChannels: channels, size, images } = shape;
  const outSize = Math.ceil(size / stride);
  const from = mapLayout(channels, size, images);
  const to = mapLayout(channels, outSize, images);
  const input = values(channels * from.pitch, random);
  const kernel = values(9 * channels, random);
  const bias = values(channels, random);
  const pad = stride === 1 ? 1 : shape.padding;
  const bounds = limits(shape);
  const problem = { input, from, to, kernel, bias, stride, pad, ...bounds };
  return {
    label: label(shape),
    fields: {
      input,
      weights: packDepthwise(kernel, bias),
      channels,
      inHeight: size,
      inWidth: size,
      outHeight: outSize,
      outWidth: outSize,
      inPitch: 4 * from.pitch,
      outPitch: 4 * to.pitch,
      images,
      pad,
      ...bounds,
    },
    expected: () => depthwiseReference(problem),
    outputLength: channels * to.pitch,
    flops: 18 * channels * outSize * outSize * images,
  };
}

/** Rows of the stem at a time; less than most maps have. */
const STEM_ROWS = 3;

export function stemCase(shape: Shape, random: Random): KernelCase {
  const { inChannels: planes, outChannels, size, images } = shape;
  const stride = shape.stemStride ?? 1;
  const to = mapLayout(outChannels, Math.ceil(size / stride), images);
  const count = images === 1 ? 1 : images - 1;
  const kernel = values(9 * planes * outChannels, random);
  const bias = values(outChannels, random);
  const bounds = limits(shape);
  const problem = {
    ...{ images: values(count * size * size * planes, random), count, size, planes, to },
    ...{ kernel, bias, stride, pad: shape.padding, ...bounds },
  } as const;
  return {
    label: label(shape),
    fields: {
      input: problem.images,
      planes: new Float32Array(planes * (2 * stride + 3) * (size + 2) * images),
      product: stemProduct(to, kernel, bias, bounds),
      inHeight: size,
      inWidth: size,
      inPlanes: planes,
      outHeight: to.size,
      outWidth: to.size,
      count,
      images,
      stride,
      pad: shape.padding,
      rows: STEM_ROWS,
    },
    expected: () => stemReference(problem),
    outputLength: outChannels * to.pitch,
    flops: 2 * kernel.length * to.size * to.size * count,
  };
}

function stemProduct(
  to: MapLayout,
  kernel: Float32Array,
  bias: Float32Array,
  bounds: ReturnType<typeof limits>,
) {
  const inChannels = kernel.length / to.channels;
  const patchPitch = STEM_ROWS * to.size * to.images + 16;
  const fields = {
    input: new Float32Array(inChannels * patchPitch),
    output: 0,
    residual: 0,
    weights: packPanels(kernel, bias),
    inChannels,
    outChannels: to.channels,
    columns: 0,
    inPitch: 4 * patchPitch,
    outPitch: 4 * to.pitch,
    chunk: CHUNK,
    ...bounds,
  };
  return { kind: 'pointwise', fields } as const;
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
  return {
    label: label(shape),
    fields: { input, weights, bias, features, classes: outChannels },
    expected: () => classifyReference(input, kernel, bias),
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
