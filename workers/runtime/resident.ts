/** What a loaded worker keeps, and a network of it made ready to run. */
import type { Checkpoint } from '../../src/data/checkpoint';
import type { LabelledImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import type { Outcome } from '../../src/pruning/plan';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { BackToBackResult, RuntimeRuns } from '../../src/protocol/lab';
import type { RuntimeId } from '../../src/study/record';
import { runBackToBack } from './backToBack';
import type { Classifier } from './classifier';
import type { Cutter } from './cutNetwork';
import { Executor } from './executor';
import { kernelClassifier, type LabKernels } from './labKernels';
import { timeRuns } from './latency';
import type { RecentNetworks } from './recentNetworks';
import type { Resources } from './resources';

export interface Resident {
  readonly checkpoint: Checkpoint;
  readonly test: LabelledImages;
  readonly resources: Resources;
  readonly cutter: Cutter;
  readonly kernels: Outcome<LabKernels>;
  /** For energy, which comes back to a network again and again. */
  readonly recent: RecentNetworks;
}

export function classifierOf(
  { kernels }: Resident,
  { network, weights }: CompactNetwork,
  runtime: RuntimeId,
  batch: number,
): Outcome<Classifier> {
  if (runtime === 'tfjs') return { ok: true, value: new Executor(network, weights) };
  return kernels.ok ? kernelClassifier(kernels.value, network, weights, batch) : kernels;
}

/** Every network on every runtime that there is, all of them taking turns. */
export async function timeNetworks(
  resident: Resident,
  networks: readonly CompactNetwork[],
  warmUpRuns: number,
  runs: number,
  superseded: () => boolean,
  onProgress: (rounds: number) => void,
): Promise<Outcome<RuntimeRuns[]>> {
  const runtimes: readonly RuntimeId[] = resident.kernels.ok ? ['tfjs', 'kernels'] : ['tfjs'];
  const classifiers: Classifier[] = [];
  try {
    for (const network of networks) {
      for (const runtime of runtimes) {
        const classifier = classifierOf(resident, network, runtime, 1);
        if (!classifier.ok) return classifier;
        classifiers.push(classifier.value);
      }
    }
    const { test } = resident;
    const timed = await timeRuns(classifiers, test, warmUpRuns, runs, superseded, onProgress);
    if (!timed.ok) return timed;
    const runsOf = (network: number) =>
      runtimes.map((id, i) => [id, timed.value[network * runtimes.length + i]]);
    return { ok: true, value: networks.map((_, i) => Object.fromEntries(runsOf(i))) };
  } finally {
    for (const classifier of classifiers) classifier.dispose();
  }
}

/** The first test image, again and again. */
export async function repeatOneImage(
  resident: Resident,
  network: CompactNetwork,
  runtime: RuntimeId,
  durationMs: number,
  { superseded, alive }: { readonly superseded: () => boolean; readonly alive: () => void },
): Promise<Outcome<BackToBackResult>> {
  const classifier = classifierOf(resident, network, runtime, 1);
  if (!classifier.ok) return classifier;
  try {
    const { inputSize } = network.network.config;
    const image = preprocess(resident.test, 0, 1, inputSize);
    const surroundings = { superseded, alive, pageTimeMs };
    return await runBackToBack(classifier.value, image, durationMs, surroundings);
  } finally {
    classifier.value.dispose();
  }
}

function pageTimeMs(): number {
  return performance.timeOrigin + performance.now();
}
