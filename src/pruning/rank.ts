import type { Ranking } from './ranking';
import type { ChannelSet, Layer, Network, Weights } from '../model/network';
import { channelCost } from './channelCost';
import type { ChannelCriterion, GroupCriterion, WeightCriterion } from './criteria/criterion';
import { meanOrOne } from './criteria/filterScores';
import { methodOf, type Method } from './methods';
import { ratioOf } from './ratios';
import type { Plan } from './plan';
import { effectiveRanking } from './planKey';
import { prunableLayers, setsInScope } from './scope';
import { seededRandom } from '../base/seededRandom';
import { ascendingOrder, places } from './sortOrder';
import type { Statistics } from './statistics';

/** One contest for being kept: at level p the round(p × contestants) lowest places are cut. */
export interface RankedLayer {
  readonly layer: Layer;
  /**
   * Place of each unit in its contest, 0 is cut first. A unit is `blockWidth` neighbouring output channels of
   * one input: [in][ceil(out / blockWidth)].
   */
  readonly place: Uint32Array | Uint8Array;
  readonly blockWidth: number;
  /** Units that compete: of all layers, of this layer, or the 4 of a group. */
  readonly contestants: number;
  /** Most that may be cut of them. */
  readonly mostCut: number;
  /** Given by hand in the place of the level; null where the level decides. */
  readonly ratio: number | null;
}

export interface RankedWeights {
  readonly kind: 'weights';
  readonly method: Method;
  readonly network: Network;
  readonly layers: readonly RankedLayer[];
}

export interface RankedChannels {
  readonly kind: 'channels';
  readonly method: Method;
  readonly network: Network;
  /** By channel set: place of each channel in its set, 0 is cut first; null outside the scope. */
  readonly places: readonly (Uint32Array | null)[];
  /** Sets in the order in which a global ranking cuts channels; null where each set is cut by itself. */
  readonly sequence: Uint16Array | null;
  /** The plan's, by channel set. */
  readonly shares: readonly number[] | null;
  /** By channel set: given by hand in the place of the level; null where the level decides. */
  readonly ratios: readonly (number | null)[];
}

export type Ranked = RankedWeights | RankedChannels;

/**
 * Ranks once what `select` then cuts at any level. The plan's level, rounding, minimum and repair do not matter.
 * @param plan one that `validatePlan` accepts
 * @param statistics needed where the method's row says so
 */
export function rank(
  network: Network,
  weights: Weights,
  plan: Plan,
  statistics: Statistics | null = null,
): Ranked {
  const method = methodOf(plan.method);
  const { criterion } = method;
  switch (criterion.kind) {
    case 'weights':
      return {
        kind: 'weights',
        method,
        network,
        layers: rankWeights(network, weights, criterion, plan, statistics),
      };
    case 'groups': {
      const layers = rankGroups(network, weights, criterion, plan);
      return { kind: 'weights', method, network, layers };
    }
    case 'channels': {
      const ranking = effectiveRanking(plan);
      const sets = setsInScope(network, plan.scope);
      const scores = channelScores(network, weights, sets, criterion, statistics, plan.seed);
      const units = scores.map((own) => (criterion.comparable ? 1 : meanOrOne(own)));
      const ratios = network.sets.map((set) => ratioOf(plan.ratios, set.name));
      const contests = sets.map((set, s) => ({
        ...{ set, scores: scores[s], unit: units[s], order: ascendingOrder(scores[s]) },
      }));
      const free = contests.filter(({ set }) => ratios[set.index] === null);
      return {
        ...{ kind: 'channels', method, network, shares: plan.shares ?? null, ratios },
        places: placesBySet(network, contests),
        sequence: ranking === 'set' ? null : globalSequence(network, free, ranking),
      };
    }
  }
}

function rankWeights(
  network: Network,
  weights: Weights,
  criterion: WeightCriterion,
  plan: Plan,
  statistics: Statistics | null,
): RankedLayer[] {
  const layers = prunableLayers(network);
  const scores = layers.map((layer) =>
    criterion.score(
      weights[layer.index].kernel,
      layer,
      seededRandom(plan.seed, layer.index),
      statistics,
    ),
  );
  const { blockWidth } = criterion;
  const ranking = effectiveRanking(plan);
  const alone = (layer: Layer) => ranking === 'set' || ratioOf(plan.ratios, layer.name) !== null;
  const free = [...layers.keys()].filter((l) => !alone(layers[l]));
  const together = rankTogether(
    free.map((l) => layers[l]),
    free.map((l) => scores[l]),
    blockWidth,
    ranking,
  );
  return layers.map((_, l) => together[free.indexOf(l)] ?? rankAlone(l));

  function rankAlone(l: number): RankedLayer {
    return {
      ...{ layer: layers[l], place: places(ascendingOrder(scores[l])), blockWidth },
      contestants: scores[l].length,
      mostCut: scores[l].length - 1,
      ratio: ratioOf(plan.ratios, layers[l].name),
    };
  }
}

/** These layers in one contest, in which the best unit of each layer cannot lose: no layer is ever emptied. */
function rankTogether(
  layers: readonly Layer[],
  scores: readonly Float32Array[],
  blockWidth: number,
  ranking: Ranking,
): RankedLayer[] {
  const contestants = scores.reduce((total, { length }) => total + length, 0);
  const all = new Float32Array(contestants);
  const starts: number[] = [];
  let start = 0;
  for (const [l, layer] of layers.entries()) {
    starts.push(start);
    const price = ranking === 'global-macs' ? layer.outSize * layer.outSize : 1;
    for (let i = 0; i < scores[l].length; i++) all[start + i] = scores[l][i] / price;
    all[start + lastLargest(scores[l])] = Infinity;
    start += scores[l].length;
  }
  const place = places(ascendingOrder(all));
  return layers.map((layer, l) => ({
    layer,
    place: place.subarray(starts[l], starts[l] + scores[l].length),
    blockWidth,
    contestants,
    mostCut: contestants - layers.length,
    ratio: null,
  }));
}

function lastLargest(scores: Float32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i] >= scores[best]) best = i;
  return best;
}

function rankGroups(
  network: Network,
  weights: Weights,
  criterion: GroupCriterion,
  plan: Plan,
): RankedLayer[] {
  return prunableLayers(network).map((layer) => ({
    layer,
    place: criterion.place(weights[layer.index].kernel, layer),
    blockWidth: 1,
    contestants: 4,
    mostCut: 3,
    ratio: ratioOf(plan.ratios, layer.name),
  }));
}

function channelScores(
  network: Network,
  weights: Weights,
  sets: readonly ChannelSet[],
  criterion: ChannelCriterion,
  statistics: Statistics | null,
  seed: number,
): Float32Array[] {
  return sets.map((set) =>
    criterion.score(set, { network, weights, statistics, random: seededRandom(seed, set.index) }),
  );
}

interface Contest {
  readonly set: ChannelSet;
  readonly scores: Float32Array;
  /** What the scores are divided by to be compared with those of other sets. */
  readonly unit: number;
  /** Of the scores, ascending. */
  readonly order: Uint32Array;
}

function placesBySet({ sets }: Network, contests: readonly Contest[]): (Uint32Array | null)[] {
  const found: (Uint32Array | null)[] = sets.map(() => null);
  for (const { set, order } of contests) found[set.index] = places(order);
  return found;
}

/** Scores divided by their set's unit and by what the channel costs, from the smallest. */
function globalSequence(
  network: Network,
  contests: readonly Contest[],
  ranking: Ranking,
): Uint16Array {
  const total = contests.reduce((sum, { order }) => sum + order.length, 0);
  const prices = new Float32Array(total);
  const owner = new Uint16Array(total);
  let next = 0;
  for (const { set, scores, unit, order } of contests) {
    const cost = unit * price(network, set, ranking);
    // In the set's own order, so that a stable sort leaves it as it is.
    for (const channel of order) {
      owner[next] = set.index;
      prices[next++] = scores[channel] / cost;
    }
  }
  return Uint16Array.from(ascendingOrder(prices), (k) => owner[k]);
}

function price(network: Network, set: ChannelSet, ranking: Ranking): number {
  if (ranking === 'global') return 1;
  const { macs, bytes } = channelCost(network, set);
  return ranking === 'global-macs' ? macs : bytes;
}
