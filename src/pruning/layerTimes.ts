/** A device's own table of how long each layer takes at several widths, and what it says of other networks. */
import type { Layer, Network } from '../model/network';

/**
 * Measured on networks whose one group of channel sets is cut to one share and the other group to another (see
 * `widthGroups`), so that this covers every pair of input and output widths.
 */
export interface LayerTimes {
  /** Shares of the channels that are left, ascending, the last is 1. */
  readonly widths: readonly number[];
  /** ms of one image, [layer][width of the first group][width of the second]. */
  readonly milliseconds: readonly Float64Array[];
}

/**
 * Estimated ms of one image: bilinear between the measured widths, carried on in a straight line below them.
 * @param counts by channel set: how many channels are left
 */
export function networkTime(
  { layers, sets }: Network,
  times: LayerTimes,
  counts: readonly number[],
): number {
  const groups = widthGroups({ layers, sets });
  const widthOf = (layer: Layer, group: WidthGroup) => {
    const own = [layer.inSet, layer.outSet].find((set) => set !== null && groups[set] === group);
    return own === undefined || own === null ? 1 : counts[own] / sets[own].size;
  };
  const layerTime = (layer: Layer) =>
    timeAt(times, layer.index, widthOf(layer, 0), widthOf(layer, 1));
  return layers.reduce((sum, layer) => sum + layerTime(layer), 0);
}

type WidthGroup = 0 | 1;

/**
 * By channel set: two groups, in turn along the network, so that its layers join sets of different groups. In
 * MobileNetV2 the first are the streams. Where a layer joins two of one group, both have the same width.
 */
export function widthGroups({ layers, sets }: Pick<Network, 'layers' | 'sets'>): WidthGroup[] {
  const groups = sets.map((): WidthGroup | null => null);
  for (const { inSet, outSet } of layers) {
    if (outSet === null || groups[outSet] !== null) continue;
    groups[outSet] = inSet === null || groups[inSet] === 0 ? 1 : 0;
  }
  return groups.map((group) => group ?? 1);
}

function timeAt(
  { widths, milliseconds }: LayerTimes,
  layer: number,
  stream: number,
  other: number,
): number {
  const [row, column] = [placeOf(widths, stream), placeOf(widths, other)];
  const at = (r: number, c: number) => milliseconds[layer][r * widths.length + c];
  const along = (r: number) => mix(at(r, column.from), at(r, column.from + 1), column.share);
  return Math.max(0, mix(along(row.from), along(row.from + 1), row.share));
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

function placeOf(widths: readonly number[], width: number): { from: number; share: number } {
  const above = widths.findIndex((measured) => measured > width);
  const from = Math.max(0, (above < 0 ? widths.length - 1 : above) - 1);
  return { from, share: (width - widths[from]) / (widths[from + 1] - widths[from]) };
}
