/**
 * A weights file that does not store zeros. Little-endian, every part a multiple of four bytes:
 *
 *   file    'PLW1' · uint32 number of layers · layers, those that have weights alone
 *   layer   uint8 encoding · uint8 1 = batch normalisation, 0 = bias · uint8 values · uint8 0 · uint32 rows ·
 *           uint32 output channels · uint32 non-zeros · kernel · γ, β, mean, variance or the bias (float32)
 *
 * A kernel's values are 0 = float32 or 1 = float16. It is a matrix of rows × output channels (27 rows in an RGB stem, 9 in
 * a depthwise layer, else the inputs), kept in whichever of these is the smallest, the first of equals:
 *
 *   0 dense    every value, row after row · padding
 *   1 bitmask  one bit a value, row after row, the first in the lowest bit · padding · non-zeros · padding
 *   2 indices  for each output channel the number of its non-zeros (uint16) · their rows (uint16), channel
 *              after channel · padding · the values in the same order · padding
 */
import type { Note, Outcome, Refusal } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import { fromFloat16, toFloat16 } from '../base/float16';
import { hasNorm, hasWeights, kernelSize } from '../model/costs';
import type { BatchNorm, Layer, LayerWeights, Network, Weights } from '../model/network';
import { USUAL_PRECISION, type Precision } from './precisions';

const MAGIC = 0x31574c50;
const FILE_HEADER = 8;
const LAYER_HEADER = 16;
const DENSE = 0;
const BITMASK = 1;
const INDICES = 2;
type Encoding = typeof DENSE | typeof BITMASK | typeof INDICES;

/** How the values of kernels lie in a file; the place in the list is their number there. */
interface ValueFormat {
  readonly precision: Precision;
  /** Of one value. */
  readonly bytes: number;
  /** What is written of a kernel, value by value. */
  readonly stored: (kernel: Float32Array) => Float32Array | Uint16Array;
  readonly write: (view: DataView, at: number, stored: number) => void;
  readonly read: (view: DataView, from: number, count: number) => Float32Array;
}

const FORMATS: readonly ValueFormat[] = [
  {
    precision: 'float32',
    bytes: 4,
    stored: (kernel) => kernel,
    write: (view, at, stored) => view.setFloat32(at, stored, true),
    read: readFloats,
  },
  {
    precision: 'float16',
    bytes: 2,
    stored: toFloat16,
    write: (view, at, stored) => view.setUint16(at, stored, true),
    read: (view, from, count) =>
      fromFloat16(
        Uint16Array.from({ length: count }, (_, i) => view.getUint16(from + 2 * i, true)),
      ),
  },
];

function formatOf(precision: Precision): ValueFormat {
  return FORMATS.find((format) => format.precision === precision)!;
}

interface Shape {
  readonly rows: number;
  readonly outputs: number;
  readonly nonZeros: number;
  readonly format: ValueFormat;
}

/** Bytes of the weights file in which every zero is stored: kernels, and in float32 BN vectors and the bias. */
export function denseBytes(network: Network, precision: Precision = USUAL_PRECISION): number {
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
  precision: Precision = USUAL_PRECISION,
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
  precision: Precision = USUAL_PRECISION,
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

export function countNonZeros(values: Float32Array): number {
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

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

function smallestEncoding(shape: Shape): Encoding {
  let best: Encoding = DENSE;
  for (const candidate of [BITMASK, INDICES] as const) {
    if (candidate === INDICES && shape.rows > 0xffff) continue;
    if (kernelBytes(candidate, shape) < kernelBytes(best, shape)) best = candidate;
  }
  return best;
}

function kernelBytes(encoding: Encoding, { rows, outputs, nonZeros, format }: Shape): number {
  const values = padded(format.bytes * nonZeros);
  switch (encoding) {
    case DENSE:
      return padded(format.bytes * rows * outputs);
    case BITMASK:
      return padded(Math.ceil((rows * outputs) / 8)) + values;
    case INDICES:
      return padded(2 * outputs + 2 * nonZeros) + values;
  }
}

function writeLayer(view: DataView, start: number, layer: LayerWeights, shape: Shape): number {
  const encoding = smallestEncoding(shape);
  view.setUint8(start, encoding);
  view.setUint8(start + 1, layer.norm ? 1 : 0);
  view.setUint8(start + 2, FORMATS.indexOf(shape.format));
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

function writeKernel(
  view: DataView,
  start: number,
  kernel: Float32Array,
  encoding: Encoding,
  shape: Shape,
): void {
  switch (encoding) {
    case DENSE:
      writeDense(view, start, kernel, shape.format);
      return;
    case BITMASK:
      writeBitmask(view, start, kernel, shape.format);
      return;
    case INDICES:
      writeIndices(view, start, kernel, shape);
  }
}

function writeDense(
  view: DataView,
  start: number,
  kernel: Float32Array,
  { bytes, stored, write }: ValueFormat,
): void {
  stored(kernel).forEach((value, i) => write(view, start + bytes * i, value));
}

function writeBitmask(
  view: DataView,
  start: number,
  kernel: Float32Array,
  format: ValueFormat,
): void {
  const stored = format.stored(kernel);
  let value = start + padded(Math.ceil(kernel.length / 8));
  for (let i = 0; i < kernel.length; i++) {
    if (kernel[i] === 0) continue;
    const at = start + (i >> 3);
    view.setUint8(at, view.getUint8(at) | (1 << (i & 7)));
    format.write(view, value, stored[i]);
    value += format.bytes;
  }
}

function writeIndices(
  view: DataView,
  start: number,
  kernel: Float32Array,
  { rows, outputs, nonZeros, format }: Shape,
): void {
  const stored = format.stored(kernel);
  let index = start + 2 * outputs;
  let value = start + padded(2 * outputs + 2 * nonZeros);
  for (let output = 0; output < outputs; output++) {
    const first = index;
    for (let row = 0; row < rows; row++) {
      const at = row * outputs + output;
      if (kernel[at] === 0) continue;
      view.setUint16(index, row, true);
      format.write(view, value, stored[at]);
      index += 2;
      value += format.bytes;
    }
    view.setUint16(start + 2 * output, (index - first) / 2, true);
  }
}

function readLayer(
  view: DataView,
  start: number,
  wanted: Layer,
): Outcome<{ layer: LayerWeights; end: number }> {
  if (start + LAYER_HEADER > view.byteLength) return damaged(note('weights-file-end'));
  const encoding = view.getUint8(start) as Encoding;
  const normed = view.getUint8(start + 1) === 1;
  const format = FORMATS[view.getUint8(start + 2)];
  if (!format)
    return damaged(note('kernel-encoding-unknown', { encoding: view.getUint8(start + 2) }));
  const shape = {
    format,
    rows: view.getUint32(start + 4, true),
    outputs: view.getUint32(start + 8, true),
    nonZeros: view.getUint32(start + 12, true),
  };
  if (encoding > INDICES) return damaged(note('kernel-encoding-unknown', { encoding }));
  if (normed !== hasNorm(wanted) || !fits(shape, wanted))
    return damaged(note('weights-file-other', { layer: wanted.name }));
  const kernelStart = start + LAYER_HEADER;
  const vectors = kernelStart + kernelBytes(encoding, shape);
  const end = vectors + vectorBytes(wanted);
  if (end > view.byteLength) return damaged(note('weights-file-end'));
  const kernel = readKernel(view, kernelStart, encoding, shape);
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

function readFloats(view: DataView, start: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => view.getFloat32(start + 4 * i, true));
}

/** Null where the bits or indices contradict the header. */
function readKernel(
  view: DataView,
  start: number,
  encoding: Encoding,
  shape: Shape,
): Float32Array | null {
  switch (encoding) {
    case DENSE:
      return shape.format.read(view, start, shape.rows * shape.outputs);
    case BITMASK:
      return readBitmask(view, start, shape);
    case INDICES:
      return readIndices(view, start, shape);
  }
}

function readBitmask(
  view: DataView,
  start: number,
  { rows, outputs, nonZeros, format }: Shape,
): Float32Array | null {
  const size = rows * outputs;
  const values = format.read(view, start + padded(Math.ceil(size / 8)), nonZeros);
  const kernel = new Float32Array(size);
  let read = 0;
  for (let i = 0; i < size; i++) {
    if (!(view.getUint8(start + (i >> 3)) & (1 << (i & 7)))) continue;
    if (read === nonZeros) return null;
    kernel[i] = values[read++];
  }
  return read === nonZeros ? kernel : null;
}

function readIndices(
  view: DataView,
  start: number,
  { rows, outputs, nonZeros, format }: Shape,
): Float32Array | null {
  const indices = start + 2 * outputs;
  const values = format.read(view, start + padded(2 * outputs + 2 * nonZeros), nonZeros);
  const kernel = new Float32Array(rows * outputs);
  let read = 0;
  for (let output = 0; output < outputs; output++) {
    const last = read + view.getUint16(start + 2 * output, true);
    if (last > nonZeros) return null;
    for (; read < last; read++) {
      const row = view.getUint16(indices + 2 * read, true);
      if (row >= rows) return null;
      kernel[row * outputs + output] = values[read];
    }
  }
  return read === nonZeros ? kernel : null;
}
