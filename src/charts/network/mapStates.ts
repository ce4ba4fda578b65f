/** What a plan leaves of each map of the network: what the strip draws at every event of the slider. */
import type { BlockMap } from '../../model/blocks';
import type { PlannedFigures } from '../../pruning/plannedFigures';

export interface MapState {
  /** Channels that are left, and their share of the dense network's. */
  readonly channels: number;
  readonly kept: number;
  /** Share of zeros among the weights that are left of the layer that makes the channels. */
  readonly zeros: number;
}

export function mapStates(
  maps: readonly BlockMap[],
  planned: Pick<PlannedFigures, 'network' | 'layers'>,
): MapState[] {
  return maps.map(({ layers: [maker], set, channels: all }) => {
    const channels = set === null ? all : planned.network.sets[set].size;
    const { kernelSize, nonZeros } = planned.layers[maker.index];
    return {
      channels,
      kept: channels / all,
      zeros: kernelSize > 0 ? 1 - nonZeros / kernelSize : 0,
    };
  });
}

/** Of a pixel: what is smaller is not drawn anew at every event of the slider. */
const FINEST = 4;

/** Side in pixels of a square hole in a cell of this side, so that the holes take this share of the area. */
export function holeSide(zeros: number, cell: number): number {
  return Math.round(FINEST * cell * Math.sqrt(zeros)) / FINEST;
}

/** All that `holeSide` gives but 0. */
export function holeSides(cell: number): number[] {
  return Array.from({ length: FINEST * cell }, (_, step) => (step + 1) / FINEST);
}

/** Share of a map of this width in pixels that is drawn. */
export function keptShare(kept: number, width: number): number {
  const steps = FINEST * width;
  return steps < 1 || kept === 1 ? kept : Math.max(1, Math.round(kept * steps)) / steps;
}
