/**
 * How each runtime makes a network ready in a worker: one row for each of `RUNTIMES`. Who looks at the maps between layers
 * (statistics of activations, features for the classifier's refit) takes TensorFlow.js's `Executor`: no other engine shows them.
 */
import type { Outcome } from '../../src/base/outcome';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { RUNTIMES, type RuntimeId } from '../../src/study/runtimes';
import type { Classifier } from './classifier';
import { Executor } from './executor';
import { int8Classifier, threadedInt8Classifier } from './int8Classifier';
import { kernelClassifier, threadedClassifier, type LabKernels } from './labKernels';

/** What the engines of a worker stand on, beside TensorFlow.js. */
export interface Machine {
  /** Or why they cannot run. */
  readonly kernels: Outcome<LabKernels>;
}

interface Engine {
  canRun(machine: Machine): boolean;
  /** @param batch images at once, at most */
  classifier(machine: Machine, network: CompactNetwork, batch: number): Outcome<Classifier>;
  /** One image at a time, by several threads; absent where it has but one. */
  threaded?(
    machine: Machine,
    network: CompactNetwork,
    threads: number,
  ): Promise<Outcome<Classifier>>;
}

const ENGINES: Readonly<Record<RuntimeId, Engine>> = {
  tfjs: {
    canRun: () => true,
    classifier: (_, { network, weights }) => ({ ok: true, value: new Executor(network, weights) }),
  },
  kernels: {
    canRun: ({ kernels }) => kernels.ok,
    classifier: ({ kernels }, { network, weights }, batch) =>
      kernels.ok ? kernelClassifier(kernels.value, network, weights, batch) : kernels,
    threaded: async ({ kernels }, { network, weights, stored }, threads) => {
      if (!kernels.ok) return kernels;
      return stored?.precision === 'int8'
        ? threadedInt8Classifier(kernels.value, stored.quantised, threads)
        : threadedClassifier(kernels.value, network, weights, threads);
    },
  },
};

/** In the order of `RUNTIMES`. */
export function runtimesOf(machine: Machine): RuntimeId[] {
  return RUNTIMES.map(({ id }) => id).filter((id) => ENGINES[id].canRun(machine));
}

/** Refused where the runtime cannot run here, or has no memory for the network. */
export async function classifierOf(
  machine: Machine,
  network: CompactNetwork,
  runtime: RuntimeId,
  batch: number,
): Promise<Outcome<Classifier>> {
  return network.stored?.precision === 'int8'
    ? int8Classifier(machine.kernels, network.stored.quantised, batch)
    : ENGINES[runtime].classifier(machine, network, batch);
}

/** For one image at a time, on as many threads as are wanted, where the runtime has several. Refused as `classifierOf`. */
export async function timedClassifier(
  machine: Machine,
  network: CompactNetwork,
  runtime: RuntimeId,
  threads: number,
): Promise<Outcome<Classifier>> {
  const { threaded } = ENGINES[runtime];
  return threads > 1 && threaded
    ? threaded(machine, network, threads)
    : classifierOf(machine, network, runtime, 1);
}

/** Those that can run a network: whole numbers are the kernels' alone. In the order of `RUNTIMES`. */
export function runtimesFor(machine: Machine, { stored }: CompactNetwork): RuntimeId[] {
  const all = runtimesOf(machine);
  return stored?.precision === 'int8' ? all.filter((id) => id === 'kernels') : all;
}
