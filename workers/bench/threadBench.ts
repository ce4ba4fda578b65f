/** One image by 1 … n threads, taking turns. */
import { orThrow } from '../../src/base/outcome';
import type { BenchRatio } from '../../src/protocol/bench';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { Classifier } from '../runtime/classifier';
import { timedClassifier, type Machine } from '../runtime/engines';
import { interleavedTimes, median, pairedRatio } from './interleave';

/**
 * A row for each number of threads from 2 on, against one thread in TensorFlow.js's heap.
 * @param work of the rows, such as `dense 32px b1`
 * @throws Error with the code of what refused the threads
 */
export async function benchThreads(
  work: string,
  machine: Machine,
  network: CompactNetwork,
  image: Float32Array,
  most: number,
  rounds: number,
): Promise<BenchRatio[]> {
  const engines: Classifier[] = [];
  try {
    // The most first: a larger team would end a smaller one.
    for (let threads = most; threads > 0; threads--)
      engines.unshift(orThrow(await timedClassifier(machine, network, 'kernels', threads)));
    const runners = engines.map((engine, i) => ({
      threads: i + 1,
      run: (images: Float32Array) => engine.run(images),
    }));
    const [theirs, ...ours] = await interleavedTimes(runners, image, rounds);
    const lost = engines.find(({ failure }) => failure)?.failure;
    if (lost) throw new Error(lost.code);
    return ours.map((times, i) => ({
      ...{ work, against: 'own 1 thread', threads: i + 2 },
      ...{ oursMs: median(times), theirsMs: median(theirs), ratio: pairedRatio(theirs, times) },
    }));
  } finally {
    for (const engine of engines) engine.dispose();
  }
}
