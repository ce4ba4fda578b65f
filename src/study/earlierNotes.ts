import type { Plan } from '../pruning/plan';
import { isGradual } from '../pruning/repairs';

/** The lab that wrote schema 1 took sizes and latencies of gradual schedules from a cut made at once. */
export const GRADUAL_NOTE =
  'From an earlier version of the lab: level, sizes and latency are of a cut made at once, not of the network that answered.';

/** Repair changes values: they pack differently. */
export const GZIP_NOTE =
  'From an earlier version of the lab: gzip bytes are of the network before its repair.';

/** What such a file tells wrongly of the plan, one sentence each. */
export function notesOf(plan: Plan): string[] {
  if (isGradual(plan)) return [GRADUAL_NOTE];
  return plan.level > 0 && plan.repair.length > 0 ? [GZIP_NOTE] : [];
}
