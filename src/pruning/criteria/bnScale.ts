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

/** 1 for each channel of a layer without batch normalisation, as if γ were a part of its kernel. */
function scales({ norm, bias }: LayerWeights): Float32Array {
  return norm?.gamma ?? new Float32Array(bias!.length).fill(1);
}
