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

/** Side of a square hole in a cell of side 1, so that the holes take this share of the area. */
export function holeSide(zeros: number): number {
  return Math.sqrt(zeros);
}
