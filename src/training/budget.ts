import type { Budget } from '../pruning/plan';

/** Where a training stands before a step. */
export interface Spent {
  /** Steps that are done. */
  readonly steps: number;
  /** Pauses left out. */
  readonly seconds: number;
  readonly stepsPerEpoch: number;
}

/**
 * Steps that the whole budget is good for; of seconds, as far as the speed so far tells.
 * @param spent of at least one step
 */
export function stepsOf({ unit, amount }: Budget, { steps, seconds, stepsPerEpoch }: Spent) {
  if (unit === 'seconds') return (steps * amount) / seconds;
  return Math.max(1, Math.round(unit === 'steps' ? amount : amount * stepsPerEpoch));
}

/** Share of the budget that is spent: from 0, and 1 or a little more at its end. */
export function spentShare(budget: Budget, spent: Spent): number {
  if (budget.unit === 'seconds') return spent.seconds / budget.amount;
  return spent.steps / stepsOf(budget, spent);
}

/** @param share spent, above 0 */
export function secondsLeft({ unit, amount }: Budget, seconds: number, share: number): number {
  if (unit === 'seconds') return Math.max(0, amount - seconds);
  return (seconds / share) * (1 - share);
}
