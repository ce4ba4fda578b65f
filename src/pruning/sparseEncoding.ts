/**
 * A weights file that does not store zeros. Little-endian, every part a multiple of four bytes:
 *
 *   file    'PLW1' · uint32 number of layers · layers, those that have weights alone
 *   layer   uint8 encoding · uint8 1 = batch normalisation, 0 = bias · uint8 values · uint8 0 · uint32 rows ·
 *           uint32 output channels · uint32 non-zeros · kernel · γ, β, mean, variance or the bias (float32)
 *
 * A kernel's values are 0 = float32 or 1 = float16; how they lie is said in kernelEncoding.ts.
 */
import type { Note, Outcome, Refusal } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import { hasNorm, hasWeights, kernelSize } from '../model/costs';
import type { BatchNorm, Layer, LayerWeights, Network, Weights } from '../model/network';
import {
  formatNumber,
  formatNumbered,
  formatOf,
  isEncoding,
  kernelBytes,
  readFloats,
  readKernel,
  smallestEncoding,
  writeKernel,
  type Shape,
} from './kernelEncoding';
import { USUAL_PRECISION, type FloatPrecision } from './precisions';

const MAGIC = 0x31574c50;
const FILE_HEADER = 8;
const LAYER_HEADER = 16;
/** Bytes of the weights file in which every zero is stored: kernels, and in float32 BN vectors and the bias. */
export function denseBytes(network: Network, precision: FloatPrecision = USUAL_PRECISION): number {
  const { bytes } = formatOf(precision);
  return network.layers.reduce(
    (sum, layer) => sum + bytes * kernelSize(layer) + vectorBytes(layer),
    0,
  );
}

/**
 * Length of what `encodeWeights` writes, from the counts alone.
 * @param nonZeros non-zeros in each layer's kernel, by layer index; a missing entry means that it has no zeros
 */
export function encodedBytes(
  network: Network,
  nonZeros: readonly (number | undefined)[] = [],
  precision: FloatPrecision = USUAL_PRECISION,
): number {
  const format = formatOf(precision);
  let bytes = FILE_HEADER;
  for (const layer of network.layers.filter(hasWeights)) {
    const size = kernelSize(layer);
    const outputs = layer.outChannels;
    const shape = {
      rows: size / outputs,
      outputs,
      nonZeros: nonZeros[layer.index] ?? size,
      format,
    };
    bytes += LAYER_HEADER + kernelBytes(smallestEncoding(shape), shape) + vectorBytes(layer);
  }
  return bytes;
}

/** @param precision of kernels; what does not fit into it is rounded */
export function encodeWeights(
  network: Network,
  weights: Weights,
  precision: FloatPrecision = USUAL_PRECISION,
): Uint8Array<ArrayBuffer> {
  const nonZeros = weights.map(({ kernel }) => countNonZeros(kernel));
  const bytes = new Uint8Array(encodedBytes(network, nonZeros, precision));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  const layers = network.layers.filter(hasWeights);
  view.setUint32(4, layers.length, true);
  let at = FILE_HEADER;
  for (const { index, outChannels } of layers) {
    const rows = weights[index].kernel.length / outChannels;
    at = writeLayer(view, at, weights[index], {
      rows,
      outputs: outChannels,
      nonZeros: nonZeros[index],
      format: formatOf(precision),
    });
  }
  return bytes;
}

/**
 * The inverse of `encodeWeights`, layers without weights left out; −0 comes back as 0 in a kernel without its zeros.
 * Refused with `weights-file` where the file is damaged, or holds the weights of another network: room is made for the
 * kernels of this one alone.
 */
export function decodeWeights(network: Network, bytes: Uint8Array): Outcome<Weights> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER || view.getUint32(0, true) !== MAGIC) {
    return damaged(note('weights-file-start'));
  }
  const layers: LayerWeights[] = [];
  const wanted = network.layers.filter(hasWeights);
  const count = view.getUint32(4, true);
  if (count !== wanted.length)
    return damaged(note('weights-file-layers', { layers: count, expected: wanted.length }));
  let at = FILE_HEADER;
  for (const layer of wanted) {
    const read = readLayer(view, at, layer);
    if (!read.ok) return read;
    layers.push(read.value.layer);
    at = read.value.end;
  }
  if (at !== bytes.length) {
    return damaged(note('weights-file-length', { bytes: bytes.length, expected: at }));
  }
  return { ok: true, value: layers };
}

export function countNonZeros(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) count++;
  return count;
}

function damaged(cause: Note): Refusal {
  return refusal('weights-file', { cause });
}

/** γ, β, mean and variance, or one bias an output. */
function vectorBytes(layer: Layer): number {
  if (!hasWeights(layer)) return 0;
  return 4 * layer.outChannels * (hasNorm(layer) ? 4 : 1);
}

function writeLayer(view: DataView, start: number, layer: LayerWeights, shape: Shape): number {
  const encoding = smallestEncoding(shape);
  view.setUint8(start, encoding);
  view.setUint8(start + 1, layer.norm ? 1 : 0);
  view.setUint8(start + 2, formatNumber(shape.format));
  view.setUint32(start + 4, shape.rows, true);
  view.setUint32(start + 8, shape.outputs, true);
  view.setUint32(start + 12, shape.nonZeros, true);
  const kernel = start + LAYER_HEADER;
  writeKernel(view, kernel, layer.kernel, encoding, shape);
  let at = kernel + kernelBytes(encoding, shape);
  for (const vector of vectorsOf(layer)) at = writeFloats(view, at, vector);
  return at;
}

function vectorsOf({ norm, bias }: LayerWeights): Float32Array[] {
  if (norm) return [norm.gamma, norm.beta, norm.mean, norm.variance];
  return bias ? [bias] : [];
}

function writeFloats(view: DataView, start: number, values: Float32Array): number {
  for (let i = 0; i < values.length; i++) view.setFloat32(start + 4 * i, values[i], true);
  return start + 4 * values.length;
}

function readLayer(
  view: DataView,
  start: number,
  wanted: Layer,
): Outcome<{ layer: LayerWeights; end: number }> {
  if (start + LAYER_HEADER > view.byteLength) return damaged(note('weights-file-end'));
  const encoding = view.getUint8(start);
  const normed = view.getUint8(start + 1) === 1;
  const format = formatNumbered(view.getUint8(start + 2));
  if (!format || format.precision === 'int8')
    return damaged(note('kernel-encoding-unknown', { encoding: view.getUint8(start + 2) }));
  const shape = {
    format,
    rows: view.getUint32(start + 4, true),
    outputs: view.getUint32(start + 8, true),
    nonZeros: view.getUint32(start + 12, true),
  };
  if (!isEncoding(encoding)) return damaged(note('kernel-encoding-unknown', { encoding }));
  if (normed !== hasNorm(wanted) || !fits(shape, wanted))
    return damaged(note('weights-file-other', { layer: wanted.name }));
  const kernelStart = start + LAYER_HEADER;
  const vectors = kernelStart + kernelBytes(encoding, shape);
  const end = vectors + vectorBytes(wanted);
  if (end > view.byteLength) return damaged(note('weights-file-end'));
  const kernel = readKernel(view, kernelStart, encoding, shape) as Float32Array | null;
  if (!kernel) return damaged(note('kernel-indices'));
  const vector = (n: number) => readFloats(view, vectors + 4 * n * shape.outputs, shape.outputs);
  const norm: BatchNorm | null = normed
    ? { gamma: vector(0), beta: vector(1), mean: vector(2), variance: vector(3) }
    : null;
  return { ok: true, value: { layer: { kernel, norm, bias: normed ? null : vector(0) }, end } };
}

function fits({ rows, outputs, nonZeros }: Shape, layer: Layer): boolean {
  const size = kernelSize(layer);
  return outputs === layer.outChannels && rows * outputs === size && nonZeros <= size;
}
