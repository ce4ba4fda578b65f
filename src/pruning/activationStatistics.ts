import type { ChannelSet } from '../model/network';

/** Of one channel set, over all images and positions of the map; one value a channel. */
export interface SetStatistics {
  /** Share of the activations that are exactly zero, 0…1. */
  readonly zeroShare: Float32Array;
  /** Mean of |a|. */
  readonly meanMagnitude: Float32Array;
}

/** What the dense network's channels did on unlabelled training images. */
export interface ActivationStatistics {
  readonly images: number;
  /** By channel set. */
  readonly sets: readonly SetStatistics[];
}

/**
 * Index of the layer behind which a set's activations are measured: inner sets behind the depthwise layer that carries
 * them (what the projection reads), stem and head behind their own activation, streams behind the last Add of the
 * stage, where every block has contributed.
 */
export function measuredLayer(set: ChannelSet): number {
  const carrier = set.kind === 'inner' ? set.carriers[0] : undefined;
  return carrier ?? set.producers[set.producers.length - 1];
}
