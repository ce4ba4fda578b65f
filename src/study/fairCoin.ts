/**
 * How likely at most `heads` heads are in `throws` throws of a fair coin; in logarithms, as 2⁻ⁿ vanishes for n > 1074.
 * Below 0 heads: 0.
 */
export function fairCoinTail(heads: number, throws: number): number {
  let logTerm = -throws * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= heads; k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((throws - k) / (k + 1));
  }
  return tail;
}
