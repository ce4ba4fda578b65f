/** A lab without workers: numbers from simple formulas, answers when the test says so. */
import type { RuntimeId } from '../../src/study/runtimes';
import type { Outcome, Refusal } from '../../src/base/outcome';
import { note, refusal } from '../../src/words/refusal';
import { networkCosts } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Plan } from '../../src/pruning/plan';
import type { PlanTable } from '../../src/pruning/planTable';
import { denseBytes } from '../../src/pruning/sparseEncoding';
import type { LayerDetail } from '../../src/pruning/layerDetail';
import type { ProbeJob } from '../../src/protocol/allocation';
import type { LayerDetailJob, PlanTimes, PlanTimesJob } from '../../src/protocol/layerDetail';
import type {
  PointResult,
  AccuracyTick,
  LatencyResult,
  LoadedLab,
  LoadRequest,
  SizeResult,
  TestPictures,
  TrainingOrder,
} from '../../src/protocol/lab';
import type { Study } from '../../src/study/point';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import type { LabWorkers, QuietWorkers } from '../../src/state/labWorkers';

/** What is told of an impossible level. */
export function tooHigh(level: number): Refusal {
  return refusal('level-too-high', { level, cause: note('channels-run-out', { least: 1 }) });
}

export const CONFIG = { width: 1, inputSize: 32, stemStride: 1, classes: 10 } as const;
export const NETWORK = mobilenetV2(CONFIG);
const STOPS = 200;
const ROWS = 190;
const TEST_IMAGES = 10_000;

export const LOADED: LoadedLab = {
  subject: {
    id: 'subject-fake',
    model: {
      id: 'fake',
      name: 'MobileNetV2 1.0, Fashion-MNIST',
      checksums: { 'weights.bin': 'a1' },
    },
    dataset: { id: 'fake', name: 'Fashion-MNIST', checksums: { 'images.gz': 'b2' } },
    classNames: 'T-shirt Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag Boot'.split(' '),
    preprocessing: {
      source: { height: 28, width: 28, planes: 1 },
      target: { size: 32, planes: 3 },
      ...{ padding: 0, mean: [0.286, 0.286, 0.286], deviation: [0.353, 0.353, 0.353] },
    },
    network: NETWORK,
    trainingImages: 60_000,
  },
  input: null,
  testLabels: Uint16Array.from({ length: TEST_IMAGES }, (_, i) => (i * 7) % 10),
  runtime: {
    tfjsVersion: '4.22.0',
    backend: 'wasm',
    simd: true,
    threads: 1,
    kernels: { available: true, build: 'simd' },
  },
  runtimes: ['tfjs', 'kernels'],
  notes: [],
};

/** Pointwise layers lose a share of their weights that is equal to the level. */
export function fakeTable(): PlanTable {
  const sizes = networkCosts(NETWORK).layers.map((layer) => layer.kernelSize);
  const layers = sizes.length;
  const nonZeros = new Uint32Array(ROWS * layers);
  for (let row = 0; row < ROWS; row++) {
    const left = NETWORK.layers.map(({ kind }, i) =>
      kind === 'pointwise' ? sizes[i] - Math.round((row / STOPS) * sizes[i]) : sizes[i],
    );
    nonZeros.set(left, row * layers);
  }
  const channels = new Uint16Array(ROWS * NETWORK.sets.length);
  for (let row = 0; row < ROWS; row++) {
    channels.set(
      NETWORK.sets.map(({ size }) => size),
      row * NETWORK.sets.length,
    );
  }
  return { stops: STOPS, rows: ROWS, channels, nonZeros };
}

/** Share of correct answers; falls with the level, and repair wins some of it back. */
export function fakeShare({ level }: Plan, repaired: boolean): number {
  return 0.93 - (repaired ? 0.35 : 0.8) * level ** 3;
}

export class FakeLab implements LabWorkers {
  readonly workerCount = 2;
  /** What every load brings. */
  loaded = LOADED;
  /** Every message to a worker, in order. */
  readonly calls: string[] = [];
  /** What was asked to answer the images, accuracy after accuracy. */
  readonly runtimes: RuntimeId[] = [];
  /** Files of every load, in order. */
  readonly requests: LoadRequest[] = [];
  /** Set to refuse the next load. */
  loadTrouble: Refusal | null = null;
  /** Set to refuse the next tables. */
  tableRefusal: Refusal | null = null;
  /** Plans with one of these levels are refused. */
  readonly impossible = new Set<number>();
  /** What inferences back to back do; a test with a clock gives another. */
  repeat: QuietWorkers['runBackToBack'] = async () => refusal('not-loaded');
  /** While true, no network is in memory any more. */
  gone = false;
  /** How many times as long as at first this machine takes for a run. */
  slowness = 1;
  /** While true, accuracies wait for `answer`. */
  held = false;
  /** While true, latencies do. */
  timingHeld = false;
  readonly #waiting: { lane: string; settle: (outcome: Refusal) => void }[] = [];
  #answers: (() => void)[] = [];

  async load(
    ...[request, onProgress]: Parameters<LabWorkers['load']>
  ): Promise<Outcome<LoadedLab>> {
    this.calls.push('load');
    this.requests.push(request);
    onProgress({ file: 'weights.bin', receivedBytes: 50, totalBytes: 100 });
    const trouble = this.loadTrouble;
    this.loadTrouble = null;
    return trouble ?? { ok: true, value: this.loaded };
  }

  async planTable(plan: Plan): Promise<Outcome<PlanTable>> {
    this.calls.push(`table ${plan.method}`);
    if (this.tableRefusal) return this.tableRefusal;
    return { ok: true, value: fakeTable() };
  }

  /** Of one pixel each: its index. */
  async pictures(images: readonly number[]): Promise<Outcome<TestPictures>> {
    this.calls.push(`pictures ${images.join(' ')}`);
    const rgba = Uint8ClampedArray.from(images.flatMap((image) => [image, image, image, 255]));
    return { ok: true, value: { width: 1, height: 1, rgba } };
  }

  async classify({ plan, rgba }: Parameters<LabWorkers['classify']>[0]) {
    this.calls.push(`frame ${plan.method} ${plan.level}`);
    const value = { prediction: rgba[0], confidence: 0.75, milliseconds: 2 };
    return { ok: true as const, value };
  }

  endFrames(): void {
    this.calls.push('end frames');
  }

  measurePoint(
    { lane, plan, images, runtime }: Parameters<LabWorkers['measurePoint']>[0],
    onTick: (tick: AccuracyTick) => void,
  ): Promise<Outcome<PointResult>> {
    this.calls.push(`accuracy ${plan.method} ${plan.level}`);
    this.runtimes.push(runtime);
    if (this.impossible.has(plan.level)) {
      return Promise.resolve(tooHigh(plan.level));
    }
    if (images > 0) onTick({ stage: 'after-cutting', correct: 40, total: 50 });
    return new Promise((settle) => {
      this.#waiting.push({ lane, settle });
      this.#answers.push(() => settle({ ok: true, value: answersOf(plan, images) }));
      if (!this.held) this.answer();
    });
  }

  /** Finishes everything that is being measured. */
  answer(): void {
    for (const finish of this.#answers.splice(0)) finish();
  }

  measureLatency(
    { lane, plans, runs }: Parameters<LabWorkers['measureLatency']>[0],
    onTick: Parameters<LabWorkers['measureLatency']>[1] = () => {},
  ) {
    onTick(1);
    this.calls.push(`latency ${plans[0].method} ${plans[0].level}`);
    const ascending = (start: number) =>
      Float64Array.from({ length: runs }, (_, i) => this.slowness * (start + i / 100));
    const dense = { tfjs: ascending(1.8), kernels: ascending(0.9) };
    const timed = plans.map((plan) => {
      const { level } = plan;
      const own = { memoryBytes: { kernels: 9e6 * (1 - level) }, size: sizeOf(plan) };
      if (level === 0) return { ...own, runsMs: dense, dense: null };
      const runsMs = { tfjs: ascending(1.8), kernels: ascending(0.9 * (1 - level)) };
      return { ...own, runsMs, dense };
    });
    return new Promise<Outcome<LatencyResult>>((settle) => {
      this.#waiting.push({ lane, settle });
      this.#answers.push(() => settle({ ok: true, value: { timed, tickMs: 0 } }));
      if (!this.timingHeld) this.answer();
    });
  }

  async reserve(lane: string): Promise<QuietWorkers> {
    this.calls.push(`reserve ${lane}`);
    return {
      workerCount: this.workerCount,
      runBackToBack: (job) => this.repeat(job),
      release: () => void this.calls.push(`release ${lane}`),
    };
  }

  async units() {
    return { ok: true as const, value: NETWORK.sets.filter(({ kind }) => kind === 'inner') };
  }

  /** Every set harms by its share squared, the later the less. */
  async probe({ shares, images }: ProbeJob) {
    this.calls.push('probe');
    const harm = shares.reduce<number>((sum, share, s) => sum + (share ?? 0) ** 2 / (s + 1), 0);
    const correct = Math.round(images * (0.93 - 0.1 * harm));
    return { ok: true as const, value: { correct, images, crossEntropy: 0.2 + harm } };
  }

  async timeLayers() {
    this.calls.push('time layers');
    return refusal('no-heap', { why: 'own-memory' });
  }

  layerDetail({ lane, plan, layer }: LayerDetailJob): Promise<Outcome<LayerDetail>> {
    this.calls.push(`detail ${plan.method} ${layer}`);
    return new Promise((settle) => {
      this.#waiting.push({ lane, settle });
      this.#answers.push(() => settle({ ok: true, value: fakeDetail(layer) }));
      if (!this.held) this.answer();
    });
  }

  /** Every layer takes 1 ms, and half of it once it is cut. */
  timePlan({ lane, plan }: PlanTimesJob): Promise<Outcome<PlanTimes>> {
    this.calls.push(`time plan ${plan.method} ${plan.level}`);
    const all = (ms: number) => new Float64Array(NETWORK.layers.length).fill(ms);
    return new Promise((settle) => {
      this.#waiting.push({ lane, settle });
      this.#answers.push(() => settle({ ok: true, value: { dense: all(1), cut: all(0.5) } }));
      if (!this.timingHeld) this.answer();
    });
  }

  async networkFile(plan: Plan, study: Study): Promise<Outcome<Blob>> {
    this.calls.push(`file ${plan.method} ${plan.level}`);
    return this.gone
      ? refusal('network-gone')
      : { ok: true, value: new Blob([formatStudy(study)]) };
  }

  async readNetwork(file: Blob): Promise<Outcome<Study>> {
    return parseStudy(await file.text());
  }

  useNetwork(plan: Plan, file: Blob | null): void {
    this.calls.push(`${file ? 'use' : 'drop'} ${plan.method} ${plan.level}`);
  }

  steerTraining(lane: string, order: TrainingOrder): void {
    this.calls.push(`${order} ${lane}`);
  }

  cancel(lane: string): void {
    this.calls.push(`cancel ${lane}`);
    for (const job of this.#waiting) {
      if (job.lane === lane) job.settle(refusal('superseded'));
    }
  }
}

function answersOf(plan: Plan, images: number): PointResult {
  const answers = (repaired: boolean) => ({
    range: { from: 0, to: images },
    predictions: Uint16Array.from({ length: images }, (_, i) => {
      const label = LOADED.testLabels[i];
      const right = ((i * 7919) % images) / images < fakeShare(plan, repaired);
      return right ? label : (label + 1 + (i % 3)) % 10;
    }),
    confidences: Float32Array.from({ length: images }, (_, i) => 0.5 + (i % 50) / 100),
    crossEntropySum: images * 0.25,
  });
  return {
    afterCutting: answers(false),
    afterRepair: plan.repair.length === 0 ? null : answers(true),
    cuttingMs: 20,
    repairMs: 100,
    repairSteps: plan.repair.map((step) => ({
      step,
      correct: Math.round(images * fakeShare(plan, true)),
      total: images,
      seconds: 0.1,
    })),
    notes: [],
    size: sizeOf(plan),
  };
}

/** Four weights, of which the first goes at once and the last never. */
function fakeDetail(layer: number): LayerDetail {
  const [goneAt, rows] = [Uint8Array.of(0, 1, 2, 3), 3];
  return {
    ...{ layer, stops: STOPS, rows, goneAt, gamma: null, channels: null },
    magnitudes: {
      ...{ largest: 1, all: Uint32Array.of(2, 2), gone: Uint32Array.of(1, 0, 2, 0, 2, 1) },
      ...{ goneUpTo: Float32Array.of(0.1, 0.3, 0.6), leftFrom: Float32Array.of(0.3, 0.6, 1) },
    },
  };
}

function sizeOf({ level }: Plan): SizeResult {
  const costs = networkCosts(NETWORK);
  const bytes = denseBytes(NETWORK);
  return {
    parameters: costs.parameters,
    nonZeros: Math.round(costs.nonZeros * (1 - level)),
    macs: Math.round(costs.macs * (1 - level)),
    denseBytes: bytes,
    encodedBytes: Math.round(bytes * (1 - level * 0.9)),
    gzipBytes: Math.round(bytes * (0.92 - level * 0.8)),
    kernels: NETWORK.layers.map(({ kind }) => kind),
  };
}
