import { kernelSize } from '../../../src/model/costs';
import type { LayerWeights, Network } from '../../../src/model/network';
import type { Random } from '../../../src/base/seededRandom';

/** He initialisation: γ = 1, β = 0, running statistics 0 and 1; the classifier starts small. */
export function initialWeights(network: Network, random: Random): LayerWeights[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return network.layers.map((layer) => {
    const { kind, outChannels } = layer;
    const length = kernelSize(layer);
    const deviation = kind === 'dense' ? 0.01 : Math.sqrt((2 * outChannels) / length);
    const kernel = Float32Array.from({ length }, () => deviation * normal());
    const zeros = () => new Float32Array(outChannels);
    if (kind === 'pool') return { kernel, norm: null, bias: null };
    if (kind === 'dense') return { kernel, norm: null, bias: zeros() };
    const ones = () => zeros().fill(1);
    return {
      kernel,
      norm: { gamma: ones(), beta: zeros(), mean: zeros(), variance: ones() },
      bias: null,
    };
  });
}
