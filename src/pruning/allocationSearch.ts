/**
 * Greedy allocation after NetAdapt (Yang et al. 2018): round by round, every channel set is tried at the smallest cut
 * that lowers the cost by the round's decrement, and the one that harms least is taken.
 */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';

export interface SearchSpace {
  /** Channels of every set of the dense network. */
  readonly sizes: readonly number[];
  /** Indices of the sets that may give channels. */
  readonly sets: readonly number[];
  /** Fewest channels left in any set. */
  readonly minChannels: number;
  /** Of a network with so many channels in each set; falls with each of them. */
  readonly cost: (counts: readonly number[]) => number;
}

export interface SearchGoal {
  /** In the unit of the cost; the search ends at or below it. */
  readonly budget: number;
  /** Rounds in which the budget is reached, where no set gives more than its decrement. */
  readonly rounds: number;
}

export interface SearchRound {
  /** Set that gave channels. */
  readonly set: number;
  /** Channels left in every set after the round. */
  readonly counts: readonly number[];
  readonly cost: number;
  readonly loss: number;
  /** Sets that were tried. */
  readonly tried: number;
}

/** Losses of networks with these counts, in order. */
export type Evaluate = (candidates: readonly (readonly number[])[]) => Promise<Outcome<number[]>>;

interface Candidate {
  readonly set: number;
  readonly counts: readonly number[];
}

/**
 * @param onRound called after every round
 * @returns every round; none where the dense network is within the budget. Refused with `budget-too-low` where no set can
 *   give any more, and with whatever `evaluate` refuses.
 */
export async function searchAllocation(
  space: SearchSpace,
  { budget, rounds }: SearchGoal,
  evaluate: Evaluate,
  onRound: (round: SearchRound) => void,
): Promise<Outcome<readonly SearchRound[]>> {
  const done: SearchRound[] = [];
  let counts: readonly number[] = space.sizes;
  let cost = space.cost(counts);
  const decrement = (cost - budget) / rounds;
  while (cost > budget) {
    const candidates = candidatesFor(space, counts, Math.max(budget, cost - decrement));
    if (candidates.length === 0) return refusal('budget-too-low', { budget, cost });
    const losses = await evaluate(candidates.map((candidate) => candidate.counts));
    if (!losses.ok) return losses;
    const best = leastIndex(losses.value);
    const { set } = candidates[best];
    counts = candidates[best].counts;
    cost = space.cost(counts);
    const round = { set, counts, cost, loss: losses.value[best], tried: candidates.length };
    done.push(round);
    onRound(round);
  }
  return { ok: true, value: done };
}

/** Where no set alone reaches the target, each that has channels left gives what it can. */
function candidatesFor(space: SearchSpace, counts: readonly number[], target: number): Candidate[] {
  const cut = (set: number, left: number) => counts.with(set, left);
  const least = (set: number) => Math.min(counts[set], space.minChannels);
  const reaching = space.sets.flatMap((set): Candidate[] => {
    if (space.cost(cut(set, least(set))) > target) return [];
    const left = mostLeft(least(set), counts[set] - 1, (n) => space.cost(cut(set, n)) <= target);
    return [{ set, counts: cut(set, left) }];
  });
  if (reaching.length > 0) return reaching;
  const open = space.sets.filter((set) => counts[set] > least(set));
  return open.map((set) => ({ set, counts: cut(set, least(set)) }));
}

/** The largest number in [least, most] that is good enough, where every smaller one is too. */
function mostLeft(least: number, most: number, goodEnough: (left: number) => boolean): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (goodEnough(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function leastIndex(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value < values[best] ? i : best), 0);
}

/** Shares to cut that leave these counts, in so few digits as sets of thousands of channels need. */
export function sharesOf(sizes: readonly number[], counts: readonly number[]): number[] {
  return sizes.map((size, set) => Number(((size - counts[set]) / size).toFixed(4)));
}
