import * as tf from '@tensorflow/tfjs-core';
import type { SubjectImages } from '../../src/subject/preprocess';
import {
  measuredLayer,
  type ActivationStatistics,
  type SetStatistics,
} from '../../src/pruning/activationStatistics';
import { channelMeans } from '../runtime/channelMeans';
import { batchOf, imageTensor } from '../runtime/evaluate';
import type { Executor } from '../runtime/executor';
import { macrotask } from '../jobs/macrotask';

/**
 * What the channels of a network do on the first `count` images.
 */
export async function measureActivations(
  executor: Executor,
  images: SubjectImages,
  count: number,
): Promise<ActivationStatistics> {
  const { sets } = executor.network;
  const sums = new Map(sets.map((set) => [measuredLayer(set), new ActivationSums(set.size)]));
  const most = batchOf(executor.network);
  for (let from = 0; from < count; from += most) {
    await macrotask();
    const to = Math.min(from + most, count);
    const batch = imageTensor(images, from, to);
    executor.runTensor(batch, (layer, output) =>
      sums.get(layer.index)?.add(output, (to - from) / count),
    );
    batch.dispose();
  }
  return { images: count, sets: [...sums.values()].map((sum) => sum.statistics()) };
}

class ActivationSums {
  private readonly nonZeroShare: Float64Array;
  private readonly magnitude: Float64Array;

  constructor(channels: number) {
    this.nonZeroShare = new Float64Array(channels);
    this.magnitude = new Float64Array(channels);
  }

  /** @param share of all images that `maps` holds */
  add(maps: tf.Tensor4D, share: number): void {
    const magnitudes = tf.abs(maps);
    const signs = tf.sign(magnitudes);
    channelMeans(magnitudes).forEach((mean, c) => (this.magnitude[c] += share * mean));
    channelMeans(signs).forEach((mean, c) => (this.nonZeroShare[c] += share * mean));
    tf.dispose([magnitudes, signs]);
  }

  statistics(): SetStatistics {
    return {
      zeroShare: Float32Array.from(this.nonZeroShare, (share) => 1 - share),
      meanMagnitude: Float32Array.from(this.magnitude),
    };
  }
}
