import type { WeightCriterion } from './criterion';
import { saliencyOf } from './weightSaliency';

/**
 * |w·∂L/∂w| with the loss of all images at once (connection sensitivity, SNIP, Lee et al. 2019). Made for untrained
 * networks; in a trained one the gradients of its images nearly cancel. Taylor averages the magnitudes of the batches
 * instead.
 */
export const snip: WeightCriterion = {
  kind: 'weights',
  blockWidth: 1,
  score: (_kernel, layer, _random, statistics) => saliencyOf(layer, statistics).ofMean,
};
