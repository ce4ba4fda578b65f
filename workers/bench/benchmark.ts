/** The benchmark proper: every engine in one page, taking turns in one run. */
import { orThrow, type Outcome } from '../../src/base/outcome';
import type { SubjectImages } from '../../src/subject/preprocess';
import { networkCosts } from '../../src/model/costs';
import { countNonZeros } from '../../src/pruning/sparseEncoding';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import type {
  BenchAlone,
  BenchKernel,
  BenchProgress,
  BenchRatio,
  Rival,
} from '../../src/protocol/bench';
import { kernelSpeeds } from '../kernels/checks/speed';
import type { Classifier } from '../runtime/classifier';
import { classifierOf, timedClassifier, type Machine } from '../runtime/engines';
import { Executor } from '../runtime/executor';
import type { LabKernels } from '../runtime/labKernels';
import { entrants, ratiosOf, type Contestant } from './contest';
import { interleavedTimes, median, type Engine } from './interleave';
import { batchOf, networksOf, randomNetwork } from './networks';
import { inInt8, quantisedFor } from './quantised';
import { WORKS, type Setting, type Work } from './works';

interface DisposableEngine {
  run(images: Float32Array): unknown;
  dispose(): void;
}

type Runner = Contestant & Engine & DisposableEngine;

/** The dense network of a setting, as a rival gets it. */
export interface RivalRequest {
  readonly dense: CompactNetwork;
  /** The same in eight bits. */
  readonly quantised: QuantisedNetwork;
  readonly batch: number;
}

/** A runtime from outside. */
export interface OutsideRival {
  readonly name: Rival;
  readonly threads: number;
  /** Null where it does not take part. */
  make(request: RivalRequest): Promise<DisposableEngine | null>;
}

export interface BenchSubject {
  readonly bundled: CompactNetwork;
  readonly images: SubjectImages;
  readonly kernels: LabKernels;
  /** That dense networks run on as well, in float32 and int8, one picture at a time; 1: no more than that. */
  readonly threads: number;
  readonly rivals: readonly OutsideRival[];
  readonly quick: boolean;
  /** Whether a row is asked for, by its work: `sparse80 32px b16`. */
  readonly wanted: (work: string) => boolean;
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
  const wanted = WORKS.filter(({ name }) => subject.wanted(`${name} ${setting.name}`));
  if (wanted.length === 0) return { ratios: [], alone: [] };
  const dense = setting.random ? randomNetwork(setting.random) : subject.bundled;
  const works = entrants((work) => wanted.includes(work));
  const onCut = (share: number) => subject.onProgress({ stage: 'cutting', share });
  const networks = await networksOf(dense, works, onCut);
  const images = randomPixels(setting) ?? batchOf(subject.images, setting);
  const rounds = subject.quick ? setting.quickRounds : setting.rounds;
  const onRound = (done: number) =>
    subject.onProgress({ stage: setting.name, share: done / rounds });
  const outside = await outsideRunners(subject, dense, images, setting.batch);
  const own = await ownRunners(
    subject,
    setting.batch,
    await readyWorks(subject, works, networks, images),
  );
  const runners = [...outside, ...own];
  try {
    const times = await interleavedTimes(runners, images, rounds, onRound);
    const ratios = ratiosOf(setting.name, wanted, runners, times);
    return { ratios, alone: await aloneTimes(setting.name, outside, own, images, rounds) };
  } finally {
    for (const runner of runners) runner.dispose();
  }
}

/** Rivals, and the dense network of our own. */
async function aloneTimes(
  setting: string,
  outside: readonly Runner[],
  own: readonly Runner[],
  images: Float32Array,
  rounds: number,
): Promise<BenchAlone[]> {
  const alone: BenchAlone[] = [];
  for (const runner of [...outside, ...own.filter(({ name }) => name in OWN_ALONE)]) {
    const { name, threads } = runner;
    const [times] = await interleavedTimes([runner], images, rounds);
    const engine = OWN_ALONE[name] ?? (name as Rival);
    alone.push({ work: `dense ${setting}`, engine, threads, ms: median(times) });
  }
  return alone;
}

const OWN_ALONE: Readonly<Record<string, Rival>> = { dense: 'own dense', int8: 'own int8' };

/** Each kernel on its typical shape, as a share of the machine's multiply-adds. */
export function benchKernels({ kernels, heap }: LabKernels): BenchKernel[] {
  return kernelSpeeds(kernels, heap);
}

/** Multiplications of each work's network, zeros left out. */
export async function workMacs(dense: CompactNetwork): Promise<Map<string, number>> {
  const networks = await networksOf(dense, WORKS);
  return new Map(
    WORKS.map(({ name }, i) => {
      const { network, weights } = networks[i];
      const nonZeros = weights.map(({ kernel }) => countNonZeros(kernel));
      return [name, networkCosts(network, nonZeros).macs];
    }),
  );
}

async function outsideRunners(
  { rivals }: BenchSubject,
  dense: CompactNetwork,
  images: Float32Array,
  batch: number,
): Promise<Runner[]> {
  const tfjs = new Executor(dense.network, dense.weights);
  const runners = [runner({ name: 'tfjs-wasm', threads: 1 }, tfjs)];
  if (rivals.length === 0) return runners;
  const request = { dense, quantised: quantisedFor(dense, images), batch };
  for (const rival of rivals) {
    const engine = await rival.make(request);
    if (engine) runners.push(runner(rival, engine));
  }
  return runners;
}

interface ReadyWork {
  readonly work: Work;
  /** In the precision of the work. */
  readonly network: CompactNetwork;
}

/** Without int8 where its kernels cannot be had. */
async function readyWorks(
  { kernels }: BenchSubject,
  works: readonly Work[],
  networks: readonly CompactNetwork[],
  images: Float32Array,
): Promise<ReadyWork[]> {
  const { ok } = await kernels.int8();
  return works.flatMap((work, i) => {
    if (work.precision === 'float32') return { work, network: networks[i] };
    return ok ? { work, network: inInt8(networks[i], images) } : [];
  });
}

/** On one thread each, then those that run on several as well. */
async function ownRunners(
  { kernels, threads }: BenchSubject,
  batch: number,
  ready: readonly ReadyWork[],
): Promise<Runner[]> {
  const machine: Machine = { kernels: { ok: true, value: kernels } };
  // Batches, too, are to run on the kernels that are fastest here.
  kernels.tiles();
  const runners: Runner[] = [];
  const add = (name: string, count: number, made: Outcome<Classifier>) =>
    runners.push(runner({ name, threads: count }, orThrow(made)));
  for (const { work, network } of ready)
    add(work.name, 1, await classifierOf(machine, network, 'kernels', batch));
  if (batch > 1 || threads === 1) return runners;
  for (const { work, network } of ready.filter((one) => one.work.threaded))
    add(work.name, threads, await timedClassifier(machine, network, 'kernels', threads));
  return runners;
}

function runner({ name, threads }: Contestant, engine: DisposableEngine): Runner {
  return {
    ...{ name, threads },
    run: (images) => engine.run(images),
    dispose: () => engine.dispose(),
  };
}

/** Pictures of random networks are noise: what they show does not change the time. Null where there are real ones. */
function randomPixels({ random, batch }: Setting): Float32Array | null {
  if (!random) return null;
  const size = batch * random.inputSize * random.inputSize * 3;
  return Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.7));
}
