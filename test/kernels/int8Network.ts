/** Int8 networks of random integers, and what they compute, layer by layer in plain loops over [y][x][channel]. */
import type { Layer, Network } from '../../src/model/network';
import { kernelSize } from '../../src/model/costs';
import type { Random } from '../../src/base/seededRandom';
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
} from '../../src/quantisation/arithmetic';
import type {
  QuantisedLayer,
  QuantisedNetwork,
  TensorScale,
} from '../../src/quantisation/quantisedNetwork';

/** @param zeros share of the pointwise layers' blocks of 4 inputs that are zero */
export function randomInt8Network(network: Network, random: Random, zeros = 0): QuantisedNetwork {
  const scaleNear = (scale: number): TensorScale => ({
    scale: Math.fround(scale * (0.5 + random())),
    zeroPoint: Math.floor(256 * random()) - 128,
  });
  const image = scaleNear(1 / 64);
  const layers: QuantisedLayer[] = [];
  for (const layer of network.layers) {
    const input = layer.from === null ? image : layers[layer.from].sum;
    const output = layer.kind === 'pool' ? input : scaleNear(input.scale);
    const sum = layer.adds === null ? output : scaleNear(1.5 * output.scale);
    layers.push({ layer, ...randomLayer(layer, random, zeros), input, output, sum });
  }
  return { network, image, layers };
}

function randomLayer(layer: Layer, random: Random, zeros: number) {
  const size = kernelSize(layer);
  const outputs = layer.kind === 'pool' ? 0 : layer.outChannels;
  const kernel = Int8Array.from({ length: size }, () => Math.floor(255 * random()) - 127);
  if (layer.kind === 'pointwise') clearBlocks(kernel, outputs, random, zeros);
  const kernelScale = 1 / (100 * Math.sqrt(size / outputs));
  return {
    kernel,
    kernelScales: Float32Array.from({ length: outputs }, () => kernelScale * (0.5 + random())),
    bias: Int32Array.from({ length: outputs }, () => Math.round(4e3 * (random() - 0.5))),
  };
}

function clearBlocks(kernel: Int8Array, outputs: number, random: Random, zeros: number): void {
  for (let block = 0; block < kernel.length; block += 4 * outputs) {
    for (let out = 0; out < outputs; out++) {
      if (random() >= zeros) continue;
      for (let i = block + out; i < Math.min(block + 4 * outputs, kernel.length); i += outputs) {
        kernel[i] = 0;
      }
    }
  }
}

/** Scores of one image. */
export function int8Forward(quantised: QuantisedNetwork, image: Float32Array): Float32Array {
  const maps: Int8Array[] = [];
  const first = Int8Array.from(image, (value) => quantise(value, quantised.image));
  for (const layer of quantised.layers) {
    const { from, adds } = layer.layer;
    const map = layerOutput(layer, from === null ? first : maps[from]);
    maps.push(adds === null ? map : sumOf(layer, map, maps[adds], quantised.layers[adds].sum));
  }
  const { sum } = quantised.layers[maps.length - 1];
  return Float32Array.from(maps[maps.length - 1], (q) => dequantise(q, sum));
}

function sumOf({ output, sum }: QuantisedLayer, x: Int8Array, y: Int8Array, other: TensorScale) {
  const addition = additionOf(output, other, sum);
  const whole = { low: -128, high: 127 };
  return x.map((q, i) => clamped(added(q, y[i], addition) + sum.zeroPoint, whole));
}

function layerOutput(quantised: QuantisedLayer, map: Int8Array): Int8Array {
  const { layer, input, output, kernelScales, bias } = quantised;
  const { outChannels, activation } = layer;
  const clamp = clampOf(activation, output);
  if (layer.kind === 'pool') {
    const pixels = map.length / outChannels;
    return Int8Array.from({ length: outChannels }, (_, c) => {
      let sum = 0;
      for (let p = 0; p < pixels; p++) sum += map[p * outChannels + c];
      return clamped(meanOf(sum, pixels), clamp);
    });
  }
  const factors = productFactors(input, kernelScales, output);
  return Int8Array.from({ length: layer.outSize ** 2 * outChannels }, (_, at) => {
    const channel = at % outChannels;
    const sum = bias[channel] + pixelSum(quantised, map, Math.floor(at / outChannels), channel);
    return clamped(rescaled(sum, factors[channel], output), clamp);
  });
}

function pixelSum({ layer, kernel, input }: QuantisedLayer, map: Int8Array, at: number, o: number) {
  const { inChannels, outChannels, inSize, outSize, kernelSide, stride, padding } = layer;
  let sum = 0;
  for (let ky = 0; ky < kernelSide; ky++) {
    for (let kx = 0; kx < kernelSide; kx++) {
      const y = Math.floor(at / outSize) * stride + ky - padding.top;
      const x = (at % outSize) * stride + kx - padding.left;
      if (y < 0 || x < 0 || y >= inSize || x >= inSize) continue;
      const pixel = (y * inSize + x) * inChannels;
      const tap = ky * kernelSide + kx;
      if (layer.kind === 'depthwise') {
        sum += kernel[tap * outChannels + o] * (map[pixel + o] - input.zeroPoint);
        continue;
      }
      for (let c = 0; c < inChannels; c++) {
        const weight = kernel[(tap * inChannels + c) * outChannels + o];
        sum += weight * (map[pixel + c] - input.zeroPoint);
      }
    }
  }
  return sum;
}
