/**
 * Measures plans. Whatever was measured is kept by what it depends on, so that no network is measured twice;
 * a newer call in the same lane ends an older one with the code `superseded`.
 */
import { troublesDuring, type BoardTrouble } from '../base/boardTroubles';
import { type Latencies, type LatencySummary, summarizeLatency } from '../study/latency';
import { RUNTIMES, threadsOf, USUAL_RUNTIME, type RuntimeId } from '../study/runtimes';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import { hasOwnZeros } from '../pruning/repairs';
import type {
  PointResult,
  AccuracyTick,
  CountedSize,
  TimedPlan,
  TrainingTick,
} from '../protocol/lab';
import { answersLeft } from './answersLeft';
import type { AskBoard } from './deviceState.svelte';
import { keptSamples } from '../study/latencySamples';
import { latencyRatio } from '../study/latencyRatio';
import type { Clock } from '../base/clock';
import type { LabWorkers } from './labWorkers';
import type { PaceState } from './paceState.svelte';

export interface MeasuringJob {
  readonly lane: string;
  readonly plan: Plan;
  /** Test images: the first of the file. */
  readonly images: number;
  /** True for a plan that somebody waits for: all workers share its images. */
  readonly split: boolean;
}

/** What is known so far; a later stage never takes back an earlier one. */
export interface Measurement {
  readonly plan: Plan;
  readonly images: number;
  /** What answers the images. */
  readonly runtime: RuntimeId;
  /** The latency is timed, before any image is answered. */
  readonly timing: boolean;
  readonly tick: AccuracyTick | null;
  /** The last tick right after cutting: it stays while the network is repaired. */
  readonly cutTick: AccuracyTick | null;
  /** The last tick after repair: it stays while the cut network answers the rest. */
  readonly repairTick: AccuracyTick | null;
  /** About, until the images are answered after cutting, or after repair; null where that cannot be told. */
  readonly secondsLeft: number | null;
  /** With the sizes of the network that answered. */
  readonly accuracy: PointResult | null;
}

export interface CompleteMeasurement extends Measurement {
  readonly accuracy: PointResult;
}

/** What running single images tells of a network. */
export interface NetworkTiming {
  readonly latencyMs: Latencies;
  readonly size: CountedSize;
}

const WARM_UP_RUNS = 5;
const LATENCY_RUNS = 30;

export class Measurer {
  /** Told of every training step, and with null when the plan is measured or given up. */
  onTraining: (lane: string, plan: Plan, tick: TrainingTick | null) => void = () => {};
  /** Told of every plan that workers have measured, not of those that were known. */
  onMeasured: (job: MeasuringJob, result: PointResult) => void = () => {};
  /** What answers the images from now on. */
  runtime: RuntimeId = USUAL_RUNTIME;
  /** Of a timed run, where the runtime has several. */
  threads = 1;
  /** Told why several threads cannot run; one does from then on. */
  onThreads: (why: Refusal) => void = () => {};
  /** What is known of the board while it times. */
  askBoard: AskBoard = async () => null;
  readonly #labWorkers: LabWorkers;
  readonly #newest = new Map<string, number>();
  readonly #accuracies = new Map<string, PointResult>();
  readonly #latencies = new Map<string, NetworkTiming>();

  readonly #clock: Clock;
  readonly #pace: PaceState;

  /** @param pace is told how long everything took */
  constructor(labWorkers: LabWorkers, clock: Clock, pace: PaceState) {
    this.#labWorkers = labWorkers;
    this.#clock = clock;
    this.#pace = pace;
  }

  /** True where the plan needs no worker any more. */
  knows(plan: Plan, images: number): boolean {
    return this.#accuracies.has(this.#accuracyKey(plan, images));
  }

  async measure(
    job: MeasuringJob,
    onUpdate: (measurement: Measurement) => void,
  ): Promise<Outcome<CompleteMeasurement>> {
    const { lane, plan, images } = job;
    const superseded = this.#supersede(lane);
    let known = begun(plan, images, this.runtime);
    const update = (fields: Partial<Measurement>) => {
      known = { ...known, ...fields };
      if (!superseded()) onUpdate(known);
    };
    const left = answersLeft(images, () => this.#clock.now());
    update({});
    const accuracy = await this.#accuracy(job, (tick) => {
      if (tick.training) this.#pace.sawTraining(tick.training);
      if (tick.training && !superseded()) this.onTraining(lane, plan, tick.training);
      const secondsLeft = left(tick);
      update({ tick, secondsLeft, ...shownBy(tick) });
    });
    this.onTraining(lane, plan, null);
    if (!accuracy.ok) return accuracy;
    update({ accuracy: accuracy.value });
    if (superseded()) return SUPERSEDED;
    return { ok: true, value: { ...known, accuracy: accuracy.value } };
  }

  /** Times the plans beside the dense network, in turn, so that a drift of the machine favours none. */
  async latencies(
    lane: string,
    plans: readonly Plan[],
  ): Promise<Outcome<readonly NetworkTiming[]>> {
    const missing = new Map(
      plans
        .filter((plan) => !this.knowsLatency(plan))
        .map((plan) => [this.#latencyKey(plan), plan]),
    );
    if (missing.size > 0) {
      const superseded = this.#supersede(lane);
      const job = { lane, plans: [...missing.values()], warmUpRuns: WARM_UP_RUNS };
      const start = this.#clock.now();
      const { threads } = this;
      // Whoever waits for the others to rest has not begun.
      let before: ReturnType<AskBoard> | undefined;
      const timed = await this.#labWorkers.measureLatency(
        { ...job, threads, runs: LATENCY_RUNS },
        () => (before ??= this.askBoard()),
      );
      if (!timed.ok && threads > 1 && timed.code !== SUPERSEDED.code) {
        this.threads = 1;
        this.onThreads(timed);
        return this.latencies(lane, plans);
      }
      if (!timed.ok) return timed;
      this.#pace.sawLatency(job.plans.length, this.#clock.now() - start);
      const [began, ended] = await Promise.all([before, this.askBoard()]);
      const troubles = troublesDuring(began?.throttled ?? null, ended?.throttled ?? null);
      for (const [i, key] of [...missing.keys()].entries()) {
        const own = timed.value.timed[i];
        const latencyMs = summarized(own, timed.value.tickMs, { threads, troubles });
        this.#latencies.set(key, { latencyMs, size: own.size });
      }
      if (superseded()) return SUPERSEDED;
    }
    return { ok: true, value: plans.map((plan) => this.#latencies.get(this.#latencyKey(plan))!) };
  }

  /** True where the plan's latency needs no worker any more. */
  knowsLatency(plan: Plan): boolean {
    return this.#latencies.has(this.#latencyKey(plan));
  }

  /** The plan's accuracy will be measured anew. */
  forget(plan: Plan): void {
    const start = `${planKey(plan)} images=`;
    for (const key of [...this.#accuracies.keys()])
      if (key.startsWith(start)) this.#accuracies.delete(key);
  }

  cancel(lane: string): void {
    this.#supersede(lane);
  }

  #supersede(lane: string): () => boolean {
    const id = (this.#newest.get(lane) ?? 0) + 1;
    this.#newest.set(lane, id);
    if (id > 1) this.#labWorkers.cancel(lane);
    return () => this.#newest.get(lane) !== id;
  }

  #accuracy(job: MeasuringJob, onTick: (tick: AccuracyTick) => void) {
    return remembered(this.#accuracies, this.#accuracyKey(job.plan, job.images), async () => {
      if (hasOwnZeros(job.plan)) this.#latencies.delete(this.#latencyKey(job.plan));
      const start = this.#clock.now();
      const asked = { ...job, runtime: this.runtime };
      const measured = await this.#labWorkers.measurePoint(asked, onTick);
      if (!measured.ok) return measured;
      this.#pace.sawAccuracy(job, measured.value, this.#clock.now() - start);
      this.onMeasured(job, measured.value);
      return measured;
    });
  }

  #latencyKey(plan: Plan): string {
    return `${latencyKey(plan)} threads=${this.threads}`;
  }

  #accuracyKey(plan: Plan, images: number): string {
    return `${planKey(plan)} images=${images} ${this.runtime}`;
  }
}

export function begun(plan: Plan, images: number, runtime: RuntimeId): Measurement {
  return {
    ...{ plan, images, runtime },
    timing: false,
    tick: null,
    cutTick: null,
    repairTick: null,
    secondsLeft: null,
    accuracy: null,
  };
}

function shownBy(tick: AccuracyTick): Partial<Measurement> {
  switch (tick.stage) {
    case 'after-cutting':
    case 'rest-after-cutting':
      return { cutTick: tick };
    case 'after-repair':
      return { repairTick: tick };
    default:
      return {};
  }
}

const SUPERSEDED = refusal('superseded');

/** Most repairs change values, not work: plans that differ in nothing else share one latency. */
function latencyKey(plan: Plan): string {
  return planKey(hasOwnZeros(plan) ? plan : { ...plan, repair: [] });
}

function summarized(
  { runsMs, memoryBytes, dense }: TimedPlan,
  tickMs: number,
  { threads: asked, troubles }: { threads: number; troubles: readonly BoardTrouble[] },
): Latencies {
  const latencies: Partial<Record<RuntimeId, LatencySummary>> = {};
  for (const { id } of RUNTIMES) {
    const [own, beside] = [runsMs[id], dense?.[id]];
    if (!own) continue;
    const threads = threadsOf(id, asked);
    const vsDense = beside && latencyRatio(own, beside, tickMs);
    latencies[id] = {
      ...summarizeLatency(own),
      ...(threads > 1 && { threads }),
      ...(id in memoryBytes && { memoryBytes: memoryBytes[id] }),
      ...(troubles.length > 0 && { troubles }),
      ...(vsDense && { vsDense }),
      samples: keptSamples(own, beside),
    };
  }
  return latencies;
}

async function remembered<T>(
  known: Map<string, T>,
  key: string,
  measure: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const found = known.get(key);
  if (found !== undefined) return { ok: true, value: found };
  const measured = await measure();
  if (measured.ok) known.set(key, measured.value);
  return measured;
}
