/** A whole network from the scalar references, one image at a time, and random networks to try it on. */
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import { kernelSize } from '../../src/model/costs';
import type { Layer, LayerWeights, Network, Weights } from '../../src/model/network';
import type { Random } from '../../src/base/seededRandom';
import { mapLayout } from '../../workers/kernels/memory/layout';
import { depthwiseReference } from '../../workers/kernels/reference/depthwise';
import { classifyReference, poolReference } from '../../workers/kernels/reference/head';
import { pointwiseReference } from '../../workers/kernels/reference/pointwise';
import { stemReference } from '../../workers/kernels/reference/stem';

/** Symmetric random weights with a batch normalisation that is not the identity; a share of zeros if asked. */
export function randomWeights(network: Network, random: Random, zeros = 0): LayerWeights[] {
  const values = (length: number, scale: number, offset = 0) =>
    Float32Array.from({ length }, () => offset + scale * (2 * random() - 1));
  return network.layers.map((layer) => {
    if (layer.kind === 'pool') return { kernel: new Float32Array(0), norm: null, bias: null };
    const fanIn = kernelSize(layer) / layer.outChannels;
    const kernel = values(kernelSize(layer), Math.sqrt(6 / fanIn));
    if (layer.kind === 'pointwise') {
      kernel.forEach((_, i) => {
        if (random() < zeros) kernel[i] = 0;
      });
    }
    const channels = layer.outChannels;
    if (layer.kind === 'dense') return { kernel, norm: null, bias: values(channels, 1) };
    const norm = {
      gamma: values(channels, 0.3, 1),
      beta: values(channels, 0.3),
      mean: values(channels, 0.3),
      variance: values(channels, 0.3, 1),
    };
    return { kernel, norm, bias: null };
  });
}

/** Logits of one image [size][size][planes]. */
export function referenceLogits(
  network: Network,
  weights: Weights,
  image: Float32Array,
  padding: 'symmetric' | 'same' = 'symmetric',
): Float32Array {
  const maps: Float32Array[] = [];
  for (const layer of network.layers) {
    maps.push(layerOutput(layer, weights, maps, image, padding));
  }
  return maps[maps.length - 1];
}

function layerOutput(
  layer: Layer,
  weights: Weights,
  maps: readonly Float32Array[],
  image: Float32Array,
  padding: 'symmetric' | 'same',
): Float32Array {
  const { kernel, bias } = foldBatchNorm(layer, weights[layer.index]);
  const { inChannels, outChannels, inSize, outSize } = layer;
  const stride = layer.stride as 1 | 2;
  const from = mapLayout(inChannels, inSize, 1);
  const to = mapLayout(outChannels, outSize, 1);
  const [low, high] = layer.activation === 'relu6' ? [0, 6] : [-Infinity, Infinity];
  const pad = padding === 'same' && stride === 2 && inSize % 2 === 0 ? 0 : 1;
  const input = maps[layer.index - 1];
  const common = { input, from, to, kernel, bias, stride, pad, low, high };
  switch (layer.kind) {
    case 'convolution':
      return stemReference({
        ...common,
        images: image,
        count: 1,
        size: inSize,
        planes: inChannels,
      });
    case 'depthwise':
      return depthwiseReference(common);
    case 'pointwise': {
      const residual = layer.adds === null ? null : maps[layer.adds];
      return pointwiseReference({ ...common, residual });
    }
    case 'pool':
      return poolReference(input, from);
    case 'dense':
      return classifyReference(input, kernel, bias);
  }
}
