import { hasNorm, hasWeights, kernelSize } from '../../../src/model/costs';
import type { LayerWeights, Network } from '../../../src/model/network';
import type { Random } from '../../../src/base/seededRandom';

/** He initialisation: γ = 1, β and biases 0, running statistics 0 and 1; the classifier starts small. */
export function initialWeights({ layers }: Network, random: Random): LayerWeights[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return layers.map((layer) => {
    const { index, outChannels } = layer;
    const length = kernelSize(layer);
    const last = index === layers.length - 1;
    const deviation = last ? 0.01 : Math.sqrt((2 * outChannels) / length);
    const kernel = Float32Array.from({ length }, () => deviation * normal());
    const zeros = () => new Float32Array(outChannels);
    if (!hasWeights(layer)) return { kernel, norm: null, bias: null };
    if (!hasNorm(layer)) return { kernel, norm: null, bias: zeros() };
    const ones = () => zeros().fill(1);
    const norm = { gamma: ones(), beta: zeros(), mean: zeros(), variance: ones() };
    return { kernel, norm, bias: null };
  });
}
