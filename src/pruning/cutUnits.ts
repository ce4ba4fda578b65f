/** Cuts some channel sets or layers on their own, each by a share of its own. */
import { prunableLayers } from './scope';
import type { Ranked, RankedChannels, RankedWeights } from './rank';
import { keptChannels, maskOf, type Cut } from './select';
import type { Network } from '../model/network';

/** What can be cut on its own: a channel set in scope, or a 1×1 convolution. */
export interface Unit {
  /** Of the set or layer in its network. */
  readonly index: number;
  readonly name: string;
  /** Channels or weights. */
  readonly size: number;
}

/** In the order in which an image passes them. */
export function unitsOf(ranked: Ranked): readonly Unit[] {
  const { network } = ranked;
  if (ranked.kind === 'channels') return network.sets.filter(({ index }) => ranked.places[index]);
  return prunableLayers(network).map(({ index, name, inChannels, outChannels }) => ({
    ...{ index, name },
    size: inChannels * outChannels,
  }));
}

/**
 * @param ranked in whatever contest: within a set or layer the order is the same
 * @param shares by channel set, or by layer of the network: share to cut, in [0, 1]; missing or 0 leaves it whole
 * @param minChannels at least so many channels of every set stay; of a layer one weight stays
 */
export function cutUnits(
  ranked: Ranked,
  shares: readonly (number | undefined)[],
  minChannels: number,
): Cut {
  return ranked.kind === 'channels'
    ? cutSets(ranked, shares, minChannels)
    : cutLayers(ranked, shares);
}

/** How many channels of each set stay. */
export function countsOf(
  { sets }: Network,
  shares: readonly (number | undefined)[],
  minChannels: number,
): number[] {
  return sets.map(({ index, size }) =>
    Math.max(size - Math.round((shares[index] ?? 0) * size), Math.min(size, minChannels)),
  );
}

function cutSets(
  { network, places }: RankedChannels,
  shares: readonly (number | undefined)[],
  minChannels: number,
): Cut {
  const counts = countsOf(network, shares, minChannels);
  const kept = places.map((place, set) =>
    keptChannels(place, place ? counts[set] : network.sets[set].size),
  );
  return { kind: 'channels', kept };
}

function cutLayers(
  { network, layers }: RankedWeights,
  shares: readonly (number | undefined)[],
): Cut {
  const masks: (Uint8Array | null)[] = network.layers.map(() => null);
  for (const ranked of layers) {
    const { place, layer } = ranked;
    const cut = Math.min(Math.round((shares[layer.index] ?? 0) * place.length), place.length - 1);
    // Places are those of a contest that may reach beyond the layer.
    if (cut > 0) masks[layer.index] = maskOf(ranked, place.toSorted()[cut - 1] + 1);
  }
  return { kind: 'weights', masks };
}
