import type { Plan } from '../pruning/plan';
import { precisionOf } from '../pruning/repairs';

/** Of those that are asked for, as many as compute an image of the plan's network together: whole numbers have one. */
export function threadsFor(plan: Plan, asked: number): number {
  return precisionOf(plan) === 'int8' ? 1 : asked;
}
