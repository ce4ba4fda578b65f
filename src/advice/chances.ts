/** How sure a recommendation is: in how many of many random worlds it holds. */
import { seededRandom } from '../base/seededRandom';
import { drawnQuantities } from '../study/drawnQuantities';
import { shrunk } from '../study/shrinkage';
import { chanceWithin, deviation } from '../study/uncertain';
import type { Candidate } from './candidates';
import { limited, type Budgets, type QuantityId } from './quantities';

export interface Chances {
  /** That it keeps to all budgets. */
  readonly satisfies: number;
  /** That it does, and that no other that does has less of the goal. */
  readonly best: number;
}

const WORLDS = 1000;
const SEED = 20_221_107;

/**
 * By candidate, in their order.
 * @param rivals candidates of which everything asked is known
 */
export function chancesOf(
  rivals: readonly Candidate[],
  budgets: Budgets,
  goal: QuantityId,
): Chances[] {
  const asked = [...new Set([goal, ...limited(budgets)])];
  const goals = shrunk(rivals.map((rival) => rival.quantities[goal]!));
  const quantities = rivals.flatMap((rival, i) =>
    asked.map((id) => (id === goal ? goals[i] : rival.quantities[id]!)),
  );
  const worlds = drawnQuantities(quantities, WORLDS, seededRandom(SEED, 0));
  const limits = asked.map((id) => budgets[id] ?? Infinity);
  const held = new Uint32Array(rivals.length);
  const won = new Uint32Array(rivals.length);
  for (let from = 0; from < worlds.length; from += quantities.length) {
    let best = -1;
    let least = Infinity;
    for (let rival = 0; rival < rivals.length; rival++) {
      const at = from + rival * limits.length;
      if (limits.some((limit, i) => worlds[at + i] > limit)) continue;
      held[rival]++;
      // Of equals the first: they come in order.
      if (worlds[at] < least) [best, least] = [rival, worlds[at]];
    }
    if (best >= 0) won[best]++;
  }
  return rivals.map((_, i) => ({ satisfies: held[i] / WORLDS, best: won[i] / WORLDS }));
}

/** A chance below this one is not drawn. */
const NEGLIGIBLE = 1e-4;
const SPREADS = 4;
/** On either side of the first. */
const NEIGHBOURS = 30;

/**
 * Those that may be better than the first, or nearly so: all others would only cost time.
 * @param all in order; the first is among them
 */
export function worthDrawing(
  all: readonly Candidate[],
  first: Candidate,
  budgets: Budgets,
  goal: QuantityId,
): Candidate[] {
  const most = edge(first, goal, SPREADS);
  const kept = all.filter(
    (other) => other === first || (edge(other, goal, -SPREADS) <= most && mayHold(other, budgets)),
  );
  const at = kept.indexOf(first);
  return kept.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS);
}

function mayHold({ quantities }: Candidate, budgets: Budgets): boolean {
  return limited(budgets).every((id) => chanceWithin(quantities[id]!, budgets[id]!) > NEGLIGIBLE);
}

function edge({ quantities }: Candidate, goal: QuantityId, spreads: number): number {
  const quantity = quantities[goal]!;
  return quantity.value + spreads * deviation(quantity);
}
