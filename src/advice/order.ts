/** Which of two candidates is better, as measured. */
import type { Candidate } from './candidates';
import { limited, QUANTITIES, type Budgets, type QuantityId } from './quantities';

/** What is to be as small as possible: the bytes where the loss alone is limited, else the loss. */
export function goalOf(budgets: Budgets): QuantityId {
  const [only, ...others] = limited(budgets);
  return only === 'loss' && others.length === 0 ? 'bytes' : 'loss';
}

/** Everything that is asked of a candidate is known of it. */
export function answers({ quantities }: Candidate, budgets: Budgets, goal: QuantityId): boolean {
  return [...limited(budgets), goal].every((id) => quantities[id] !== null);
}

/** As measured. */
export function satisfies({ quantities }: Candidate, budgets: Budgets): boolean {
  return limited(budgets).every((id) => quantities[id]!.value <= budgets[id]!);
}

/** By the goal; of equals that with less of the others, in the order of the table; then the lower level. */
export function betterFirst(goal: QuantityId): (a: Candidate, b: Candidate) => number {
  const order = [goal, ...QUANTITIES.map(({ id }) => id)];
  return (a, b) => {
    for (const id of order) {
      const [one, other] = [a.quantities[id]?.value, b.quantities[id]?.value];
      if (one !== undefined && other !== undefined && one !== other) return one - other;
    }
    return a.point.plan.level - b.point.plan.level;
  };
}
