import { expect, it } from 'vitest';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import { randomWeights, SMALL } from '../pruning/networks';

const weights = randomWeights(SMALL, 5);

it.each(['stem', 'block_0/depthwise', 'block_2/expand'])(
  'equals convolution, then BN in %s',
  (name) => {
    const layer = SMALL.layers.find((candidate) => candidate.name === name)!;
    const { kernel, norm } = weights[layer.index];
    const folded = foldBatchNorm(layer, weights[layer.index]);
    const channels = layer.outChannels;
    for (const o of [0, 3, channels - 1]) {
      let sum = 0;
      let foldedSum = folded.bias[o];
      for (let row = 0; row < kernel.length / channels; row++) {
        const x = Math.sin(row + 1);
        sum += x * kernel[row * channels + o];
        foldedSum += x * folded.kernel[row * channels + o];
      }
      const { gamma, beta, mean, variance } = norm!;
      const expected = (gamma[o] * (sum - mean[o])) / Math.sqrt(variance[o] + 1e-5) + beta[o];
      expect(foldedSum).toBeCloseTo(expected, 5);
    }
  },
);

it('leaves the classifier as it is', () => {
  const classifier = SMALL.layers[SMALL.layers.length - 1];
  const { kernel, bias } = weights[classifier.index];
  expect(foldBatchNorm(classifier, weights[classifier.index])).toEqual({ kernel, bias });
});
