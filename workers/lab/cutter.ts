/** From a plan to a network: ranked once per criterion, cut at the plan's level. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Outcome } from '../../src/base/outcome';
import { layerDetail, type LayerDetail } from '../../src/pruning/layerDetail';
import { methodOf } from '../../src/pruning/methods';
import { seededRandom } from '../../src/base/seededRandom';
import type { ChannelSet, Network, Weights } from '../../src/model/network';
import type { Plan } from '../../src/pruning/plan';
import { densePlan } from '../../src/pruning/repairs';
import { planKey, rankKey } from '../../src/pruning/planKey';
import { planTable, STOPS, type PlanTable } from '../../src/pruning/planTable';
import { rank, type Ranked } from '../../src/pruning/rank';
import { refuseCut, select } from '../../src/pruning/select';
import type { Statistics } from '../../src/pruning/statistics';
import { applyMasks, compact } from '../../src/pruning/surgery';
import { validatePlanOf } from '../../src/pruning/validatePlan';

/** A weight ranking takes up to 9 MB: enough for the methods of a study, not for all there are. */
const KEPT_RANKINGS = 6;

export class Cutter {
  private readonly network: Network;
  private readonly weights: Weights;
  private readonly statisticsFor: (plan: Plan) => Promise<Outcome<Statistics>>;
  private readonly rankings = new Map<string, Ranked>();
  /** The newest: who answers with it is timed next, and a kept network of its plan is held against it. */
  private last: { readonly key: string; readonly network: CutNetwork } | null = null;

  /** @param statisticsFor what the plan's method needs to know beside the weights */
  constructor(
    network: Network,
    weights: Weights,
    statisticsFor: (plan: Plan) => Promise<Outcome<Statistics>>,
  ) {
    this.network = network;
    this.weights = weights;
    this.statisticsFor = statisticsFor;
  }

  /** Compacted for channel plans; for weight plans the same shapes with zeros in place. */
  async cut(plan: Plan): Promise<Outcome<CutNetwork>> {
    const valid = validatePlanOf(this.network, plan);
    if (!valid.ok) return valid;
    // What is left whole is told in its method's own way.
    const key = `${rankKey(plan)} ${planKey({ ...densePlan(plan), level: plan.level })}`;
    if (this.last?.key === key) return { ok: true, value: this.last.network };
    const cut = await this.cutAnew(plan);
    if (cut.ok) this.last = { key, network: cut.value };
    return cut;
  }

  private async cutAnew(plan: Plan): Promise<Outcome<CutNetwork>> {
    const ranked = await this.ranking(plan);
    if (!ranked.ok) return ranked;
    const cut = select(ranked.value, plan.level, plan.rounding, plan.minChannels);
    if (!cut.ok) return cut;
    const { network, weights } = this;
    const left =
      cut.value.kind === 'channels'
        ? compact(network, weights, cut.value.kept)
        : { network, weights: applyMasks(weights, cut.value.masks) };
    return { ok: true, value: { ...left, cut: cut.value } };
  }

  async table(plan: Plan): Promise<Outcome<PlanTable>> {
    const ranked = await this.ranking(plan);
    if (!ranked.ok) return ranked;
    const { rounding, minChannels } = plan;
    // What is wrong at the lowest level is no matter of the level.
    const refused = refuseCut(ranked.value, 1 / STOPS, rounding, minChannels);
    if (refused && refused.code !== 'level-too-high') return refused;
    return { ok: true, value: planTable(ranked.value, this.weights, rounding, minChannels) };
  }

  /** @param index of the layer in its network */
  async detail(plan: Plan, index: number): Promise<Outcome<LayerDetail>> {
    const ranked = await this.ranking(plan);
    if (!ranked.ok) return ranked;
    const statistics = await this.statisticsFor(plan);
    if (!statistics.ok) return statistics;
    const { network, weights } = this;
    const { criterion } = methodOf(plan.method);
    const scoresOf = (set: ChannelSet) => {
      if (criterion.kind !== 'channels') throw new Error('only channels are scored by set');
      const random = seededRandom(plan.seed, set.index);
      return criterion.score(set, { network, weights, statistics: statistics.value, random });
    };
    const layer = network.layers[index];
    return { ok: true, value: layerDetail(ranked.value, weights, layer, plan, scoresOf) };
  }

  /** Of the dense network; the plan's level does not matter. */
  async ranking(plan: Plan): Promise<Outcome<Ranked>> {
    const valid = validatePlanOf(this.network, plan);
    if (!valid.ok) return valid;
    const key = rankKey(plan);
    let ranked = this.rankings.get(key);
    if (!ranked) {
      const statistics = await this.statisticsFor(plan);
      if (!statistics.ok) return statistics;
      ranked = rank(this.network, this.weights, plan, statistics.value);
    }
    this.remember(key, ranked);
    return { ok: true, value: ranked };
  }

  /** The one that was used longest ago makes room. */
  private remember(key: string, ranked: Ranked): void {
    this.rankings.delete(key);
    this.rankings.set(key, ranked);
    const [oldest] = this.rankings.keys();
    if (this.rankings.size > KEPT_RANKINGS) this.rankings.delete(oldest);
  }
}
