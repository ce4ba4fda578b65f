import { kernelSize } from '../model/costs';
import type { Layer, Weights } from '../model/network';
import type { Method } from './methods';
import type { Rounding } from './plan';
import type { Ranked, RankedChannels, RankedLayer, RankedWeights } from './rank';
import { cutPlaces, keptCounts, refuseWeights } from './select';
import { countNonZeros } from './sparseEncoding';

/**
 * Everything the page needs to plan a whole drag without asking again: what is left at every slider stop.
 * Stop s is level s / `stops`; made by the same selection that cuts. Where a method has only a few levels,
 * the rows between hold the next lower one.
 */
export interface PlanTable {
  /** Levels go from 0 to (rows − 1) / stops. */
  readonly stops: number;
  readonly rows: number;
  /** Channels left, row-major [rows][sets]. */
  readonly channels: Uint16Array;
  /** Non-zeros left in each layer's kernel, row-major [rows][layers]. */
  readonly nonZeros: Uint32Array;
}

export const STOPS = 200;

/** The level that row `stop` of a table describes. */
export function levelOfStop(method: Method, stop: number): number {
  const level = stop / STOPS;
  return method.levels ? Math.max(...method.levels.filter((fixed) => fixed <= level)) : level;
}

/**
 * @param weights those that were ranked
 * @param rounding as for `select`
 * @param minChannels as for `select`
 */
export function planTable(
  ranked: Ranked,
  weights: Weights,
  rounding: Rounding,
  minChannels: number,
): PlanTable {
  return ranked.kind === 'weights'
    ? weightTable(ranked, weights)
    : channelTable(ranked, weights, rounding, minChannels);
}

function weightTable(ranked: RankedWeights, weights: Weights): PlanTable {
  const { network } = ranked;
  const levels = weightLevels(ranked);
  const nonZeros = denseCounts(weights, levels.length);
  // Layers with equally many contestants, as in a global contest, share one list, unless one has a ratio of its own.
  const rowsOfPlaces = new Map<string, Uint8Array>();
  for (const layer of ranked.layers) {
    const key = `${layer.contestants} ${layer.ratio}`;
    const rowOfPlace = rowsOfPlaces.get(key) ?? firstRowOfPlaces(layer, levels);
    rowsOfPlaces.set(key, rowOfPlace);
    const cut = cutByRow(layer, weights[layer.layer.index].kernel, rowOfPlace, levels.length);
    subtract(nonZeros, network.layers.length, layer.layer.index, cut);
  }
  const sizes = network.sets.map(({ size }) => size);
  return tableOf(
    levels.map(() => sizes),
    nonZeros,
  );
}

function channelTable(
  ranked: RankedChannels,
  weights: Weights,
  rounding: Rounding,
  minChannels: number,
): PlanTable {
  const { network } = ranked;
  const counts = channelCounts(ranked, rounding, minChannels);
  const nonZeros = new Uint32Array(counts.length * network.layers.length);
  const lastRows = ranked.places.map((place, set) => place && rowsOfChannels(place, counts, set));
  for (const layer of network.layers) {
    const zeros = zerosByRow(layer, weights[layer.index].kernel, lastRows, counts.length);
    for (const [row, kept] of counts.entries()) {
      nonZeros[row * network.layers.length + layer.index] = keptSize(layer, kept) - zeros[row];
    }
  }
  return tableOf(counts, nonZeros);
}

/** Of all rows. */
export function weightLevels(ranked: RankedWeights): number[] {
  return levelsUntil(ranked.method, (level) => refuseWeights(ranked, level) !== null);
}

/** By row: how many channels of each set are left. */
export function channelCounts(
  ranked: RankedChannels,
  rounding: Rounding,
  minChannels: number,
): number[][] {
  const counts: number[][] = [];
  levelsUntil(ranked.method, (level) => {
    const kept = keptCounts(ranked, level, rounding, minChannels);
    if (kept.ok) counts.push(kept.value);
    return !kept.ok;
  });
  return counts;
}

/** Levels of the rows: all stops up to the first that is refused. */
function levelsUntil(method: Method, refused: (level: number) => boolean): number[] {
  const highest = method.levels ? Math.max(...method.levels) * STOPS : STOPS - 1;
  const levels: number[] = [];
  for (let stop = 0; stop <= highest; stop++) {
    const level = levelOfStop(method, stop);
    if (refused(level)) break;
    levels.push(level);
  }
  return levels;
}

function tableOf(channels: readonly (readonly number[])[], nonZeros: Uint32Array): PlanTable {
  const rows = channels.length;
  return { stops: STOPS, rows, channels: Uint16Array.from(channels.flat()), nonZeros };
}

/** Non-zeros of the uncut kernels, repeated in every row. */
function denseCounts(weights: Weights, rows: number): Uint32Array {
  const counts = Uint32Array.from(weights, ({ kernel }) => countNonZeros(kernel));
  const table = new Uint32Array(rows * counts.length);
  for (let row = 0; row < rows; row++) table.set(counts, row * counts.length);
  return table;
}

function subtract(table: Uint32Array, columns: number, column: number, values: Uint32Array): void {
  for (let row = 0; row < values.length; row++) table[row * columns + column] -= values[row];
}

/** How many non-zeros of a layer are cut in each row. */
function cutByRow(
  { place, blockWidth, layer }: RankedLayer,
  kernel: Float32Array,
  rowOfPlace: Uint8Array,
  rows: number,
): Uint32Array {
  const cut = new Uint32Array(rows + 1);
  let block = 0;
  for (let row = 0; row < kernel.length; row += layer.outChannels) {
    const rowEnd = row + layer.outChannels;
    for (let start = row; start < rowEnd; start += blockWidth, block++) {
      const end = Math.min(start + blockWidth, rowEnd);
      const cutAt = rowOfPlace[place[block]];
      for (let i = start; i < end; i++) if (kernel[i] !== 0) cut[cutAt]++;
    }
  }
  for (let row = 1; row < rows; row++) cut[row] += cut[row - 1];
  return cut.subarray(0, rows);
}

/** First row in which each place is cut, or the number of rows where it never is. */
export function firstRowOfPlaces(ranked: RankedLayer, levels: readonly number[]): Uint8Array {
  const rows = new Uint8Array(ranked.contestants).fill(levels.length);
  let from = 0;
  for (const [row, level] of levels.entries()) {
    const to = cutPlaces(ranked, level);
    rows.fill(row, from, to);
    from = to;
  }
  return rows;
}

/** First row at which each channel of a set is gone, or the number of rows where it never is. */
export function rowsOfChannels(
  place: Uint32Array,
  counts: readonly number[][],
  set: number,
): Uint8Array {
  return Uint8Array.from(place, (channelPlace) => {
    const row = counts.findIndex((kept) => channelPlace < place.length - kept[set]);
    return row < 0 ? counts.length : row;
  });
}

/** Values in a layer's kernel while `kept[set]` channels of each set are left. */
function keptSize(layer: Layer, kept: readonly number[]): number {
  return kernelSize({
    ...layer,
    inChannels: layer.inSet === null ? layer.inChannels : kept[layer.inSet],
    outChannels: layer.outSet === null ? layer.outChannels : kept[layer.outSet],
  });
}

/** Zeros that the uncut kernel has itself and that are still there in each row; nearly always none. */
function zerosByRow(
  layer: Layer,
  kernel: Float32Array,
  goneAt: readonly (Uint8Array | null)[],
  rows: number,
): Uint32Array {
  const zeros = new Uint32Array(rows);
  const inputs = layer.inSet === null || layer.kind === 'depthwise' ? null : goneAt[layer.inSet];
  const outputs = layer.outSet === null ? null : goneAt[layer.outSet];
  for (let i = 0; i < kernel.length; i++) {
    if (kernel[i] !== 0) continue;
    const input = inputs?.[Math.floor(i / layer.outChannels)] ?? rows;
    const output = outputs?.[i % layer.outChannels] ?? rows;
    for (let row = 0; row < Math.min(input, output); row++) zeros[row]++;
  }
  return zeros;
}
