import type { WeightCriterion } from './criterion';

const HEIGHT = 4;

/**
 * Σ|w| over four consecutive inputs of one output channel, which one int8 dot product multiplies together. Each weight is
 * worth what its block is, so that a block goes as a whole; but for the few at the limit, of which a part may stay.
 */
export const inputBlocks: WeightCriterion = {
  kind: 'weights',
  blockWidth: 1,
  score(kernel, { inChannels, outChannels }) {
    const scores = new Float32Array(kernel.length);
    for (let first = 0; first < inChannels; first += HEIGHT) {
      const end = Math.min(first + HEIGHT, inChannels) * outChannels;
      for (let output = 0; output < outChannels; output++) {
        let sum = 0;
        const start = first * outChannels + output;
        for (let at = start; at < end; at += outChannels) sum += Math.abs(kernel[at]);
        for (let at = start; at < end; at += outChannels) scores[at] = sum;
      }
    }
    return scores;
  },
};
