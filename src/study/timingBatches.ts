/** Which networks are timed in the same rounds. */
import type { Plan } from '../pruning/plan';

/** As many as a worker takes beside one dense network. */
const TIMED_TOGETHER = 4;

/**
 * Networks of one level together, as far as there is room: they are compared most, and a board that grows hot, or a program
 * that wakes, slows the rounds of all of them alike.
 * @param plans level after level
 */
export function timingBatches(plans: readonly Plan[]): Plan[][] {
  const batches: Plan[][] = [];
  for (const level of levelGroups(plans)) {
    const open = batches.at(-1);
    if (open && open.length + level.length <= TIMED_TOGETHER) open.push(...level);
    else
      for (let from = 0; from < level.length; from += TIMED_TOGETHER)
        batches.push(level.slice(from, from + TIMED_TOGETHER));
  }
  return batches;
}

/** Neighbours of the same level. */
function levelGroups(plans: readonly Plan[]): Plan[][] {
  const groups: Plan[][] = [];
  for (const plan of plans) {
    const open = groups.at(-1);
    if (open?.[0].level === plan.level) open.push(plan);
    else groups.push([plan]);
  }
  return groups;
}
