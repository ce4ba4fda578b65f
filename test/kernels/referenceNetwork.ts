/** Random weights for any network. */
import { hasNorm, kernelSize } from '../../src/model/costs';
import type { LayerWeights, Network } from '../../src/model/network';
import type { Random } from '../../src/base/seededRandom';

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
    if (!hasNorm(layer)) return { kernel, norm: null, bias: values(channels, 1) };
    const norm = {
      gamma: values(channels, 0.3, 1),
      beta: values(channels, 0.3),
      mean: values(channels, 0.3),
      variance: values(channels, 0.3, 1),
    };
    return { kernel, norm, bias: null };
  });
}
