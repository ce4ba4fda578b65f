/**
 * Reads a network in the Pruning Lab's sparse format (.sparse) into float arrays. Copy this file freely (MIT).
 *
 *   import { readSparse } from './readSparse.js';
 *   const response = await fetch('network.sparse');
 *   const { header, arrays } = readSparse(await response.arrayBuffer());
 *   arrays['stem/conv/kernel'];   // { shape: [3, 3, 3, 32], values: Float32Array }
 *
 * Little-endian, every part a multiple of four bytes:
 *
 *   file     'PLSP' · uint32 bytes of the header · header (JSON, blanks behind it) · weights
 *   weights  'PLW1' · uint32 number of layers · layers
 *   layer    uint8 encoding · uint8 1 = batch normalisation, 0 = bias · uint16 0 · uint32 rows ·
 *            uint32 output channels · uint32 non-zeros · kernel · γ, β, mean, variance or the bias (float32)
 *
 * A kernel is a matrix of rows × output channels: as TensorFlow lays it out, its last axis of output channels.
 *
 *   0 dense    every value (float32), row after row
 *   1 bitmask  one bit a value, row after row, the first in the lowest bit · padding · non-zeros (float32)
 *   2 indices  for each output channel the number of its non-zeros (uint16) · their rows (uint16), channel
 *              after channel · padding · the values in the same order (float32)
 */

const LAYER_HEADER = 16;
const VECTORS = { norm: 4, bias: 1 };

/** @param {ArrayBuffer} buffer @returns {{ header: object, arrays: Record<string, { shape: number[], values: Float32Array }> }} */
export function readSparse(buffer) {
  const view = new DataView(buffer);
  const text = (at, length) => new TextDecoder().decode(new Uint8Array(buffer, at, length));
  if (text(0, 4) !== 'PLSP') throw new Error('This is no file of the sparse format.');
  let at = 8 + view.getUint32(4, true);
  const header = JSON.parse(text(8, at - 8));
  if (text(at, 4) !== 'PLW1') throw new Error('Its weights are damaged.');
  const layers = view.getUint32(at + 4, true);
  at += 8;
  const values = [];
  for (let layer = 0; layer < layers; layer++) at = readLayer(view, at, values);
  const named = header.arrays.map(({ name, shape }, i) => [name, { shape, values: values[i] }]);
  return { header, arrays: Object.fromEntries(named) };
}

/** Adds the layer's kernel and vectors to `values`. @returns where the next layer begins */
function readLayer(view, start, values) {
  const read = [readDense, readBitmask, readIndices][view.getUint8(start)];
  const vectors = view.getUint8(start + 1) === 1 ? VECTORS.norm : VECTORS.bias;
  const rows = view.getUint32(start + 4, true);
  const outputs = view.getUint32(start + 8, true);
  const nonZeros = view.getUint32(start + 12, true);
  const kernel = new Float32Array(rows * outputs);
  values.push(kernel);
  let at = read(view, start + LAYER_HEADER, kernel, { rows, outputs, nonZeros });
  for (let i = 0; i < vectors; i++) {
    const vector = new Float32Array(outputs);
    values.push(vector);
    at = readDense(view, at, vector);
  }
  return at;
}

function readDense(view, start, values) {
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(start + 4 * i, true);
  return start + 4 * values.length;
}

function readBitmask(view, start, kernel) {
  let at = start + padded(Math.ceil(kernel.length / 8));
  for (let i = 0; i < kernel.length; i++) {
    if (!(view.getUint8(start + (i >> 3)) & (1 << (i & 7)))) continue;
    kernel[i] = view.getFloat32(at, true);
    at += 4;
  }
  return at;
}

function readIndices(view, start, kernel, { outputs, nonZeros }) {
  let index = start + 2 * outputs;
  let at = start + padded(2 * outputs + 2 * nonZeros);
  for (let output = 0; output < outputs; output++) {
    const end = index + 2 * view.getUint16(start + 2 * output, true);
    for (; index < end; index += 2, at += 4)
      kernel[view.getUint16(index, true) * outputs + output] = view.getFloat32(at, true);
  }
  return at;
}

function padded(bytes) {
  return Math.ceil(bytes / 4) * 4;
}
