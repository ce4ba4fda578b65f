import type { Budget } from '../pruning/plan';

/** Where a training stands before a step. */
export interface Spent {
  /** Steps that are done. */
  readonly steps: number;
  /** Pauses left out. */
  readonly seconds: number;
  readonly stepsPerEpoch: number;
}

/** Share of the budget that is spent: from 0, and 1 or a little more at its end. */
export function spentShare({ unit, amount }: Budget, { steps, seconds, stepsPerEpoch }: Spent) {
  if (unit === 'seconds') return seconds / amount;
  const all = unit === 'steps' ? amount : amount * stepsPerEpoch;
  return steps / Math.max(1, Math.round(all));
}

/** @param share spent, above 0 */
export function secondsLeft({ unit, amount }: Budget, seconds: number, share: number): number {
  if (unit === 'seconds') return Math.max(0, amount - seconds);
  return (seconds / share) * (1 - share);
}
