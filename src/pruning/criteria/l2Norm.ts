import { filterCriterion } from './filterScores';

/** √Σw² of the filter. */
export const l2Norm = filterCriterion((kernel, filters) => {
  const squares = new Float64Array(filters);
  for (let start = 0; start < kernel.length; start += filters) {
    for (let f = 0; f < filters; f++) squares[f] += kernel[start + f] ** 2;
  }
  return squares.map(Math.sqrt);
});
