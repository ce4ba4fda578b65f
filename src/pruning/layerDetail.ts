/** One layer under the magnifier: when each of its weights goes, at all stops of the slider at once. */
import type { ChannelSet, Layer, Weights } from '../model/network';
import { channelCounts, firstRowOfPlaces, rowsOfChannels, weightLevels, STOPS } from './planTable';
import type { Rounding } from './plan';
import type { Ranked, RankedChannels, RankedLayer } from './rank';

/** Rows are those of the plan's `PlanTable`. */
export interface LayerDetail {
  /** Index of the layer in its network. */
  readonly layer: number;
  readonly stops: number;
  readonly rows: number;
  /** First row in which each weight is zero or gone, `rows` where it never is; in the order of the dense kernel. */
  readonly goneAt: Uint8Array;
  readonly magnitudes: Magnitudes;
  /** γ of each output channel of the dense network; null where the layer is not normalised. */
  readonly gamma: Float32Array | null;
  /** Of the channels that the layer makes or carries; null where the method cuts none of them. */
  readonly channels: ChannelRank | null;
}

/** |w| of the dense layer in bins of equal width from 0 to `largest`. */
export interface Magnitudes {
  readonly largest: number;
  /** By bin. */
  readonly all: Uint32Array;
  /** Those that are zero or gone, row-major [rows][bins]. */
  readonly gone: Uint32Array;
  /** By row: the largest |w| that is zero or gone, 0 where none is. */
  readonly goneUpTo: Float32Array;
  /** By row: the smallest |w| that is left, ∞ where none is. */
  readonly leftFrom: Float32Array;
}

export interface ChannelRank {
  /** Channel set. */
  readonly set: number;
  /** Of each channel of the set, as the criterion gives it. */
  readonly scores: Float32Array;
  /** 0 is cut first. */
  readonly places: Uint32Array;
}

export const BINS = 48;

/**
 * @param weights those that were ranked
 * @param scoresOf of a channel set, as its criterion ranks it
 */
export function layerDetail(
  ranked: Ranked,
  weights: Weights,
  layer: Layer,
  { rounding, minChannels }: { readonly rounding: Rounding; readonly minChannels: number },
  scoresOf: (set: ChannelSet) => Float32Array,
): LayerDetail {
  const { kernel, norm } = weights[layer.index];
  const { goneAt, rows } =
    ranked.kind === 'weights'
      ? weightsGone(weightLevels(ranked), ranked.layers, layer, kernel.length)
      : channelsGone(ranked, channelCounts(ranked, rounding, minChannels), layer, kernel.length);
  for (let i = 0; i < kernel.length; i++) if (kernel[i] === 0) goneAt[i] = 0;
  return {
    ...{ layer: layer.index, stops: STOPS, rows, goneAt },
    magnitudes: magnitudes(kernel, goneAt, rows),
    gamma: norm ? norm.gamma.slice() : null,
    channels: ranked.kind === 'channels' ? channelRank(ranked, layer, scoresOf) : null,
  };
}

type Gone = Pick<LayerDetail, 'goneAt' | 'rows'>;

function weightsGone(
  levels: readonly number[],
  layers: readonly RankedLayer[],
  { index, outChannels }: Layer,
  size: number,
): Gone {
  const rows = levels.length;
  const goneAt = new Uint8Array(size).fill(rows);
  const ranked = layers.find(({ layer }) => layer.index === index);
  if (!ranked) return { goneAt, rows };
  const rowOfPlace = firstRowOfPlaces(ranked, levels);
  const { place, blockWidth } = ranked;
  const units = Math.ceil(outChannels / blockWidth);
  for (let i = 0; i < size; i++) {
    const input = Math.floor(i / outChannels);
    const unit = Math.floor((i % outChannels) / blockWidth);
    goneAt[i] = rowOfPlace[place[input * units + unit]];
  }
  return { goneAt, rows };
}

function channelsGone(
  { places }: RankedChannels,
  counts: readonly number[][],
  { kind, inSet, outSet, outChannels }: Layer,
  size: number,
): Gone {
  const rows = counts.length;
  const rowsOf = (set: number | null) => {
    const place = set === null ? null : places[set];
    return place && rowsOfChannels(place, counts, set!);
  };
  const [inputs, outputs] = [kind === 'depthwise' ? null : rowsOf(inSet), rowsOf(outSet)];
  const goneAt = new Uint8Array(size);
  // Rows of a kernel are its inputs, one after the other in each of its k×k places.
  for (let i = 0; i < size; i++) {
    const input = inputs ? inputs[Math.floor(i / outChannels) % inputs.length] : rows;
    const output = outputs ? outputs[i % outChannels] : rows;
    goneAt[i] = Math.min(input, output);
  }
  return { goneAt, rows };
}

function channelRank(
  { network, places }: RankedChannels,
  { outSet }: Layer,
  scoresOf: (set: ChannelSet) => Float32Array,
): ChannelRank | null {
  const own = outSet === null ? null : places[outSet];
  return own && { set: outSet!, scores: scoresOf(network.sets[outSet!]), places: own };
}

function magnitudes(kernel: Float32Array, goneAt: Uint8Array, rows: number): Magnitudes {
  const largest = kernel.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
  const all = new Uint32Array(BINS);
  const gone = new Uint32Array(rows * BINS);
  const goneUpTo = new Float32Array(rows);
  const leftFrom = new Float32Array(rows).fill(Infinity);
  for (let i = 0; i < kernel.length; i++) {
    const size = Math.abs(kernel[i]);
    const bin = largest > 0 ? Math.min(BINS - 1, Math.floor((BINS * size) / largest)) : 0;
    const row = goneAt[i];
    all[bin]++;
    if (row < rows) {
      gone[row * BINS + bin]++;
      goneUpTo[row] = Math.max(goneUpTo[row], size);
    }
    // Left in the last row before it goes, and in all before that.
    if (row > 0) leftFrom[row - 1] = Math.min(leftFrom[row - 1], size);
  }
  for (let at = BINS; at < gone.length; at++) gone[at] += gone[at - BINS];
  for (let row = 1; row < rows; row++) goneUpTo[row] = Math.max(goneUpTo[row], goneUpTo[row - 1]);
  for (let row = rows - 2; row >= 0; row--)
    leftFrom[row] = Math.min(leftFrom[row], leftFrom[row + 1]);
  return { largest, all, gone, goneUpTo, leftFrom };
}
