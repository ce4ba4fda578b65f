/** A lab worker's side of the protocol: cuts, repairs and measures networks made from the resident dense weights. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network, Weights } from '../../src/model/network';
import type { ActivationStatistics } from '../../src/pruning/activationStatistics';
import { methodOf } from '../../src/pruning/methods';
import type { Outcome, Plan } from '../../src/pruning/plan';
import { rankKey } from '../../src/pruning/planKey';
import { planTable, type PlanTable } from '../../src/pruning/planTable';
import { rank, type Ranked } from '../../src/pruning/rank';
import { select } from '../../src/pruning/select';
import { applyMasks, compact } from '../../src/pruning/surgery';
import { validatePlan } from '../../src/pruning/validatePlan';
import type { Checkpoint } from '../../src/data/checkpoint';
import type {
  AccuracyJob,
  AccuracyResult,
  AccuracyTick,
  Answers,
  LabApi,
  LatencyJob,
  LatencyResult,
  LoadedLab,
  LoadProgress,
  LoadRequest,
  MemoryInfo,
  SizeResult,
} from '../../src/protocol/lab';
import { recalibrate } from '../repair/recalibrate';
import { measureActivations } from './activations';
import { heapBytes, startBackend } from './backend';
import { evaluate, type TestSet } from './evaluate';
import { Executor } from './executor';
import { fetchFile, type ReadFile } from './files';
import { timeRuns } from './latency';
import { Resources } from './resources';
import { measureSizes } from './sizes';
import { Lanes, macrotask, SUPERSEDED, type Turn } from './turn';

interface CutNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

interface Ready {
  readonly resources: Resources;
  readonly checkpoint: Checkpoint;
  readonly testSet: TestSet;
}

const MODEL_NAME = 'MobileNetV2 1.0 at 32×32, Fashion-MNIST';
/** Training images for APoZ and mean activation. */
const ACTIVATION_IMAGES = 500;
/** Each ranking of weights takes 9 MB: enough for the four methods of the default study. */
const RANKINGS_KEPT = 4;
const TICK_INTERVAL_MS = 100;
const NOT_LOADED = {
  ok: false,
  code: 'not-loaded',
  message: 'The lab has not been loaded yet: wait or retry.',
} as const;

export class Lab implements LabApi {
  private readonly lanes = new Lanes();
  private readonly read: ReadFile;
  private resources: Resources | null = null;
  private ready: Ready | null = null;
  private statistics: ActivationStatistics | null = null;
  private readonly rankings = new Map<string, Ranked>();

  constructor(read: ReadFile = fetchFile) {
    this.read = read;
  }

  async load(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>> {
    const runtime = await startBackend(request.wasmUrl);
    if (!runtime.ok) return runtime;
    this.resources ??= new Resources(this.read, request);
    const checkpoint = await this.resources.loadCheckpoint(onProgress);
    if (!checkpoint.ok) return checkpoint;
    const testSet = await this.resources.loadTestSet(onProgress);
    if (!testSet.ok) return testSet;
    this.ready = {
      resources: this.resources,
      checkpoint: checkpoint.value,
      testSet: testSet.value,
    };
    const value: LoadedLab = {
      modelName: MODEL_NAME,
      classNames: checkpoint.value.classNames,
      testImages: testSet.value.images.count,
      testLabels: testSet.value.labels.slice(),
      network: checkpoint.value.network.config,
      runtime: runtime.value,
    };
    return { ok: true, value };
  }

  async planTable(plan: Plan): Promise<Outcome<PlanTable>> {
    const ranked = await this.rank({ ...plan, level: 0 });
    if (!ranked.ok) return ranked;
    const { weights } = (this.ready as Ready).checkpoint;
    return { ok: true, value: planTable(ranked.value, weights, plan.rounding, plan.minChannels) };
  }

  async measureAccuracy(
    { lane, plan, range }: AccuracyJob,
    onTick: (tick: AccuracyTick) => void,
  ): Promise<Outcome<AccuracyResult>> {
    const turn = this.lanes.begin(lane);
    // Lets a newer request of the lane arrive before the expensive part begins.
    await macrotask();
    if (!turn.current()) return SUPERSEDED;
    const started = performance.now();
    const cut = await this.cut(plan);
    if (!cut.ok) return cut;
    const cuttingMs = performance.now() - started;
    const { testSet } = this.ready as Ready;
    const tick = throttled(onTick);
    const afterCutting = await answersOf(cut.value, testSet, range, turn, tick('after-cutting'));
    if (!afterCutting) return SUPERSEDED;
    if (plan.repair.kind === 'none') {
      return { ok: true, value: { afterCutting, afterRepair: null, cuttingMs, repairMs: 0 } };
    }
    // Nothing was cut, so there is nothing to repair.
    if (plan.level === 0) {
      return {
        ok: true,
        value: { afterCutting, afterRepair: afterCutting, cuttingMs, repairMs: 0 },
      };
    }
    const repairStarted = performance.now();
    const repaired = await this.repair(plan.repair.images, cut.value, turn, tick('repair'));
    if (!repaired.ok) return repaired;
    const repairMs = performance.now() - repairStarted;
    const afterRepair = await answersOf(repaired.value, testSet, range, turn, tick('after-repair'));
    if (!afterRepair) return SUPERSEDED;
    return { ok: true, value: { afterCutting, afterRepair, cuttingMs, repairMs } };
  }

  async measureSize(plan: Plan): Promise<Outcome<SizeResult>> {
    const cut = await this.cut(plan);
    if (!cut.ok) return cut;
    return { ok: true, value: await measureSizes(cut.value.network, cut.value.weights) };
  }

  async measureLatency(
    job: LatencyJob,
    onTick: (done: number) => void,
  ): Promise<Outcome<LatencyResult>> {
    const turn = this.lanes.begin(job.lane);
    const halves: Float64Array[][] = job.plans.map(() => []);
    const indices = job.plans.map((_, index) => index);
    let done = 0;
    // A B C, then C B A: drift of the machine's speed favours none.
    for (const index of [...indices, ...indices.toReversed()]) {
      await macrotask();
      if (!turn.current()) return SUPERSEDED;
      const runs = halves[index].length === 0 ? Math.ceil(job.runs / 2) : Math.floor(job.runs / 2);
      const times = await this.timePlan(job.plans[index], job.warmUpRuns, runs);
      if (!times.ok) return times;
      halves[index].push(times.value);
      onTick(++done / (2 * job.plans.length));
    }
    return {
      ok: true,
      value: { runsMs: halves.map(([first, second]) => Float64Array.of(...first, ...second)) },
    };
  }

  async cancel(lane: string): Promise<void> {
    this.lanes.cancel(lane);
  }

  async memory(): Promise<MemoryInfo> {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, tensorBytes: numBytes, heapBytes: heapBytes() };
  }

  private async timePlan(
    plan: Plan,
    warmUpRuns: number,
    runs: number,
  ): Promise<Outcome<Float64Array>> {
    const cut = await this.cut(plan);
    if (!cut.ok) return cut;
    const executor = new Executor(cut.value.network, cut.value.weights);
    const { images } = (this.ready as Ready).testSet;
    const times = timeRuns(executor, images, warmUpRuns, runs);
    executor.dispose();
    return { ok: true, value: times };
  }

  private async repair(
    images: number,
    cut: CutNetwork,
    turn: Turn,
    onProgress: (done: number, total: number) => void,
  ): Promise<Outcome<CutNetwork>> {
    const calibration = await (this.ready as Ready).resources.loadCalibration(() => {});
    if (!calibration.ok) return calibration;
    const count = Math.min(images, calibration.value.count);
    const weights = await recalibrate(
      cut.network,
      cut.weights,
      calibration.value,
      count,
      turn,
      onProgress,
    );
    return weights ? { ok: true, value: { network: cut.network, weights } } : SUPERSEDED;
  }

  private async cut(plan: Plan): Promise<Outcome<CutNetwork>> {
    const ranked = await this.rank(plan);
    if (!ranked.ok) return ranked;
    const { network, weights } = (this.ready as Ready).checkpoint;
    if (plan.level === 0) return { ok: true, value: { network, weights } };
    const cut = select(ranked.value, plan.level, plan.rounding, plan.minChannels);
    if (!cut.ok) return cut;
    return cut.value.kind === 'channels'
      ? { ok: true, value: compact(network, weights, cut.value.kept) }
      : { ok: true, value: { network, weights: applyMasks(weights, cut.value.masks) } };
  }

  private async rank(plan: Plan): Promise<Outcome<Ranked>> {
    if (!this.ready) return NOT_LOADED;
    const valid = validatePlan(plan);
    if (!valid.ok) return valid;
    const key = rankKey(plan);
    const known = this.rankings.get(key);
    if (known) return { ok: true, value: known };
    const statistics =
      methodOf(plan.method).needs === 'activations' ? await this.activations() : null;
    if (statistics && !statistics.ok) return statistics;
    const { network, weights } = this.ready.checkpoint;
    const ranked = rank(network, weights, plan, statistics?.value ?? null);
    const [oldest] = this.rankings.keys();
    if (this.rankings.size >= RANKINGS_KEPT) this.rankings.delete(oldest);
    this.rankings.set(key, ranked);
    return { ok: true, value: ranked };
  }

  private async activations(): Promise<Outcome<ActivationStatistics>> {
    if (!this.statistics) {
      const { resources, checkpoint } = this.ready as Ready;
      const images = await resources.loadCalibration(() => {});
      if (!images.ok) return images;
      const executor = new Executor(checkpoint.network, checkpoint.weights);
      this.statistics = await measureActivations(executor, images.value, ACTIVATION_IMAGES);
      executor.dispose();
    }
    return { ok: true, value: this.statistics };
  }
}

async function answersOf(
  { network, weights }: CutNetwork,
  testSet: TestSet,
  range: AccuracyJob['range'],
  turn: Turn,
  onProgress: (correct: number, total: number) => void,
): Promise<Answers | null> {
  const executor = new Executor(network, weights);
  try {
    return await evaluate(executor, testSet, range, turn, onProgress);
  } finally {
    executor.dispose();
  }
}

/** At most ten ticks a second: more would only be work for the page. */
function throttled(onTick: (tick: AccuracyTick) => void) {
  let last = -Infinity;
  return (stage: AccuracyTick['stage']) => (correct: number, total: number) => {
    const now = performance.now();
    if (now - last < TICK_INTERVAL_MS) return;
    last = now;
    onTick({ stage, correct, total });
  };
}
