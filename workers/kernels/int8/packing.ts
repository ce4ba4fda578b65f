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
const HEADER_BYTES = 32;

/** Bytes of the weights of one quad of inputs and four outputs. */
export function quadBytes(way: Way): number {
  return way === 'wide' ? 32 : 16;
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
