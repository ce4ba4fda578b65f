import type { WeightCriterion } from './criterion';

/** |w|: small weights change the output least. */
export const magnitude: WeightCriterion = {
  kind: 'weights',
  blockWidth: 1,
  score: (kernel) => kernel.map(Math.abs),
};
