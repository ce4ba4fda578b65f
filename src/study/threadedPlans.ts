/** Networks whose time and joules are told by the number of threads: the dense one, by the benchmark's names of its works. */
import type { Plan } from '../pruning/plan';
import { densePlan } from '../pruning/repairs';
import { defaultPlan } from '../pruning/validatePlan';

const dense = densePlan(defaultPlan());

export const THREADED_PLANS = {
  dense,
  int8: { ...dense, precision: 'int8' },
} as const satisfies Readonly<Record<string, Plan>>;

export type ThreadedWork = keyof typeof THREADED_PLANS;
