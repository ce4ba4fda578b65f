/** What a loaded worker keeps, and a network of it made ready to run. */
import { SAFE_RUNTIME, type RuntimeId } from '../../src/study/runtimes';
import type { Outcome, Refusal } from '../../src/base/outcome';
import type { Checkpoint } from '../../src/formats/checkpoint/checkpoint';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { BackToBackResult, TimedNetwork } from '../../src/protocol/lab';
import { runBackToBack } from './backToBack';
import type { Classifier } from '../runtime/classifier';
import type { Cutter } from './cutter';
import { runtimesFor, timedClassifier, type Machine } from '../runtime/engines';
import { timeRuns } from '../runtime/latency';
import type { RecentNetworks } from './recentNetworks';
import type { Resources } from '../files/resources';

export interface Resident extends Machine {
  readonly checkpoint: Checkpoint;
  readonly test: SubjectImages;
  readonly resources: Resources;
  readonly cutter: Cutter;
  /** For energy, which comes back to a network again and again. */
  readonly recent: RecentNetworks;
}

/**
 * Every network on every runtime that there is, all of them taking turns. Refused where several threads cannot run, and
 * with `thread-lost` where one was lost meanwhile.
 * @param threads of each run, where the runtime has several
 */
export async function timeNetworks(
  resident: Resident,
  networks: readonly CompactNetwork[],
  threads: number,
  rounds: Parameters<typeof timeRuns>[2],
  surroundings: Parameters<typeof timeRuns>[3],
): Promise<Outcome<TimedNetwork[]>> {
  const ready: ReadyNetwork[] = [];
  try {
    for (const [network, cut] of networks.entries()) {
      for (const runtime of runtimesFor(resident, cut)) {
        const classifier = await timedClassifier(resident, cut, runtime, threads);
        // A board may have no room for the kernels' plan: then TF.js alone is timed, after a try with one thread.
        if (classifier.ok) ready.push({ network, runtime, classifier: classifier.value });
        else if (runtime === SAFE_RUNTIME || threads > 1) return classifier;
      }
    }
    const classifiers = ready.map(({ classifier }) => classifier);
    const { test } = resident;
    const timed = await timeRuns(classifiers, test, rounds, surroundings);
    if (!timed.ok) return timed;
    const failure = failureOf(classifiers);
    if (failure) return failure;
    const runs = ready.map((one, i) => ({ ...one, runsMs: timed.value[i] }));
    const of = (network: number) => timedNetwork(runs.filter((one) => one.network === network));
    return { ok: true, value: networks.map((_, network) => of(network)) };
  } finally {
    for (const { classifier } of ready) classifier.dispose();
  }
}

interface ReadyNetwork {
  readonly network: number;
  readonly runtime: RuntimeId;
  readonly classifier: Classifier;
}

function timedNetwork(
  runs: readonly (ReadyNetwork & { readonly runsMs: Float64Array })[],
): TimedNetwork {
  const told = runs.flatMap(({ runtime, classifier: { memoryBytes } }) =>
    memoryBytes === undefined ? [] : [[runtime, memoryBytes] as const],
  );
  return {
    runsMs: Object.fromEntries(runs.map(({ runtime, runsMs }) => [runtime, runsMs])),
    memoryBytes: Object.fromEntries(told),
  };
}

/** The first test image, again and again. */
export async function repeatOneImage(
  resident: Resident,
  network: CompactNetwork,
  runtime: RuntimeId,
  threads: number,
  durationMs: number,
  { superseded, alive }: { readonly superseded: () => boolean; readonly alive: () => void },
): Promise<Outcome<BackToBackResult>> {
  const classifier = await timedClassifier(resident, network, runtime, threads);
  if (!classifier.ok) return classifier;
  try {
    const image = preprocess(resident.test, 0, 1);
    const surroundings = { superseded, alive, pageTimeMs };
    const ran = await runBackToBack(classifier.value, image, durationMs, surroundings);
    return failureOf([classifier.value]) ?? ran;
  } finally {
    classifier.value.dispose();
  }
}

function failureOf(classifiers: readonly Classifier[]): Refusal | null {
  return classifiers.find(({ failure }) => failure)?.failure ?? null;
}

function pageTimeMs(): number {
  return performance.timeOrigin + performance.now();
}
