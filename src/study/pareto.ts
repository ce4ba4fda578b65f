/** A point of a trade-off: `cost` is better when smaller, `gain` when larger. */
export interface Tradeoff {
  readonly cost: number;
  readonly gain: number;
}

/**
 * The points that no other point dominates, by ascending cost. One point dominates another when it is at
 * least as good in both and better in one; equal points do not dominate each other, so all of them stay.
 */
export function paretoFront<T extends Tradeoff>(points: readonly T[]): T[] {
  const byCost = [...points].sort((a, b) => a.cost - b.cost || b.gain - a.gain);
  let best: T | null = null;
  return byCost.filter((point) => {
    const tie = best?.cost === point.cost && best.gain === point.gain;
    if (best && !tie && point.gain <= best.gain) return false;
    best = point;
    return true;
  });
}
