/**
 * How likely each of many measured points is on the Pareto front: its share of random worlds in which no other point is at least
 * as good in both and better in one. What of a point errs with others is said by its quantities; all else is taken as
 * independent, so also accuracies on the same pictures beyond what their differences to one dense network tell.
 */
import type { Random } from '../base/seededRandom';
import { drawnQuantities } from './drawnQuantities';
import { deviation, type Uncertain } from './uncertain';

/** Both are better when smaller. */
export interface UncertainTradeoff {
  readonly cost: Uncertain;
  readonly loss: Uncertain;
}

/** Standard deviations beyond which nothing is expected. */
const SPREADS = 4;

/** Drawn in one step: a millisecond for 2,000 points. */
const WORLDS_AT_ONCE = 2;

/** By point, 0 to 1. */
export function paretoProbabilities(
  points: readonly UncertainTradeoff[],
  worlds: number,
  random: Random,
): number[] {
  const steps = paretoSteps(points, worlds, random);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in short steps, between which a page can answer its user. */
export function* paretoSteps(
  points: readonly UncertainTradeoff[],
  worlds: number,
  random: Random,
): Generator<void, number[]> {
  const rivals = rivalsOf(points);
  const quantities = rivals.flatMap((at) => [points[at].cost, points[at].loss]);
  const counts = new Uint32Array(points.length);
  for (let left = worlds; left > 0; left -= WORLDS_AT_ONCE) {
    const drawn = drawnQuantities(quantities, Math.min(left, WORLDS_AT_ONCE), random);
    for (let from = 0; from < drawn.length; from += quantities.length)
      for (const rival of frontOf(drawn.subarray(from, from + quantities.length)))
        counts[rivals[rival]]++;
    yield;
  }
  return Array.from(counts, (count) => count / worlds);
}

/** Numbers of the points that no other one beats for sure: the others are on no front, and keep nobody off it. */
function rivalsOf(points: readonly UncertainTradeoff[]): number[] {
  const reach = points.map(({ cost, loss }) => ({ cost: ends(cost), loss: ends(loss) }));
  const sorted = [...reach].sort((a, b) => a.cost.high - b.cost.high);
  const least = new Float64Array(sorted.length + 1).fill(Infinity);
  for (const [i, { loss }] of sorted.entries()) least[i + 1] = Math.min(least[i], loss.high);
  return reach.flatMap(({ cost, loss }, at) => {
    const cheaper = countBelow(sorted, cost.low);
    return least[cheaper] < loss.low ? [] : [at];
  });
}

function ends(quantity: Uncertain) {
  const reach = SPREADS * deviation(quantity);
  return { low: quantity.value - reach, high: quantity.value + reach };
}

/** Of what is sorted by the upper end of its cost. */
function countBelow(sorted: readonly { cost: { high: number } }[], limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle].cost.high < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param world cost and loss of each point in turn; @returns numbers of points, as `paretoFront` chooses them */
function frontOf(world: Float64Array): number[] {
  const order = Array.from({ length: world.length / 2 }, (_, i) => i).sort(
    (a, b) => world[2 * a] - world[2 * b] || world[2 * a + 1] - world[2 * b + 1],
  );
  let [cost, loss] = [NaN, Infinity];
  return order.filter((at) => {
    const [ownCost, ownLoss] = [world[2 * at], world[2 * at + 1]];
    const tie = ownCost === cost && ownLoss === loss;
    if (!tie && ownLoss >= loss) return false;
    [cost, loss] = [ownCost, ownLoss];
    return true;
  });
}
