import type { ChannelSet } from '../../model/network';
import type { ChannelCriterion, ChannelSource } from './criterion';

/**
 * Scores the filters of one convolution.
 * @param kernel [rows][filters]; rows are the inputs of one filter (27 in the stem)
 */
export type FilterScore = (kernel: Float32Array, filters: number) => Float64Array;

/**
 * A channel's score is that of the filter which computes it. A stream has one filter in every block of its
 * stage: their scores are divided by their layer's mean, so that no block outvotes the others, and added.
 */
export function filterCriterion(score: FilterScore): ChannelCriterion {
  return { kind: 'channels', score: (set, source) => sumOverProducers(set, source, score) };
}

function sumOverProducers(
  set: ChannelSet,
  source: ChannelSource,
  score: FilterScore,
): Float32Array {
  const total = new Float64Array(set.size);
  for (const producer of set.producers) {
    const scores = score(source.weights[producer].kernel, set.size);
    const unit = set.producers.length > 1 ? meanOrOne(scores) : 1;
    for (let c = 0; c < set.size; c++) total[c] += scores[c] / unit;
  }
  return Float32Array.from(total);
}

/** The mean; 1 where it is 0, so that dividing by it is safe. */
export function meanOrOne(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length || 1;
}
