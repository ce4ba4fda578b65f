/** The cuts of a gradual schedule, made on weights that training has moved. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Outcome } from '../../src/base/outcome';
import { methodOf } from '../../src/pruning/methods';
import {
  CUTTING_SHARE,
  gradualChannels,
  gradualMasks,
  levelAt,
  withPartOfRatios,
} from '../../src/pruning/gradual';
import type { Plan } from '../../src/pruning/plan';
import { rank, type Ranked, type RankedChannels, type RankedWeights } from '../../src/pruning/rank';
import { keptCounts } from '../../src/pruning/select';
import { applyMasks, compact } from '../../src/pruning/surgery';

/** Times that masks are made, and that channels are removed, which starts the momentum anew. */
const MASKINGS = 10;
const REMOVALS = 4;

export class GradualCut {
  private readonly planned: Ranked;
  private readonly plan: Plan;
  private readonly cuts: number;
  private made = 0;

  /** @param planned the plan's ranking of the dense network */
  constructor(planned: Ranked, plan: Plan) {
    this.planned = planned;
    this.plan = plan;
    this.cuts = planned.kind === 'weights' ? MASKINGS : REMOVALS;
  }

  /** True once the network is cut to the plan's level. */
  get isWhole(): boolean {
    return this.made === this.cuts;
  }

  /** The level that the cuts so far have reached. */
  get level(): number {
    const { schedule, level } = this.plan;
    return this.made === 0 ? 0 : levelAt(schedule, level, this.share * CUTTING_SHARE);
  }

  /** Whether a cut is due. @param progress share of the training that is done, in [0, 1] */
  isDue(progress: number): boolean {
    return this.made < this.dueBy(progress);
  }

  /** The network after all cuts that are due: few steps leave no time for one after the other. */
  next(network: CutNetwork, progress: number): Outcome<CutNetwork> {
    return this.cutTo(network, this.dueBy(progress));
  }

  /** The network at the plan's level: for a training that ends before its last cut. */
  finish(network: CutNetwork): Outcome<CutNetwork> {
    return this.cutTo(network, this.cuts);
  }

  private get share(): number {
    return this.made / this.cuts;
  }

  /** The first is due before the first step. */
  private dueBy(progress: number): number {
    return Math.min(this.cuts, 1 + Math.floor((progress * this.cuts) / CUTTING_SHARE));
  }

  private cutTo(network: CutNetwork, cuts: number): Outcome<CutNetwork> {
    this.made = cuts;
    const { level } = this;
    const planned = withPartOfRatios(this.planned, level / this.plan.level);
    return planned.kind === 'weights'
      ? { ok: true, value: this.mask(network, planned, level) }
      : this.remove(network, planned, level);
  }

  private mask(network: CutNetwork, planned: RankedWeights, level: number): CutNetwork {
    const masks = gradualMasks(planned, this.rankingOf(network) as RankedWeights, level);
    return {
      network: network.network,
      weights: applyMasks(network.weights, masks),
      cut: { kind: 'weights', masks },
    };
  }

  private remove(network: CutNetwork, planned: RankedChannels, level: number): Outcome<CutNetwork> {
    const { rounding, minChannels } = this.plan;
    const counts = keptCounts(planned, level, rounding, minChannels);
    if (!counts.ok) return counts;
    const before = network.cut.kind === 'channels' ? network.cut.kept : [];
    const current = this.needsWeightsAlone
      ? (this.rankingOf(network) as RankedChannels)
      : restricted(planned, before, network);
    const stay = gradualChannels(counts.value, current);
    const kept = stay.map((own, set) => own.map((channel) => before[set][channel]));
    const left = compact(network.network, network.weights, stay);
    return { ok: true, value: { ...left, cut: { kind: 'channels', kept } } };
  }

  private get needsWeightsAlone(): boolean {
    return methodOf(this.plan.method).needs === 'weights';
  }

  private rankingOf({ network, weights }: CutNetwork): Ranked {
    return this.needsWeightsAlone ? rank(network, weights, this.plan) : this.planned;
  }
}

/** The dense network's ranking, of the channels that are left: for methods that look at more than weights. */
function restricted(
  planned: RankedChannels,
  kept: readonly Int32Array[],
  { network }: CutNetwork,
): RankedChannels {
  const places = planned.places.map((place, set) => {
    if (!place) return null;
    const order = [...kept[set].keys()].sort((a, b) => place[kept[set][a]] - place[kept[set][b]]);
    const own = new Uint32Array(order.length);
    order.forEach((channel, position) => (own[channel] = position));
    return own;
  });
  return { ...planned, network, places };
}
