import type { WeightCriterion } from './criterion';
import { saliencyOf } from './weightSaliency';

/**
 * Mean over mini-batches of |w·∂L/∂w|: how far each batch's loss would move, to first order, without the weight.
 * Batches that disagree about the direction do not cancel.
 */
export const taylorWeights: WeightCriterion = {
  kind: 'weights',
  blockWidth: 1,
  score: (_kernel, layer, _random, statistics) => saliencyOf(layer, statistics).meanMagnitude,
};
