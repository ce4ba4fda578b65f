/** A device's own table of how long each layer takes at several widths, and what it says of other networks. */
import type { Layer, Network } from '../model/network';

/**
 * Measured on networks whose stream sets are cut to one share and all their other sets to another. No layer joins two
 * streams or two other sets, so that this covers every pair of input and output widths.
 */
export interface LayerTimes {
  /** Shares of the channels that are left, ascending, the last is 1. */
  readonly widths: readonly number[];
  /** ms of one image, [layer][width of the stream][width of the other set]. */
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
  const widthOf = (layer: Layer, stream: boolean) => {
    const own = [layer.inSet, layer.outSet].find(
      (set) => set !== null && (sets[set].kind === 'stream') === stream,
    );
    return own === undefined || own === null ? 1 : counts[own] / sets[own].size;
  };
  const layerTime = (layer: Layer) =>
    timeAt(times, layer.index, widthOf(layer, true), widthOf(layer, false));
  return layers.reduce((sum, layer) => sum + layerTime(layer), 0);
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
