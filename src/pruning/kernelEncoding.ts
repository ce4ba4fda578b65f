/**
 * How a kernel lies in a weights file: a matrix of rows × output channels (27 rows in an RGB stem, 9 in a depthwise layer,
 * else the inputs), kept in whichever of these is the smallest, the first of equals:
 *
 *   0 dense    every value, row after row · padding
 *   1 bitmask  one bit a value, row after row, the first in the lowest bit · padding · non-zeros · padding
 *   2 indices  for each output channel the number of its non-zeros (uint16) · their rows (uint16), channel
 *              after channel · padding · the values in the same order · padding
 *
 * Little-endian; every part is padded to a multiple of four bytes.
 */
import { fromFloat16, toFloat16 } from '../base/float16';
import type { Precision } from './precisions';

const DENSE = 0;
const BITMASK = 1;
const INDICES = 2;
export type Encoding = typeof DENSE | typeof BITMASK | typeof INDICES;

/** Whether a file's number is one of these. */
export function isEncoding(number: number): number is Encoding {
  return number <= INDICES;
}

/** Values of a kernel, in float32 or whole numbers. */
export type Kernel = Float32Array | Int8Array;

/** How the values of kernels lie in a file; the place in the list is their number there. */
export interface ValueFormat {
  readonly precision: Precision;
  /** Of one value. */
  readonly bytes: number;
  /** What is written of a kernel, value by value. */
  readonly stored: (kernel: Kernel) => Kernel | Uint16Array;
  readonly write: (view: DataView, at: number, stored: number) => void;
  readonly read: (view: DataView, from: number, count: number) => Kernel;
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
    stored: (kernel) => toFloat16(Float32Array.from(kernel)),
    write: (view, at, stored) => view.setUint16(at, stored, true),
    read: (view, from, count) =>
      fromFloat16(
        Uint16Array.from({ length: count }, (_, i) => view.getUint16(from + 2 * i, true)),
      ),
  },
  {
    precision: 'int8',
    bytes: 1,
    stored: (kernel) => kernel,
    write: (view, at, stored) => view.setInt8(at, stored),
    read: (view, from, count) => new Int8Array(view.buffer, view.byteOffset + from, count).slice(),
  },
];

/** Undefined where a file names one that there is not. */
export function formatNumbered(number: number): ValueFormat | undefined {
  return FORMATS[number];
}

export function formatNumber(format: ValueFormat): number {
  return FORMATS.indexOf(format);
}

export function formatOf(precision: Precision): ValueFormat {
  return FORMATS.find((format) => format.precision === precision)!;
}

/** A kernel as a matrix. */
export interface Shape {
  readonly rows: number;
  readonly outputs: number;
  readonly nonZeros: number;
  readonly format: ValueFormat;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

export function smallestEncoding(shape: Shape): Encoding {
  let best: Encoding = DENSE;
  for (const candidate of [BITMASK, INDICES] as const) {
    if (candidate === INDICES && shape.rows > 0xffff) continue;
    if (kernelBytes(candidate, shape) < kernelBytes(best, shape)) best = candidate;
  }
  return best;
}

export function kernelBytes(
  encoding: Encoding,
  { rows, outputs, nonZeros, format }: Shape,
): number {
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

export function writeKernel(
  view: DataView,
  start: number,
  kernel: Kernel,
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
  kernel: Kernel,
  { bytes, stored, write }: ValueFormat,
): void {
  stored(kernel).forEach((value, i) => write(view, start + bytes * i, value));
}

function writeBitmask(view: DataView, start: number, kernel: Kernel, format: ValueFormat): void {
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
  kernel: Kernel,
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

export function readFloats(view: DataView, start: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => view.getFloat32(start + 4 * i, true));
}

/** Null where the bits or indices contradict the header. */
export function readKernel(
  view: DataView,
  start: number,
  encoding: Encoding,
  shape: Shape,
): Kernel | null {
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
): Kernel | null {
  const size = rows * outputs;
  const values = format.read(view, start + padded(Math.ceil(size / 8)), nonZeros);
  const kernel = zerosLike(values, size);
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
): Kernel | null {
  const indices = start + 2 * outputs;
  const values = format.read(view, start + padded(2 * outputs + 2 * nonZeros), nonZeros);
  const kernel = zerosLike(values, rows * outputs);
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

function zerosLike(values: Kernel, size: number): Kernel {
  return values instanceof Int8Array ? new Int8Array(size) : new Float32Array(size);
}
