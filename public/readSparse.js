/**
 * Reads a network in the Pruning Lab's sparse format (.sparse) into float arrays. Copy this file freely (MIT licence).
 *
 *   import { readSparse } from './readSparse.js';
 *   const { header, arrays } = readSparse(await (await fetch('network.sparse')).arrayBuffer());
 *   arrays['stem/conv/kernel'];   // { shape: [3, 3, 3, 32], values: Float32Array }
 *
 * Little-endian, every part a multiple of four bytes:
 *   file     'PLSP' · uint32 bytes of the header · header (JSON, blanks behind it) · weights
 *   weights  'PLW1' · uint32 number of layers · layers
 *   layer    uint8 encoding · uint8 1 = batch normalisation, 0 = bias · uint16 0 · uint32 rows ·
 *            uint32 output channels · uint32 non-zeros · kernel · γ, β, mean, variance or the bias (float32)
 * A kernel is a matrix of rows × output channels, laid out as TensorFlow's:
 *   0 dense    every value (float32), row after row
 *   1 bitmask  one bit a value, row after row, the first in the lowest bit · padding · non-zeros (float32)
 *   2 indices  for each output channel the number of its non-zeros (uint16) · their rows (uint16), channel
 *              after channel · padding · the values in the same order (float32)
 */
const MOST_VALUES = 2 ** 27;

/** @param {ArrayBuffer | Uint8Array} file @throws {Error} with a sentence, where it is damaged */
export function readSparse(file) {
  const bytes = new Uint8Array(file);
  if (text(bytes, 0, 4) !== 'PLSP') throw new Error('This is no file of the sparse format.');
  try {
    return contentOf(bytes, new DataView(bytes.buffer));
  } catch (cause) {
    throw new Error(`The file cannot be read: ${cause.message}`, { cause });
  }
}

function contentOf(bytes, view) {
  const weights = 8 + view.getUint32(4, true);
  const header = JSON.parse(text(bytes, 8, weights));
  const sizes = header.arrays.map(({ shape }) => shape.reduce((size, side) => size * side, 1));
  const sum = sizes.reduce((before, size) => before + Math.abs(size), 0);
  check(sum <= MOST_VALUES, 'its arrays are too large.');
  check(header.version === 1, 'it is of another version.');
  check(text(bytes, weights, weights + 4) === 'PLW1', 'its weights do not begin with PLW1.');
  const read = [];
  const next = (size) => {
    check(size === sizes[read.length], 'its weights have other shapes than its header says.');
    return (read[read.length] = new Float32Array(size));
  };
  let at = weights + 8;
  for (let left = view.getUint32(weights + 4, true); left > 0; left--)
    at = readLayer(view, at, next);
  check(at === bytes.length && read.length === sizes.length, 'its length is not as it says.');
  const named = header.arrays.map(({ name, shape }, i) => [name, { shape, values: read[i] }]);
  return { header, arrays: Object.fromEntries(named) };
}

/** @param next makes the next array @returns where the next layer begins */
function readLayer(view, start, next) {
  const [rows, outputs, nonZeros] = [4, 8, 12].map((at) => view.getUint32(start + at, true));
  const readKernel = [readDense, readBitmask, readIndices][view.getUint8(start)];
  check(readKernel && nonZeros <= rows * outputs, 'the header of a kernel is damaged.');
  let at = readKernel(view, start + 16, next(rows * outputs), { rows, outputs, nonZeros });
  for (let left = view.getUint8(start + 1) === 1 ? 4 : 1; left > 0; left--)
    at = readDense(view, at, next(outputs));
  return at;
}

function readDense(view, start, values) {
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(start + 4 * i, true);
  return start + 4 * values.length;
}

function readBitmask(view, start, kernel, { nonZeros }) {
  const first = start + padded(Math.ceil(kernel.length / 8));
  let at = first;
  for (let i = 0; i < kernel.length; i++) {
    if (!(view.getUint8(start + (i >> 3)) & (1 << (i & 7)))) continue;
    kernel[i] = view.getFloat32(at, true);
    at += 4;
  }
  check(at === first + 4 * nonZeros, 'a bitmask has another number of values than it says.');
  return at;
}

function readIndices(view, start, kernel, { rows, outputs, nonZeros }) {
  const values = start + padded(2 * outputs + 2 * nonZeros);
  let read = 0;
  for (let output = 0; output < outputs; output++) {
    for (const end = read + view.getUint16(start + 2 * output, true); read < end; read++) {
      const row = view.getUint16(start + 2 * (outputs + read), true);
      check(row < rows, 'an index lies outside of its kernel.');
      kernel[row * outputs + output] = view.getFloat32(values + 4 * read, true);
    }
  }
  check(read === nonZeros, 'a kernel has another number of indices than it says.');
  return values + 4 * nonZeros;
}

const text = (bytes, from, to) => new TextDecoder().decode(bytes.subarray(from, to));
const padded = (bytes) => Math.ceil(bytes / 4) * 4;

function check(right, otherwise) {
  if (!right) throw new Error(otherwise);
}
