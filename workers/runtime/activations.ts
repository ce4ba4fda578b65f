/** What the dense network's channels do on training images: the ground of APoZ and mean activation. */
import * as tf from '@tensorflow/tfjs-core';
import type { GreyImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import { measuredLayer, type ActivationStatistics } from '../../src/pruning/activationStatistics';
import { EVALUATION_BATCH } from './evaluate';
import type { Executor } from './executor';
import { tensorView } from './tensorView';
import { macrotask } from './turn';

interface Sums {
  readonly zeros: Float64Array;
  readonly magnitude: Float64Array;
  positions: number;
}

/** @param count first images of the set that are used */
export async function measureActivations(
  executor: Executor,
  images: GreyImages,
  count: number,
): Promise<ActivationStatistics> {
  const { sets, config } = executor.network;
  const sums = sets.map(({ size }) => ({
    zeros: new Float64Array(size),
    magnitude: new Float64Array(size),
    positions: 0,
  }));
  const setOfLayer = new Map(sets.map((set) => [measuredLayer(set), sums[set.index]]));
  for (let from = 0; from < count; from += EVALUATION_BATCH) {
    const to = Math.min(from + EVALUATION_BATCH, count);
    const pixels = preprocess(images, from, to, config.inputSize);
    tf.tidy(() => {
      const batch = tf.tensor4d(pixels, [to - from, config.inputSize, config.inputSize, 3]);
      executor.logits(batch, (layer, output) => {
        const sum = setOfLayer.get(layer);
        if (sum) addActivations(tensorView(output), sum);
      });
    });
    await macrotask();
  }
  return {
    images: count,
    sets: sums.map(({ zeros, magnitude, positions }) => ({
      zeroShare: Float32Array.from(zeros, (sum) => sum / positions),
      meanMagnitude: Float32Array.from(magnitude, (sum) => sum / positions),
    })),
  };
}

/** @param values [positions][channels] */
function addActivations(values: Float32Array, sums: Sums): void {
  const channels = sums.zeros.length;
  for (let start = 0; start < values.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const value = values[start + c];
      if (value === 0) sums.zeros[c]++;
      sums.magnitude[c] += Math.abs(value);
    }
  }
  sums.positions += values.length / channels;
}
