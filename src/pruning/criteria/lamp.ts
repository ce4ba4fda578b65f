import { ascendingOrder } from '../sortOrder';
import type { WeightCriterion } from './criterion';

/**
 * w² / Σ over the layer's weights that are at least as large (LAMP, Lee et al. 2021): the share of what would
 * still be left. Comparable between layers, and protects small layers.
 */
export const lamp: WeightCriterion = { kind: 'weights', blockWidth: 1, score: lampScores };

function lampScores(kernel: Float32Array): Float32Array {
  const magnitudes = kernel.map(Math.abs);
  const order = ascendingOrder(magnitudes);
  const scores = new Float32Array(kernel.length);
  let left = 0;
  for (let end = order.length; end > 0;) {
    const magnitude = magnitudes[order[end - 1]];
    // Equal weights share one denominator: the order among them must not matter.
    let start = end;
    while (start > 0 && magnitudes[order[start - 1]] === magnitude) start--;
    left += (end - start) * magnitude * magnitude;
    const score = left === 0 ? 0 : (magnitude * magnitude) / left;
    for (let k = start; k < end; k++) scores[order[k]] = score;
    end = start;
  }
  return scores;
}
