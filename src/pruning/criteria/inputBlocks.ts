import type { WeightCriterion } from './criterion';

/**
 * Σ|w| over `height` consecutive inputs of one output channel, of which one int8 dot product multiplies four together. Each
 * weight is worth what its block is, so that a block goes as a whole; but for the few at the limit, of which a part may stay.
 */
function blocksOf(height: number): WeightCriterion {
  return {
    kind: 'weights',
    blockWidth: 1,
    score(kernel, { inChannels, outChannels }) {
      const scores = new Float32Array(kernel.length);
      for (let first = 0; first < inChannels; first += height) {
        const end = Math.min(first + height, inChannels) * outChannels;
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
}

export const inputBlocks = blocksOf(4);
export const inputPairs = blocksOf(2);
