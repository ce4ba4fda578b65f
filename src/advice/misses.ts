/** Where nothing satisfies: what comes nearest, and by how much it misses. */
import type { Candidate } from './candidates';
import { limited, type Budgets, type QuantityId } from './quantities';

export interface Miss {
  readonly candidate: Candidate;
  /** Of every budget that it breaks: by how much, in the unit of the budget. */
  readonly by: readonly { readonly quantity: QuantityId; readonly excess: number }[];
}

/** Accuracy is given in points: missing by one counts as much as needing twice what is allowed. */
const LOSS_SCALE = 0.01;

/**
 * The one whose worst excess is least: of bytes, times and joules as a share of the budget, of accuracy in points.
 * @returns null where there is nothing to choose from
 */
export function nearestMiss(all: readonly Candidate[], budgets: Budgets): Miss | null {
  const worst = all.map((one) => Math.max(0, ...excesses(one, budgets).map(({ share }) => share)));
  const at = worst.indexOf(Math.min(...worst));
  if (at < 0) return null;
  const by = excesses(all[at], budgets).map(({ quantity, excess }) => ({ quantity, excess }));
  return { candidate: all[at], by };
}

function excesses({ quantities }: Candidate, budgets: Budgets) {
  return limited(budgets).flatMap((quantity) => {
    const limit = budgets[quantity]!;
    const excess = quantities[quantity]!.value - limit;
    const scale = quantity === 'loss' ? LOSS_SCALE : limit;
    return excess > 0 ? [{ quantity, excess, share: excess / scale }] : [];
  });
}
