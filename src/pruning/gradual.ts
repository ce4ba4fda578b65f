/**
 * Cutting little by little. How many weights of each layer, or channels of each set, go in the end is decided once, by
 * the ranking of the dense network; which ones go is decided again at every cut, by what training has made of them. The
 * finished network has the shape of the one-shot one and as many zeros in each layer, though not at the same places.
 */
import type { Schedule } from './plan';
import type { Ranked, RankedChannels, RankedWeights } from './rank';
import { cutPlaces } from './select';

/** Share of the training during which cuts are made. */
export const CUTTING_SHARE = 0.5;

/**
 * Level after the given share of the training. `agp` is s·(1 − (1 − t)³): fast while much is left (Zhu & Gupta 2017);
 * `linear` is s·t.
 * @param progress share of the training that is done, in [0, 1]
 */
export function levelAt(schedule: Schedule, level: number, progress: number): number {
  const t = Math.min(1, progress / CUTTING_SHARE);
  if (schedule === 'one-shot' || t === 1) return level;
  return level * (schedule === 'linear' ? t : 1 - (1 - t) ** 3);
}

/** The ranking with that share of every ratio that was given by hand: these grow with the level. */
export function withPartOfRatios(ranked: Ranked, share: number): Ranked {
  const part = (ratio: number | null) => ratio && ratio * share;
  return ranked.kind === 'channels'
    ? { ...ranked, ratios: ranked.ratios.map(part) }
    : { ...ranked, layers: ranked.layers.map((own) => ({ ...own, ratio: part(own.ratio) })) };
}

/**
 * Masks that cut as many units of each layer as `planned` does at the level, those that `current` ranks lowest.
 * @param current the same method's ranking of the weights as they are now; masked ones are 0 and rank lowest
 * @returns by layer: 1 for each weight that stays, in the order of its kernel; null where nothing is cut
 */
export function gradualMasks(
  planned: RankedWeights,
  current: RankedWeights,
  level: number,
): (Uint8Array | null)[] {
  const masks: (Uint8Array | null)[] = planned.network.layers.map(() => null);
  planned.layers.forEach((layer, l) => {
    const places = cutPlaces(layer, level);
    let units = 0;
    for (const own of layer.place) if (own < places) units++;
    if (units === 0) return;
    const { place, blockWidth } = current.layers[l];
    const { inChannels, outChannels, index } = layer.layer;
    // No two units of a layer share a place.
    const limit = place.toSorted()[units - 1];
    const blocks = Math.ceil(outChannels / blockWidth);
    masks[index] = Uint8Array.from({ length: inChannels * outChannels }, (_, i) => {
      const [row, column] = [Math.floor(i / outChannels), i % outChannels];
      return place[row * blocks + Math.floor(column / blockWidth)] > limit ? 1 : 0;
    });
  });
  return masks;
}

/**
 * Channels that stay in a network some of whose channels are cut already.
 * @param counts by channel set: how many are to stay
 * @param current the same method's ranking of the network as it is now
 * @returns by channel set, ascending, in the numbering of the network as it is now
 */
export function gradualChannels(counts: readonly number[], current: RankedChannels): Int32Array[] {
  return current.network.sets.map(({ size }, set) => {
    const place = current.places[set];
    const all = Int32Array.from({ length: size }, (_, channel) => channel);
    return place ? all.filter((channel) => place[channel] >= size - counts[set]) : all;
  });
}
