import type { WeightCriterion } from './criterion';

const WIDTH = 4;

/**
 * Σ|w| over 1×4 blocks: four consecutive output channels of one input, which a SIMD kernel multiplies
 * together. Where the outputs are no multiple of four the last block of a row is narrower.
 */
export const blockMagnitude: WeightCriterion = {
  kind: 'weights',
  blockWidth: WIDTH,
  score(kernel, { inChannels, outChannels }) {
    const blocks = Math.ceil(outChannels / WIDTH);
    const scores = new Float32Array(inChannels * blocks);
    for (let input = 0; input < inChannels; input++) {
      for (let output = 0; output < outChannels; output++) {
        const block = input * blocks + Math.floor(output / WIDTH);
        scores[block] += Math.abs(kernel[input * outChannels + output]);
      }
    }
    return scores;
  },
};
