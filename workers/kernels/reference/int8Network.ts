/** Scalar int8 network: the integers that every int8 program has to give, and an exported file with them. */
import type { Layer } from '../../../src/model/network';
import {
  added,
  additionOf,
  clamped,
  clampOf,
  dequantise,
  meanOf,
  productFactors,
  quantise,
  rescaled,
} from '../../../src/quantisation/arithmetic';
import type { QuantisedLayer, QuantisedNetwork } from '../../../src/quantisation/quantisedNetwork';

const BYTE = { low: -128, high: 127 };

/**
 * @param image real, [y][x][plane]
 * @returns one score a class, real
 */
export function int8Scores(network: QuantisedNetwork, image: Float32Array): Float32Array {
  const last = network.layers[network.layers.length - 1];
  const scores = int8Maps(network, image)[last.layer.index];
  return Float32Array.from(scores, (q) => dequantise(q, last.sum));
}

/** @returns by layer, [y][x][channel], behind the addition */
export function int8Maps({ image: scale, layers }: QuantisedNetwork, image: Float32Array) {
  const bytes = Int8Array.from(image, (value) => quantise(value, scale));
  const maps: Int8Array[] = [];
  for (const quantised of layers) {
    const { from, adds } = quantised.layer;
    const own = layerMap(quantised, from === null ? bytes : maps[from]);
    maps.push(adds === null ? own : sumMap(quantised, own, maps[adds], layers[adds]));
  }
  return maps;
}

function layerMap(quantised: QuantisedLayer, input: Int8Array): Int8Array {
  const { layer, kernelScales, output } = quantised;
  if (layer.kind === 'pool') return pooled(input, layer.outChannels);
  const factors = productFactors(quantised.input, kernelScales, output);
  const clamp = clampOf(layer.activation, output);
  const sums = layer.kind === 'depthwise' ? carriedSums : mixedSums;
  return Int8Array.from(sums(quantised, input), (sum, i) =>
    clamped(rescaled(sum, factors[i % layer.outChannels], output), clamp),
  );
}

function sumMap(
  { output, sum }: QuantisedLayer,
  own: Int8Array,
  other: Int8Array,
  { sum: otherScale }: QuantisedLayer,
): Int8Array {
  const addition = additionOf(output, otherScale, sum);
  return own.map((q, i) => clamped(added(q, other[i], addition) + sum.zeroPoint, BYTE));
}

function pooled(map: Int8Array, channels: number): Int8Array {
  const sums = new Int32Array(channels);
  map.forEach((q, i) => (sums[i % channels] += q));
  return Int8Array.from(sums, (sum) => meanOf(sum, map.length / channels));
}

/** Every output of all inputs: convolutions of any size, pointwise and dense layers. */
function mixedSums({ layer, kernel, bias, input }: QuantisedLayer, map: Int8Array): Int32Array {
  const { inChannels, outChannels } = layer;
  const sums = filledWith(bias, layer.outSize ** 2);
  forEachTap(layer, (target, source, tap) => {
    for (let c = 0; c < inChannels; c++) {
      const value = map[source * inChannels + c] - input.zeroPoint;
      if (value === 0) continue;
      const row = (tap * inChannels + c) * outChannels;
      const to = target * outChannels;
      for (let o = 0; o < outChannels; o++) sums[to + o] += Math.imul(value, kernel[row + o]);
    }
  });
  return sums;
}

/** Every output of its own channel alone. */
function carriedSums({ layer, kernel, bias, input }: QuantisedLayer, map: Int8Array): Int32Array {
  const { outChannels } = layer;
  const sums = filledWith(bias, layer.outSize ** 2);
  forEachTap(layer, (target, source, tap) => {
    for (let c = 0; c < outChannels; c++) {
      const value = map[source * outChannels + c] - input.zeroPoint;
      sums[target * outChannels + c] += Math.imul(value, kernel[tap * outChannels + c]);
    }
  });
  return sums;
}

function filledWith(bias: Int32Array, pixels: number): Int32Array {
  const sums = new Int32Array(pixels * bias.length);
  for (let pixel = 0; pixel < pixels; pixel++) sums.set(bias, pixel * bias.length);
  return sums;
}

/** Pixels of the output and of the input that a weight connects; those in the padding are exactly zero. */
function forEachTap(
  { kernelSide, stride, padding, inSize, outSize }: Layer,
  visit: (target: number, source: number, tap: number) => void,
): void {
  for (let y = 0; y < outSize; y++)
    for (let x = 0; x < outSize; x++)
      for (let tap = 0; tap < kernelSide ** 2; tap++) {
        const row = y * stride + Math.floor(tap / kernelSide) - padding.top;
        const column = x * stride + (tap % kernelSide) - padding.left;
        if (row < 0 || column < 0 || row >= inSize || column >= inSize) continue;
        visit(y * outSize + x, row * inSize + column, tap);
      }
}
