/**
 * Cuts a ranking at a level.
 *   select(ranked, level, rounding, minChannels): Outcome<Cut>
 */
import type { Note, Outcome, Refusal } from '../base/outcome';
import type { Network } from '../model/network';
import type { Rounding } from './plan';
import type { Ranked, RankedChannels, RankedLayer, RankedWeights } from './rank';
import { checkLevel } from './validatePlan';
import { note, refusal } from '../words/refusal';

export interface ChannelCut {
  readonly kind: 'channels';
  /** By channel set: channels that stay, ascending; all of them where nothing is cut. */
  readonly kept: readonly Int32Array[];
}

export interface WeightCut {
  readonly kind: 'weights';
  /** By layer: 1 for each weight that stays, in the order of its kernel; null where nothing is cut. */
  readonly masks: readonly (Uint8Array | null)[];
}

export type Cut = ChannelCut | WeightCut;

/**
 * What stays at a level. Per set, round(level × size) channels (or weights of a layer) go; globally,
 * round(level × all in scope), where the last `minChannels` of a set and the last weight of a layer always
 * stay. Refused where the level would need one of these. Ratios by hand hold above level 0, which cuts nothing.
 * @param rounding kept channels are rounded up to a multiple of it, at most to the set's size
 */
export function select(
  ranked: Ranked,
  level: number,
  rounding: Rounding,
  minChannels: number,
): Outcome<Cut> {
  const refused = checkLevel(ranked.method, level);
  if (refused) return refused;
  return ranked.kind === 'weights'
    ? selectWeights(ranked, level)
    : selectChannels(ranked, level, rounding, minChannels);
}

/** As `select` refuses, without cutting anything. */
export function refuseCut(
  ranked: Ranked,
  level: number,
  rounding: Rounding,
  minChannels: number,
): Refusal | null {
  if (ranked.kind === 'weights') return refuseWeights(ranked, level);
  const counts = keptCounts(ranked, level, rounding, minChannels);
  return counts.ok ? null : counts;
}

function selectWeights(ranked: RankedWeights, level: number): Outcome<WeightCut> {
  const refused = refuseWeights(ranked, level);
  if (refused) return refused;
  const masks: (Uint8Array | null)[] = ranked.network.layers.map(() => null);
  for (const layer of ranked.layers) {
    const cut = cutPlaces(layer, level);
    if (cut > 0) masks[layer.layer.index] = maskOf(layer, cut);
  }
  return { ok: true, value: { kind: 'weights', masks } };
}

/** Places below this number are cut. */
export function cutPlaces({ ratio, contestants }: RankedLayer, level: number): number {
  return Math.round((level > 0 ? (ratio ?? level) : 0) * contestants);
}

/** Null where the level leaves every layer at least one weight. */
export function refuseWeights({ layers }: RankedWeights, level: number): Refusal | null {
  const emptied = layers.find((layer) => cutPlaces(layer, level) > layer.mostCut);
  if (!emptied) return null;
  const { layer, place, contestants, mostCut, ratio } = emptied;
  if (ratio !== null) return refusal('ratio-empties', { name: layer.name, ratio });
  const alone = contestants === place.length ? layer.name : null;
  const room = { layer: alone, most: mostCut, weights: contestants };
  return tooHigh(level, note('weights-run-out', room));
}

export function maskOf({ layer, place, blockWidth }: RankedLayer, cut: number): Uint8Array {
  const mask = new Uint8Array(layer.inChannels * layer.outChannels);
  let block = 0;
  for (let row = 0; row < mask.length; row += layer.outChannels) {
    const rowEnd = row + layer.outChannels;
    for (let start = row; start < rowEnd; start += blockWidth, block++) {
      // The sign bit: two million unpredictable branches would take three times as long.
      const stays = (cut - 1 - place[block]) >>> 31;
      const end = Math.min(start + blockWidth, rowEnd);
      for (let i = start; i < end; i++) mask[i] = stays;
    }
  }
  return mask;
}

function selectChannels(
  ranked: RankedChannels,
  level: number,
  rounding: Rounding,
  minChannels: number,
): Outcome<ChannelCut> {
  const counts = keptCounts(ranked, level, rounding, minChannels);
  if (!counts.ok) return counts;
  const kept = ranked.places.map((place, set) => keptChannels(place, counts.value[set]));
  return { ok: true, value: { kind: 'channels', kept } };
}

export function keptChannels(place: Uint32Array | null, count: number): Int32Array {
  if (!place) return Int32Array.from({ length: count }, (_, channel) => channel);
  const kept = new Int32Array(count);
  let next = 0;
  const cut = place.length - count;
  for (let channel = 0; channel < place.length; channel++) {
    if (place[channel] >= cut) kept[next++] = channel;
  }
  return kept;
}

/** How many channels of each set stay. */
export function keptCounts(
  ranked: RankedChannels,
  level: number,
  rounding: Rounding,
  minChannels: number,
): Outcome<number[]> {
  const { network, places, sequence, shares } = ranked;
  if (shares && shares.length !== network.sets.length) return wrongShares(shares, network);
  const counts = shares
    ? countByShares(ranked, shares, level, minChannels)
    : sequence
      ? countGlobally(network, sequence, level, minChannels)
      : network.sets.map(({ size }, set) => (places[set] ? size - Math.round(level * size) : size));
  if (!counts) return tooHigh(level, note('channels-run-out', { least: minChannels }));
  for (const { index, name, size } of network.sets) {
    const ratio = level > 0 ? ranked.ratios[index] : null;
    if (ratio !== null) counts[index] = size - Math.round(ratio * size);
    const rounded = Math.min(size, Math.ceil(counts[index] / rounding) * rounding);
    if (rounded < Math.min(size, minChannels)) {
      const small = { name, left: rounded, channels: size, least: minChannels };
      return ratio === null
        ? tooHigh(level, note('set-left-small', small))
        : refusal('ratio-leaves-small', { ratio, ...small });
    }
    counts[index] = rounded;
  }
  return { ok: true, value: counts };
}

/** Shares grow with the level until a set is down to `minChannels`; the others do not make up for it. */
function countByShares(
  { network, places }: RankedChannels,
  shares: readonly number[],
  level: number,
  minChannels: number,
): number[] {
  const factor = level / overallShare(network, shares, places);
  return network.sets.map(({ size }, set) => {
    if (!places[set]) return size;
    const cut = Math.round(Math.min(1, factor * shares[set]) * size);
    return Math.max(size - cut, Math.min(size, minChannels));
  });
}

/**
 * Level at which the shares hold as they are: the share of all channels in scope that they cut.
 * @param places as in `RankedChannels`
 */
export function overallShare(
  { sets }: Network,
  shares: readonly number[],
  places: readonly unknown[],
): number {
  const taking = sets.filter(({ index }) => places[index]);
  const channels = taking.reduce((sum, { size }) => sum + size, 0);
  return taking.reduce((sum, { size, index }) => sum + shares[index] * size, 0) / channels;
}

function wrongShares({ length }: readonly number[], { sets }: Network): Refusal {
  return refusal('shares-count', { shares: length, sets: sets.length });
}

function tooHigh(level: number, cause: Note): Refusal {
  return refusal('level-too-high', { level, cause });
}

/** Null where the sets in scope do not have that many channels to give. */
function countGlobally(
  { sets }: Network,
  sequence: Uint16Array,
  level: number,
  minChannels: number,
): number[] | null {
  const counts = sets.map(({ size }) => size);
  let left = Math.round(level * sequence.length);
  for (let k = 0; k < sequence.length && left > 0; k++) {
    const set = sequence[k];
    if (counts[set] <= minChannels) continue;
    counts[set]--;
    left--;
  }
  return left === 0 ? counts : null;
}
