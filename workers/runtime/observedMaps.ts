/** What the maps of a float32 network hold, for its int8 network. */
import type { SubjectImages } from '../../src/subject/preprocess';
import type { Outcome } from '../../src/base/outcome';
import type { Network } from '../../src/model/network';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { Histogram } from '../../src/quantisation/histogram';
import type { PerMap } from '../../src/quantisation/ranges';
import { betweenBatches } from '../jobs/way';
import { SUPERSEDED } from '../jobs/superseded';
import { batchOf, imageTensor } from './evaluate';
import { Executor } from './executor';

/**
 * Histograms of every map over the first `count` images; no map is kept. Lets messages in after every batch.
 * @param onProgress images so far
 */
export async function observeMaps(
  { network, weights }: CompactNetwork,
  images: SubjectImages,
  count: number,
  superseded: () => boolean,
  onProgress: (images: number) => void,
): Promise<Outcome<PerMap<Histogram>>> {
  const seen = emptyHistograms(network);
  const executor = new Executor(network, weights);
  const batch = batchOf(network);
  try {
    for (let from = 0; from < count; from += batch) {
      await betweenBatches(superseded);
      if (superseded()) return SUPERSEDED;
      const to = Math.min(from + batch, count);
      observeBatch(executor, images, [from, to], seen);
      onProgress(to);
    }
    return { ok: true, value: seen };
  } finally {
    executor.dispose();
  }
}

function observeBatch(
  executor: Executor,
  images: SubjectImages,
  [from, to]: readonly [number, number],
  seen: PerMap<Histogram>,
): void {
  const batch = imageTensor(images, from, to);
  seen.image.add(batch.dataSync<'float32'>());
  executor.runTensor(batch, ({ index, adds }, output, own) => {
    seen.outputs[index].add(own.dataSync<'float32'>());
    if (adds !== null) seen.sums[index].add(output.dataSync<'float32'>());
  });
  batch.dispose();
}

function emptyHistograms({ layers }: Network): PerMap<Histogram> {
  const outputs = layers.map(() => new Histogram());
  const sums = layers.map(({ adds }, index) => (adds === null ? outputs[index] : new Histogram()));
  return { image: new Histogram(), outputs, sums };
}
