import type { ChannelSet, Layer, Network, Weights } from '../model/network';
import { channelCost } from './channelCost';
import type { ChannelCriterion, GroupCriterion, WeightCriterion } from './criteria/criterion';
import { meanOrOne } from './criteria/filterScores';
import { methodOf, type Method } from './methods';
import type { Plan, Ranking } from './plan';
import { effectiveRanking } from './planKey';
import { prunableLayers, setsInScope } from './scope';
import { seededRandom } from './seededRandom';
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
  readonly sequence: Uint8Array | null;
  /** The plan's, by channel set. */
  readonly shares: readonly number[] | null;
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
  const ranking = effectiveRanking(plan);
  switch (criterion.kind) {
    case 'weights':
      return {
        kind: 'weights',
        method,
        network,
        layers: rankWeights(network, weights, criterion, ranking, plan.seed, statistics),
      };
    case 'groups':
      return { kind: 'weights', method, network, layers: rankGroups(network, weights, criterion) };
    case 'channels': {
      const sets = setsInScope(network, plan.scope);
      const scores = channelScores(network, weights, sets, criterion, statistics, plan.seed);
      const units = scores.map((own) => (criterion.comparable ? 1 : meanOrOne(own)));
      const ranked = rankChannels(network, sets, scores, units, ranking);
      return { kind: 'channels', method, network, shares: plan.shares ?? null, ...ranked };
    }
  }
}

function rankWeights(
  network: Network,
  weights: Weights,
  criterion: WeightCriterion,
  ranking: Ranking,
  seed: number,
  statistics: Statistics | null,
): RankedLayer[] {
  const layers = prunableLayers(network);
  const scores = layers.map((layer) =>
    criterion.score(
      weights[layer.index].kernel,
      layer,
      seededRandom(seed, layer.index),
      statistics,
    ),
  );
  const { blockWidth } = criterion;
  if (ranking !== 'set') return rankTogether(layers, scores, blockWidth, ranking);
  return layers.map((layer, l) => ({
    layer,
    place: places(ascendingOrder(scores[l])),
    blockWidth,
    contestants: scores[l].length,
    mostCut: scores[l].length - 1,
  }));
}

/** All layers in one contest, in which the best unit of each layer cannot lose: no layer is ever emptied. */
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
  }));
}

function lastLargest(scores: Float32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i] >= scores[best]) best = i;
  return best;
}

function rankGroups(network: Network, weights: Weights, criterion: GroupCriterion): RankedLayer[] {
  return prunableLayers(network).map((layer) => ({
    layer,
    place: criterion.place(weights[layer.index].kernel, layer),
    blockWidth: 1,
    contestants: 4,
    mostCut: 3,
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

function rankChannels(
  network: Network,
  sets: readonly ChannelSet[],
  scores: readonly Float32Array[],
  units: readonly number[],
  ranking: Ranking,
): Pick<RankedChannels, 'places' | 'sequence'> {
  const orders = scores.map(ascendingOrder);
  const found: (Uint32Array | null)[] = network.sets.map(() => null);
  for (const [s, set] of sets.entries()) found[set.index] = places(orders[s]);
  const sequence =
    ranking === 'set' ? null : globalSequence(network, sets, scores, units, orders, ranking);
  return { places: found, sequence };
}

/** Scores divided by their set's unit and by what the channel costs, from the smallest. */
function globalSequence(
  network: Network,
  sets: readonly ChannelSet[],
  scores: readonly Float32Array[],
  units: readonly number[],
  orders: readonly Uint32Array[],
  ranking: Ranking,
): Uint8Array {
  const total = scores.reduce((sum, { length }) => sum + length, 0);
  const prices = new Float32Array(total);
  const owner = new Uint8Array(total);
  let next = 0;
  for (const [s, set] of sets.entries()) {
    const unit = units[s] * price(network, set, ranking);
    // In the set's own order, so that a stable sort leaves it as it is.
    for (const channel of orders[s]) {
      owner[next] = set.index;
      prices[next++] = scores[s][channel] / unit;
    }
  }
  return Uint8Array.from(ascendingOrder(prices), (k) => owner[k]);
}

function price(network: Network, set: ChannelSet, ranking: Ranking): number {
  if (ranking === 'global') return 1;
  const { macs, bytes } = channelCost(network, set);
  return ranking === 'global-macs' ? macs : bytes;
}
