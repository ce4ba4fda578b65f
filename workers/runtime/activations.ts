import type { LabelledImages } from '../../src/data/idx';
import {
  measuredLayer,
  type ActivationStatistics,
  type SetStatistics,
} from '../../src/pruning/activationStatistics';
import { tensorView } from './backend';
import { BATCH, imageTensor } from './evaluate';
import type { Executor } from './executor';
import { macrotask } from './macrotask';

/**
 * What the channels of a network do on the first `count` images.
 */
export async function measureActivations(
  executor: Executor,
  images: LabelledImages,
  count: number,
): Promise<ActivationStatistics> {
  const { sets, config } = executor.network;
  const sums = new Map(sets.map((set) => [measuredLayer(set), new ActivationSums(set.size)]));
  for (let from = 0; from < count; from += BATCH) {
    await macrotask();
    const batch = imageTensor(images, from, Math.min(from + BATCH, count), config.inputSize);
    executor.run(batch, (layer, output) => sums.get(layer.index)?.add(tensorView(output)));
    batch.dispose();
  }
  return { images: count, sets: [...sums.values()].map((sum) => sum.statistics()) };
}

class ActivationSums {
  private readonly zeros: Uint32Array;
  private readonly magnitudes: Float64Array;
  private positions = 0;

  constructor(channels: number) {
    this.zeros = new Uint32Array(channels);
    this.magnitudes = new Float64Array(channels);
  }

  /** @param values [positions][channels] */
  add(values: Float32Array): void {
    const channels = this.zeros.length;
    for (let start = 0; start < values.length; start += channels) {
      for (let c = 0; c < channels; c++) {
        const value = values[start + c];
        if (value === 0) this.zeros[c]++;
        this.magnitudes[c] += Math.abs(value);
      }
    }
    this.positions += values.length / channels;
  }

  statistics(): SetStatistics {
    return {
      zeroShare: Float32Array.from(this.zeros, (zeros) => zeros / this.positions),
      meanMagnitude: Float32Array.from(this.magnitudes, (sum) => sum / this.positions),
    };
  }
}
