/**
 * A network with one score s tells two classes apart by its sigmoid. The lab's answers are the largest of several scores:
 * it is opened with the scores 0 and s, whose softmax gives the second class that same sigmoid.
 */
import { hasNorm, hasWeights } from '../model/costs';
import type { BatchNorm, LayerWeights, Network, Weights } from '../model/network';
import { describe, networkOf } from '../model/networkOf';

export interface WithWeights {
  readonly network: Network;
  readonly weights: Weights;
}

/** The same where there are several scores already, or where other layers read the one that gives the score. */
export function twoScores({ network, weights }: WithWeights): WithWeights {
  const scores = network.layers.findLast(hasWeights)!;
  if (network.classes !== 1 || scores.kind === 'depthwise') return { network, weights };
  const { layers, ...description } = describe(network);
  const wider = layers.map((layer, i) => (i === scores.index ? { ...layer, channels: 2 } : layer));
  const sets = description.sets?.filter(({ of }) => of !== scores.name);
  return {
    network: networkOf({ ...description, layers: wider, sets }),
    weights: weights.map((own, i) => (i === scores.index ? widened(own, hasNorm(scores)) : own)),
  };
}

/** A channel of zeros before the one that there is. */
function widened({ kernel, norm, bias }: LayerWeights, normalised: boolean): LayerWeights {
  return {
    kernel: Float32Array.from({ length: 2 * kernel.length }, (_, i) =>
      i % 2 === 0 ? 0 : kernel[(i - 1) / 2],
    ),
    norm: normalised ? zeroBefore(norm!) : null,
    bias: bias && Float32Array.of(0, bias[0]),
  };
}

function zeroBefore({ gamma, beta, mean, variance }: BatchNorm): BatchNorm {
  return {
    gamma: Float32Array.of(0, gamma[0]),
    beta: Float32Array.of(0, beta[0]),
    mean: Float32Array.of(0, mean[0]),
    variance: Float32Array.of(1, variance[0]),
  };
}
