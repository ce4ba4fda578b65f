import type { WeightCriterion } from './criterion';

/**
 * −Σ w·∂L/∂w over the steps of a fine-tuning (movement pruning, Sanh et al. 2020): weights that training pushes towards
 * zero go first, however large they are.
 */
export const movement: WeightCriterion = {
  kind: 'weights',
  blockWidth: 1,
  score(_kernel, layer, _random, statistics) {
    const scores = statistics?.movement?.weights[layer.index];
    if (!scores) throw new Error(`no movement of ${layer.name}: measure it before ranking`);
    return scores;
  },
};
