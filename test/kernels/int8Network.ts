/** Int8 networks of random integers. */
import type { Layer, Network } from '../../src/model/network';
import { kernelSize } from '../../src/model/costs';
import type { Random } from '../../src/base/seededRandom';
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
