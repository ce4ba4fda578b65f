import type { LayerWeights } from '../../model/network';
import type { ChannelCriterion } from './criterion';

/**
 * |γ| of the batch normalisation (Network Slimming, Liu et al. 2017). Inner and stem channels pass two of them
 * in series, producer and depthwise, and either one at zero silences the channel: the scales multiply.
 * The blocks of a stage add up in the stream: there the scales add.
 */
export const bnScale: ChannelCriterion = {
  kind: 'channels',
  score(set, { weights }) {
    const scores = new Float32Array(set.size);
    for (const producer of set.producers) {
      const scale = scales(weights[producer]);
      for (let c = 0; c < set.size; c++) scores[c] += Math.abs(scale[c]);
    }
    for (const carrier of set.carriers) {
      const scale = scales(weights[carrier]);
      for (let c = 0; c < set.size; c++) scores[c] *= Math.abs(scale[c]);
    }
    return scores;
  },
};

function scales({ norm }: LayerWeights): Float32Array {
  if (!norm) throw new Error('a convolution without batch normalisation has no BN scale');
  return norm.gamma;
}
