import { hasNorm, kernelSize } from '../model/costs';
import type { ChannelSet, Network } from '../model/network';

/** Bytes of one channel's γ, β, mean and variance, or of its bias. */
const NORM_BYTES = 16;
const BIAS_BYTES = 4;

export interface ChannelCost {
  /** Multiplications of one image. */
  readonly macs: number;
  /** Bytes of float32 weights. */
  readonly bytes: number;
}

/**
 * What one channel of a set costs while nothing else is cut: its column in every producer, its depthwise
 * filter, its row in every consumer.
 */
export function channelCost({ layers }: Network, set: ChannelSet): ChannelCost {
  let macs = 0;
  let bytes = 0;
  const add = (index: number, share: number, vectorBytes: number) => {
    const { outSize } = layers[index];
    macs += share * outSize * outSize;
    bytes += 4 * share + vectorBytes;
  };
  for (const index of [...set.producers, ...set.carriers]) {
    const layer = layers[index];
    add(index, kernelSize(layer) / set.size, hasNorm(layer) ? NORM_BYTES : BIAS_BYTES);
  }
  for (const index of set.consumers) add(index, kernelSize(layers[index]) / set.size, 0);
  return { macs, bytes };
}
