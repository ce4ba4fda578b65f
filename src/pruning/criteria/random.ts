import type { Random } from '../../base/seededRandom';
import type { ChannelCriterion, WeightCriterion } from './criterion';

/** Uniform numbers: the floor that every other criterion has to beat. */
export const randomWeights: WeightCriterion = {
  kind: 'weights',
  blockWidth: 1,
  score: (kernel, _layer, random) => uniform(kernel.length, random),
};

export const randomChannels: ChannelCriterion = {
  kind: 'channels',
  score: (set, { random }) => uniform(set.size, random),
};

function uniform(length: number, random: Random): Float32Array {
  const scores = new Float32Array(length);
  for (let i = 0; i < length; i++) scores[i] = random();
  return scores;
}
