/**
 * A weights file of an int8 network, without its zeros. Little-endian, every part a multiple of four bytes:
 *
 *   file    'PLQ1' · uint32 number of layers · scale of the image · layers, those that have weights alone
 *   layer   uint8 encoding · 3 × uint8 0 · uint32 rows · uint32 output channels · uint32 non-zeros · scale of the output ·
 *           scale behind an addition · kernel · for each output channel the scale of its weights (float32) · its bias (int32)
 *   scale   float32 scale · int32 zero point
 *
 * How a kernel of int8 lies is said in kernelEncoding.ts. A pool's scale is that of its input.
 */
import type { Note, Outcome, Refusal } from '../base/outcome';
import { hasWeights, kernelSize } from '../model/costs';
import type { Layer, Network } from '../model/network';
import type {
  QuantisedLayer,
  QuantisedNetwork,
  TensorScale,
} from '../quantisation/quantisedNetwork';
import { note, refusal } from '../words/refusal';
import {
  formatOf,
  isEncoding,
  kernelBytes,
  readKernel,
  smallestEncoding,
  writeKernel,
  type Shape,
} from './kernelEncoding';
import { countNonZeros } from './sparseEncoding';

const MAGIC = 0x31514c50;
const SCALE = 8;
const FILE_HEADER = 8 + SCALE;
const LAYER_HEADER = 16 + 2 * SCALE;

/** Bytes of the weights where every zero is stored, headers left out: kernels, their scales, biases and maps' scales. */
export function int8DenseBytes(network: Network): number {
  return network.layers
    .filter(hasWeights)
    .reduce((sum, layer) => sum + kernelSize(layer) + vectorBytes(layer) + 2 * SCALE, SCALE);
}

/**
 * Length of what `encodeInt8` writes, from the counts alone.
 * @param nonZeros non-zeros in each layer's kernel, by layer index
 */
export function int8EncodedBytes(network: Network, nonZeros: readonly number[]): number {
  return network.layers.filter(hasWeights).reduce((sum, layer) => {
    const shape = shapeOf(layer, nonZeros[layer.index]);
    return sum + LAYER_HEADER + kernelBytes(smallestEncoding(shape), shape) + vectorBytes(layer);
  }, FILE_HEADER);
}

export function encodeInt8({ network, image, layers }: QuantisedNetwork): Uint8Array<ArrayBuffer> {
  const nonZeros = layers.map(({ kernel }) => countNonZeros(kernel));
  const bytes = new Uint8Array(int8EncodedBytes(network, nonZeros));
  const view = new DataView(bytes.buffer);
  const written = layers.filter(({ layer }) => hasWeights(layer));
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, written.length, true);
  writeScale(view, 8, image);
  let at = FILE_HEADER;
  for (const own of written) at = writeLayer(view, at, own, nonZeros[own.layer.index]);
  return bytes;
}

/** The inverse of `encodeInt8`. Refused with `weights-file` where the file is damaged, or of another network. */
export function decodeInt8(network: Network, bytes: Uint8Array): Outcome<QuantisedNetwork> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER || view.getUint32(0, true) !== MAGIC)
    return damaged(note('weights-file-start'));
  const expected = network.layers.filter(hasWeights).length;
  const count = view.getUint32(4, true);
  if (count !== expected) return damaged(note('weights-file-layers', { layers: count, expected }));
  const image = readScale(view, 8);
  const layers: QuantisedLayer[] = [];
  let at = FILE_HEADER;
  for (const layer of network.layers) {
    const input = layer.from === null ? image : layers[layer.from].sum;
    const read = hasWeights(layer) ? readLayer(view, at, layer, input) : carried(layer, input, at);
    if (!read.ok) return read;
    layers.push(read.value.layer);
    at = read.value.end;
  }
  if (at !== bytes.length)
    return damaged(note('weights-file-length', { bytes: bytes.length, expected: at }));
  return { ok: true, value: { network, image, layers } };
}

type ReadLayer = Outcome<{ readonly layer: QuantisedLayer; readonly end: number }>;

function carried(layer: Layer, input: TensorScale, end: number): ReadLayer {
  const scales = { input, output: input, sum: input };
  const nothing = {
    kernel: new Int8Array(0),
    kernelScales: new Float32Array(0),
    bias: new Int32Array(0),
  };
  return { ok: true, value: { layer: { layer, ...nothing, ...scales }, end } };
}

function damaged(cause: Note): Refusal {
  return refusal('weights-file', { cause });
}

function shapeOf(layer: Layer, nonZeros: number): Shape {
  const outputs = layer.outChannels;
  return { rows: kernelSize(layer) / outputs, outputs, nonZeros, format: formatOf('int8') };
}

function vectorBytes({ outChannels }: Layer): number {
  return 8 * outChannels;
}

function writeScale(view: DataView, at: number, { scale, zeroPoint }: TensorScale): void {
  view.setFloat32(at, scale, true);
  view.setInt32(at + 4, zeroPoint, true);
}

function readScale(view: DataView, at: number): TensorScale {
  return { scale: view.getFloat32(at, true), zeroPoint: view.getInt32(at + 4, true) };
}

function isScale({ scale, zeroPoint }: TensorScale): boolean {
  return scale > 0 && Number.isFinite(scale) && zeroPoint >= -128 && zeroPoint <= 127;
}

function writeLayer(
  view: DataView,
  start: number,
  { layer, kernel, kernelScales, bias, output, sum }: QuantisedLayer,
  nonZeros: number,
): number {
  const shape = shapeOf(layer, nonZeros);
  const encoding = smallestEncoding(shape);
  view.setUint8(start, encoding);
  [shape.rows, shape.outputs, nonZeros].forEach((value, i) =>
    view.setUint32(start + 4 + 4 * i, value, true),
  );
  writeScale(view, start + 16, output);
  writeScale(view, start + 16 + SCALE, sum);
  writeKernel(view, start + LAYER_HEADER, kernel, encoding, shape);
  const scales = start + LAYER_HEADER + kernelBytes(encoding, shape);
  const biases = scales + 4 * shape.outputs;
  kernelScales.forEach((scale, i) => view.setFloat32(scales + 4 * i, scale, true));
  bias.forEach((value, i) => view.setInt32(biases + 4 * i, value, true));
  return biases + 4 * shape.outputs;
}

function readLayer(view: DataView, start: number, layer: Layer, input: TensorScale): ReadLayer {
  const first = start + LAYER_HEADER;
  if (first > view.byteLength) return damaged(note('weights-file-end'));
  const encoding = view.getUint8(start);
  if (!isEncoding(encoding)) return damaged(note('kernel-encoding-unknown', { encoding }));
  const [rows, outputs, nonZeros] = [4, 8, 12].map((at) => view.getUint32(start + at, true));
  const shape = shapeOf(layer, nonZeros);
  const [output, sum] = [16, 16 + SCALE].map((at) => readScale(view, start + at));
  const fits = rows === shape.rows && outputs === shape.outputs && nonZeros <= rows * outputs;
  if (!fits || !isScale(output) || !isScale(sum))
    return damaged(note('weights-file-other', { layer: layer.name }));
  const scales = first + kernelBytes(encoding, shape);
  const biases = scales + 4 * outputs;
  const end = biases + 4 * outputs;
  if (end > view.byteLength) return damaged(note('weights-file-end'));
  const kernel = readKernel(view, first, encoding, shape) as Int8Array | null;
  if (!kernel) return damaged(note('kernel-indices'));
  const own = {
    kernel,
    kernelScales: Float32Array.from({ length: outputs }, (_, i) =>
      view.getFloat32(scales + 4 * i, true),
    ),
    bias: Int32Array.from({ length: outputs }, (_, i) => view.getInt32(biases + 4 * i, true)),
  };
  return { ok: true, value: { layer: { layer, ...own, input, output, sum }, end } };
}
