import { filterCriterion } from './filterScores';

/** Σ|w| of the filter (Li et al. 2017). */
export const l1Norm = filterCriterion((kernel, filters) => {
  const sums = new Float64Array(filters);
  for (let start = 0; start < kernel.length; start += filters) {
    for (let f = 0; f < filters; f++) sums[f] += Math.abs(kernel[start + f]);
  }
  return sums;
});
