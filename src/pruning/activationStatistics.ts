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
 * Index of the layer behind which a set's activations are measured: inner sets after the depthwise ReLU6
 * (what the projection reads), stem and head after their own ReLU6, streams after the last Add of the
 * stage, where every block has contributed.
 */
export function measuredLayer(set: ChannelSet): number {
  return set.kind === 'inner' ? set.carriers[0] : set.producers[set.producers.length - 1];
}
