/** Weights in the order in which the int8 kernels read them. Kernels are given as TF.js has them: [in][out]. */
import { quadsOf } from '../memory/quadLayout';
import { storedNumber, type Multiplication, type Way } from './multiplication';

/** A layer's numbers, as `QuantisedLayer` has them. */
export interface Int8Weights {
  readonly kernel: Int8Array;
  /** One an output channel, and so are the factors. */
  readonly bias: Int32Array;
  /** Of the sums. */
  readonly factors: Float32Array;
  /** Of the map that is read. */
  readonly zeroPoint: number;
}

/** Biases and factors of a quad. */
export const HEADER_BYTES = 32;

/** What `sparse…` keeps four channels' results in. */
export const SPARSE_SCRATCH_BYTES = 128;

/** Bytes of the weights of one quad of inputs and four outputs. */
export function quadBytes(way: Way): number {
  return way === 'wide' ? 32 : 16;
}

/** Bytes of a quad of inputs in a sparse row: its distance, and the weights of one output. */
export function entryBytes(way: Way): number {
  return 4 + quadBytes(way) / 4;
}

/**
 * For `product…`: for each quad of outputs 4 biases (int32), 4 factors (float32) and [in / 4][4 outputs][4 inputs]; `wide`
 * has even and odd inputs as 16 bits each: [in / 4][2][4 outputs][2 inputs].
 */
export function packProduct(weights: Int8Weights, multiplication: Multiplication): Uint8Array {
  const { kernel, bias } = weights;
  const outChannels = bias.length;
  const inChannels = kernel.length / outChannels;
  const inQuads = quadsOf(inChannels);
  const step = HEADER_BYTES + inQuads * quadBytes(multiplication.way);
  const packed = new Packed(step * quadsOf(outChannels), multiplication.way);
  const biases = storedBiases(weights, multiplication);
  for (let out = 0; out < outChannels; out++) {
    const start = (out >> 2) * step;
    packed.putHeader(start, out & 3, biases[out], weights.factors[out]);
    for (let i = 0; i < inChannels; i++) {
      const quad = start + HEADER_BYTES + (i >> 2) * quadBytes(multiplication.way);
      packed.putWeight(quad, out & 3, i & 3, kernel[i * outChannels + out]);
    }
  }
  return packed.bytes;
}

export interface SparseInt8Weights {
  /** For each quad of outputs 4 biases and 4 factors. */
  readonly headers: Uint8Array;
  /** Entries of each output channel, up to a whole quad of them. */
  readonly counts: Uint16Array;
  /** For each entry the distance of its quad of inputs and its weights, as in `packProduct`. */
  readonly entries: Uint8Array;
}

/**
 * For `sparse…`: of each output channel the quads of inputs that have a weight.
 * @param inPitch bytes from one quad of inputs to the next
 */
export function packSparse(
  weights: Int8Weights,
  inPitch: number,
  multiplication: Multiplication,
): SparseInt8Weights {
  const { kernel, bias, factors } = weights;
  const { way } = multiplication;
  const outQuads = quadsOf(bias.length);
  const counts = new Uint16Array(4 * outQuads);
  const bytes = entryBytes(way);
  const rows = Array.from(bias, (_, out) => filledQuads(kernel, out, bias.length));
  // Pairs of quads are multiplied at a time; a row's odd one has another beside it, of zeros.
  const unit = way === 'pairs' ? 2 : 1;
  rows.forEach((row, out) => (counts[out] = Math.ceil(row.length / unit) * unit));
  const headers = new Packed(HEADER_BYTES * outQuads, way);
  const entries = new Packed(bytes * counts.reduce((sum, count) => sum + count, 0), way);
  const biases = storedBiases(weights, multiplication);
  let start = 0;
  rows.forEach((row, out) => {
    headers.putHeader(HEADER_BYTES * (out >> 2), out & 3, biases[out], factors[out]);
    row.forEach((quad, i) => {
      const inputs = [0, 1, 2, 3].map((k) => kernel[(4 * quad + k) * bias.length + out] ?? 0);
      entries.putEntry(start + bytes * i, quad * inPitch, inputs);
    });
    start += bytes * counts[out];
  });
  return { headers: headers.bytes, counts, entries: entries.bytes };
}

/** Quads of inputs of which an output has a weight. */
function filledQuads(kernel: Int8Array, out: number, outChannels: number): number[] {
  const quads: number[] = [];
  for (let i = 0, at = out; at < kernel.length; i++, at += outChannels) {
    const quad = i >> 2;
    if (kernel[at] !== 0 && quads[quads.length - 1] !== quad) quads.push(quad);
  }
  return quads;
}

/** Share of an output's quads of inputs without a weight, in [0, 1]. */
export function zeroQuadShare(kernel: Int8Array, outChannels: number): number {
  const quads = quadsOf(kernel.length / outChannels) * outChannels;
  let filled = 0;
  for (let out = 0; out < outChannels; out++)
    filled += filledQuads(kernel, out, outChannels).length;
  return 1 - filled / quads;
}

/**
 * For `depthwise…`, of a kernel [side][side][channels]: for each quad of channels 4 biases, 4 factors, and for each row of
 * taps, by fours, [4 channels][4 taps]; `wide` has [2][4 channels][2 taps] of 16 bits.
 */
export function packDepthwise(
  weights: Int8Weights,
  kernelSide: number,
  multiplication: Multiplication,
): Uint8Array {
  const { kernel, bias } = weights;
  const channels = bias.length;
  const quad = quadBytes(multiplication.way);
  const groups = quadsOf(kernelSide);
  const step = HEADER_BYTES + kernelSide * groups * quad;
  const packed = new Packed(step * quadsOf(channels), multiplication.way);
  const biases = storedBiases(weights, multiplication);
  for (let c = 0; c < channels; c++) {
    const start = (c >> 2) * step;
    packed.putHeader(start, c & 3, biases[c], weights.factors[c]);
    for (let tap = 0; tap < kernelSide ** 2; tap++) {
      const [y, x] = [Math.floor(tap / kernelSide), tap % kernelSide];
      const group = start + HEADER_BYTES + (y * groups + (x >> 2)) * quad;
      packed.putWeight(group, c & 3, x & 3, kernel[tap * channels + c]);
    }
  }
  return packed.bytes;
}

/**
 * The kernel [side][side][in][out] of a convolution as that of a product over its patches, whose rows are
 * [in / 4][tap][4]; rows of channels that are not there are zeros.
 */
export function patchKernel(kernel: Int8Array, kernelSide: number, outChannels: number): Int8Array {
  const taps = kernelSide ** 2;
  const inChannels = kernel.length / (taps * outChannels);
  const rows = new Int8Array(4 * quadsOf(inChannels) * taps * outChannels);
  for (let tap = 0; tap < taps; tap++) {
    for (let i = 0; i < inChannels; i++) {
      const from = (tap * inChannels + i) * outChannels;
      const to = (((i >> 2) * taps + tap) * 4 + (i & 3)) * outChannels;
      rows.set(kernel.subarray(from, from + outChannels), to);
    }
  }
  return rows;
}

/** Biases with what the zero point of the stored inputs adds to every sum. */
function storedBiases(weights: Int8Weights, multiplication: Multiplication): Int32Array {
  const { kernel, bias, zeroPoint } = weights;
  const sums = new Float64Array(bias.length);
  for (let i = 0; i < kernel.length; i++) sums[i % bias.length] += kernel[i];
  const zero = storedNumber(zeroPoint, multiplication);
  return bias.map((value, out) => value - zero * sums[out]);
}

/** The little-endian bytes of biases, factors and weights. */
class Packed {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly way: Way;

  constructor(bytes: number, way: Way) {
    this.bytes = new Uint8Array(bytes);
    this.view = new DataView(this.bytes.buffer);
    this.way = way;
  }

  putHeader(at: number, channel: number, bias: number, factor: number): void {
    this.view.setInt32(at + 4 * channel, bias, true);
    this.view.setFloat32(at + 16 + 4 * channel, factor, true);
  }

  /** Of one output and a quad of inputs. */
  putEntry(at: number, distance: number, weights: readonly number[]): void {
    this.view.setUint32(at, distance, true);
    weights.forEach((weight, i) => {
      if (this.way !== 'wide') this.view.setInt8(at + 4 + i, weight);
      else this.view.setInt16(at + 4 + 4 * (i & 1) + (i & 2), weight, true);
    });
  }

  /** Of one of four outputs and one of four inputs. */
  putWeight(quad: number, output: number, input: number, weight: number): void {
    if (this.way === 'wide') {
      const half = quad + 16 * (input & 1) + 4 * output;
      this.view.setInt16(half + (input & 2), weight, true);
    } else {
      this.view.setInt8(quad + 4 * output + input, weight);
    }
  }
}
