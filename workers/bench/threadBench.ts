/** One image by 1 … n threads, taking turns. */
import { orThrow } from '../../src/base/outcome';
import type { BenchRatio } from '../../src/protocol/bench';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { kernelClassifier, threadedClassifier, type LabKernels } from '../runtime/labKernels';
import { interleavedTimes, median, pairedRatio } from './interleave';

/**
 * A row for each number of threads from 2 on, against one thread in TensorFlow.js's heap.
 * @param work of the rows, such as `dense 32px b1`
 * @throws Error with the code of what refused the threads
 */
export async function benchThreads(
  work: string,
  kernels: LabKernels,
  { network, weights }: CompactNetwork,
  most: number,
  rounds: number,
): Promise<BenchRatio[]> {
  const { size, planes } = network.input;
  const image = Float32Array.from({ length: size * size * planes }, (_, i) => Math.sin(i * 0.7));
  const engines = [orThrow(kernelClassifier(kernels, network, weights, 1))];
  try {
    for (let threads = most; threads > 1; threads--) {
      engines.splice(1, 0, orThrow(await threadedClassifier(kernels, network, weights, threads)));
    }
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
