import type { Power } from '../study/boardPower';
import type { Outcome, Refusal } from '../base/outcome';
import { networkCosts } from '../model/costs';
import type { Network } from '../model/network';
import { withChannels } from '../model/networkOf';
import { searchAllocation, sharesOf, type SearchRound } from '../pruning/allocationSearch';
import { networkTime, type LayerTimes } from '../pruning/layerTimes';
import { methodOf } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { STOPS } from '../pruning/planTable';
import { setsInScope } from '../pruning/scope';
import { overallShare } from '../pruning/select';
import { denseBytes } from '../pruning/sparseEncoding';
import type { Clock } from '../base/clock';
import { refusal } from '../words/refusal';
import type { LabWorkers } from './labWorkers';
import { uniform } from './sensitivityState.svelte';

export type BudgetUnit = 'macs' | 'bytes' | 'ms' | 'mJ';

export interface CostBudget {
  readonly unit: BudgetUnit;
  /** Of the dense network's cost, in (0, 1). */
  readonly share: number;
}

export interface Allocation {
  readonly budget: CostBudget;
  readonly plan: Plan;
  readonly denseCost: number;
  readonly cost: number;
  readonly power: Power | null;
}

interface Parts {
  readonly labWorkers: LabWorkers;
  readonly clock: Clock;
  /** Of the loaded network; null before. */
  readonly network: () => Network | null;
  readonly power: () => Power;
  readonly onFound: (plan: Plan) => void;
}

type Cost = (counts: readonly number[]) => number;

const LANE = 'allocation';
/** So many that a round's decrement is far less than a set can give: the choice among them stays free. */
const ROUNDS = 30;
const IMAGES = 256;
/** Batch statistics of so few images are rough, but equally so for every candidate. */
const CALIBRATION_IMAGES = 64;

/** A search for the spread of cuts that meets a budget with the least harm, judged on training images. */
export class AllocationState {
  running = $state(false);
  rounds = $state.raw<readonly SearchRound[]>([]);
  /** Candidates of the round that are judged, and all of them. */
  judged = $state.raw({ done: 0, of: 0 });
  /** Of the search; 0 … 1. */
  progress = $state(0);
  secondsLeft = $state<number | null>(null);
  found = $state.raw<Allocation | null>(null);
  failure = $state.raw<Refusal | null>(null);
  /** How long each layer takes here; kept for the next search. */
  times = $state.raw<LayerTimes | null>(null);
  readonly #parts: Parts;
  #run = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Ranks by the plan's method and scope, without what it leaves out; the plan that is found has the same repair. */
  async start(given: Plan, budget: CostBudget): Promise<void> {
    const network = this.#parts.network();
    if (this.running || !network) return;
    const run = ++this.#run;
    this.#begin();
    const outcome = await this.#search(given, budget, network, run);
    if (run !== this.#run) return;
    this.running = false;
    if (!outcome.ok) this.failure = outcome;
    else {
      this.found = outcome.value;
      this.#parts.onFound(outcome.value.plan);
    }
  }

  cancel(): void {
    this.#run++;
    this.running = false;
    this.#parts.labWorkers.cancel(LANE);
  }

  #begin(): void {
    this.running = true;
    this.rounds = [];
    this.judged = { done: 0, of: 0 };
    this.progress = 0;
    this.secondsLeft = null;
    this.found = null;
    this.failure = null;
  }

  async #search(
    given: Plan,
    budget: CostBudget,
    network: Network,
    run: number,
  ): Promise<Outcome<Allocation>> {
    const plan = uniform(given);
    if (methodOf(plan.method).criterion.kind !== 'channels') return NO_CHANNELS;
    const power = budget.unit === 'mJ' ? this.#parts.power() : null;
    const cost = await this.#costIn(budget.unit, network, power);
    if (!cost.ok) return cost;
    const sizes = network.sets.map(({ size }) => size);
    const sets = setsInScope(network, plan.scope)
      .filter(({ name }) => given.ratios?.[name] !== 0)
      .map(({ index }) => index);
    const denseCost = cost.value(sizes);
    const goal = { budget: budget.share * denseCost, rounds: ROUNDS };
    const start = this.#parts.clock.now();
    const space = { sizes, sets, minChannels: plan.minChannels, cost: cost.value };
    const rounds = await searchAllocation(
      space,
      goal,
      (candidates) =>
        this.#judge(
          plan,
          candidates.map((counts) => sharesOf(sizes, counts)),
          run,
        ),
      (round) => {
        this.rounds = [...this.rounds, round];
        this.progress = Math.min(1, (denseCost - round.cost) / (denseCost - goal.budget));
        const spent = this.#parts.clock.now() - start;
        this.secondsLeft = (spent / this.progress - spent) / 1000;
      },
    );
    if (!rounds.ok) return rounds;
    const counts = rounds.value.at(-1)?.counts ?? sizes;
    const shares = sharesOf(sizes, counts);
    const allocated = planWith(plan, network, shares);
    return {
      ok: true,
      value: { budget, plan: allocated, denseCost, cost: cost.value(counts), power },
    };
  }

  async #costIn(unit: BudgetUnit, network: Network, power: Power | null): Promise<Outcome<Cost>> {
    if (unit === 'macs')
      return { ok: true, value: (counts) => networkCosts(withChannels(network, counts)).macs };
    if (unit === 'bytes')
      return { ok: true, value: (counts) => denseBytes(withChannels(network, counts)) };
    const times = await this.#layerTimes();
    if (!times.ok) return times;
    const watts = power?.watts ?? 1;
    return { ok: true, value: (counts) => watts * networkTime(network, times.value, counts) };
  }

  async #layerTimes(): Promise<Outcome<LayerTimes>> {
    if (this.times) return { ok: true, value: this.times };
    const times = await this.#parts.labWorkers.timeLayers({ lane: LANE });
    if (times.ok) this.times = times.value;
    return times;
  }

  async #judge(plan: Plan, all: readonly number[][], run: number): Promise<Outcome<number[]>> {
    this.judged = { done: 0, of: all.length };
    const settings = { lane: LANE, images: IMAGES, calibrationImages: CALIBRATION_IMAGES };
    const results = await Promise.all(
      all.map(async (shares) => {
        const result = await this.#parts.labWorkers.probe({ ...settings, plan, shares });
        if (run === this.#run) this.judged = { done: this.judged.done + 1, of: all.length };
        return result;
      }),
    );
    const losses: number[] = [];
    for (const result of results) {
      if (!result.ok) return result;
      losses.push(result.value.crossEntropy);
    }
    return { ok: true, value: losses };
  }
}

const NO_CHANNELS = refusal('no-channels-to-spread');

/** At a stop of the slider that meets the budget: the next one above the exact level. */
function planWith(plan: Plan, network: Network, shares: readonly number[]): Plan {
  if (shares.every((share) => share === 0)) return { ...plan, level: 0 };
  const scope = new Set(setsInScope(network, plan.scope));
  const level = overallShare(
    network,
    shares,
    network.sets.map((set) => scope.has(set)),
  );
  const stop = Math.min(STOPS - 1, Math.ceil(level * STOPS - 1e-9));
  return { ...plan, ranking: 'set', shares, level: stop / STOPS };
}
