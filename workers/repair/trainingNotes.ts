/** What a training says where it did not go as planned: the plan alone would say that the whole budget was spent. */

export function endedByHand(step: number, share: number): string {
  const spent = `${Math.min(100, Math.round(100 * share))} % of its budget`;
  return `Training was ended by hand after step ${step + 1}, with ${spent} spent.`;
}

/** @param reached level of the network that was trained; `level` that of its plan */
export function cutAfterwards(reached: number, level: number): string {
  const cut = `the network was cut from ${percent(reached)} to ${percent(level)} afterwards`;
  return `Training ended before its last cut: ${cut} and only recalibrated since. Give it a larger budget, or cut all at once.`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
