/** What goes with one channel: a slice of every tensor that makes it, carries it or reads it. */
import type { ChannelSet } from './network';

/** Along which axis of a layer's kernel the channel lies. */
export type SliceAxis = 'output' | 'filter' | 'input';

export interface Slice {
  /** Index of the layer. */
  readonly layer: number;
  readonly axis: SliceAxis;
}

/** In the order in which an image passes them; a layer that reads and makes the channels has two. */
export function coupledSlices({ producers, carriers, consumers }: ChannelSet): readonly Slice[] {
  const along = (axis: SliceAxis, layers: readonly number[]) =>
    layers.map((layer) => ({ layer, axis }));
  return [
    ...along('output', producers),
    ...along('filter', carriers),
    ...along('input', consumers),
  ].sort((a, b) => a.layer - b.layer);
}
