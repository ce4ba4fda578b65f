/** Weights as the kernels need them: batch normalisation folded in, and every value finite. */
import type { Outcome } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import { foldBatchNorm, type FoldedLayer } from '../../../src/model/foldBatchNorm';
import { hasWeights, kernelSize } from '../../../src/model/costs';
import type { Layer, LayerWeights, Network, Weights } from '../../../src/model/network';

/** Folded weights in the order of `network.layers`, or the name of the layer that cannot be used. */
export function foldedWeights(network: Network, weights: Weights): Outcome<FoldedLayer[]> {
  const folded: FoldedLayer[] = [];
  for (const layer of network.layers) {
    if (!hasShape(layer, weights[layer.index])) {
      return refusal('layer-shape', { layer: layer.name, weights: kernelSize(layer) });
    }
    const { kernel, bias } = foldBatchNorm(layer, weights[layer.index]);
    if (!isFinite32(kernel) || !isFinite32(bias)) {
      return refusal('layer-not-finite', { layer: layer.name });
    }
    folded.push({ kernel, bias });
  }
  return { ok: true, value: folded };
}

function hasShape(layer: Layer, { kernel, norm, bias }: LayerWeights): boolean {
  const vectors = norm ? [norm.gamma, norm.beta, norm.mean, norm.variance] : [bias];
  const fits =
    !hasWeights(layer) || vectors.every((vector) => vector?.length === layer.outChannels);
  return fits && kernel.length === kernelSize(layer);
}

/** x·0 is NaN for NaN and for both infinities. */
function isFinite32(values: Float32Array): boolean {
  let zero = 0;
  for (let i = 0; i < values.length; i++) zero += values[i] * 0;
  return zero === 0;
}
