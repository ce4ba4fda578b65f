/** The benchmark proper: every engine in one page, one thread, one run. */
import { orThrow } from '../../src/base/outcome';
import type { SubjectImages } from '../../src/subject/preprocess';
import { networkCosts } from '../../src/model/costs';
import { countNonZeros } from '../../src/pruning/sparseEncoding';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type {
  BenchAlone,
  BenchKernel,
  BenchProgress,
  BenchRatio,
  Rival,
} from '../../src/protocol/bench';
import { kernelSpeeds } from '../kernels/checks/speed';
import { Executor } from '../runtime/executor';
import { kernelClassifier, type LabKernels } from '../runtime/labKernels';
import { aloneMedian, interleavedMedians, type Engine } from './interleave';
import { batchOf, randomNetwork, worksOf } from './networks';
import { WORKS, type Setting } from './works';

type DisposableEngine = Engine & { dispose(): void };

/** A runtime from outside, made for the dense network of a setting. */
export interface OutsideRival {
  readonly name: Rival;
  readonly make: (dense: CompactNetwork, batch: number) => Promise<DisposableEngine>;
}

export interface BenchSubject {
  readonly bundled: CompactNetwork;
  readonly images: SubjectImages;
  readonly kernels: LabKernels;
  readonly rivals: readonly OutsideRival[];
  readonly quick: boolean;
  /** Told of each network that is cut and of each round; `share` is of this stage alone. */
  readonly onProgress: (progress: BenchProgress) => void;
}

export interface SettingReport {
  readonly ratios: readonly BenchRatio[];
  readonly alone: readonly BenchAlone[];
}

export async function benchSetting(
  subject: BenchSubject,
  setting: Setting,
): Promise<SettingReport> {
  const dense = setting.random ? randomNetwork(setting.random) : subject.bundled;
  const networks = await worksOf(dense, (share) => subject.onProgress({ stage: 'cutting', share }));
  const images = randomPixels(setting) ?? batchOf(subject.images, setting);
  const rivals = await denseRivals(subject, dense, setting.batch);
  const own = networks.map((network) => ownEngine(subject.kernels, network, setting.batch));
  const rounds = subject.quick ? setting.quickRounds : setting.rounds;
  const onRound = (done: number) =>
    subject.onProgress({ stage: setting.name, share: done / rounds });
  const engines = [...rivals.map(({ engine }) => engine), ...own];
  try {
    const medians = await interleavedMedians(engines, images, rounds, onRound);
    const theirs = rivals.map(({ name }, i) => ({ name, ms: medians[i] }));
    const ours = medians.slice(rivals.length);
    const ratios = WORKS.flatMap(({ name }, i) => {
      const against = [
        ...theirs,
        ...(i === 0 ? [] : [{ name: 'own dense' as Rival, ms: ours[0] }]),
      ];
      return against.map((rival) => ratioOf(`${name} ${setting.name}`, rival, ours[i]));
    });
    const named = [...rivals, { name: 'own dense' as Rival, engine: own[0] }];
    const alone: BenchAlone[] = [];
    for (const { name, engine } of named) {
      const ms = await aloneMedian(engine, images, rounds);
      alone.push({ work: `dense ${setting.name}`, engine: name, ms });
    }
    return { ratios, alone };
  } finally {
    for (const engine of engines) engine.dispose();
  }
}

/** Each kernel on its typical shape, as a share of the machine's multiply-adds. */
export function benchKernels({ kernels, heap }: LabKernels): BenchKernel[] {
  return kernelSpeeds(kernels, heap);
}

/** Multiplications of each work's network, zeros left out. */
export async function workMacs(dense: CompactNetwork): Promise<Map<string, number>> {
  const networks = await worksOf(dense);
  return new Map(
    WORKS.map(({ name }, i) => {
      const { network, weights } = networks[i];
      const nonZeros = weights.map(({ kernel }) => countNonZeros(kernel));
      return [name, networkCosts(network, nonZeros).macs];
    }),
  );
}

function ratioOf(work: string, rival: { name: Rival; ms: number }, oursMs: number): BenchRatio {
  return { work, against: rival.name, ratio: rival.ms / oursMs, oursMs, theirsMs: rival.ms };
}

async function denseRivals(subject: BenchSubject, dense: CompactNetwork, batch: number) {
  const tfjs = new Executor(dense.network, dense.weights);
  const rivals: { name: Rival; engine: DisposableEngine }[] = [{ name: 'tfjs-wasm', engine: tfjs }];
  for (const { name, make } of subject.rivals) {
    rivals.push({ name, engine: await make(dense, batch) });
  }
  return rivals;
}

function ownEngine(kernels: LabKernels, { network, weights }: CompactNetwork, batch: number) {
  return orThrow(kernelClassifier(kernels, network, weights, batch));
}

/** Pictures of random networks are noise: what they show does not change the time. Null where there are real ones. */
function randomPixels({ random, batch }: Setting): Float32Array | null {
  if (!random) return null;
  const size = batch * random.inputSize * random.inputSize * 3;
  return Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.7));
}
