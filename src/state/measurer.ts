/**
 * Measures one plan at a time: answers first, then bytes, then latency while the pool rests. Whatever was
 * measured is kept by what it depends on, so that no network is measured twice.
 */
import { planKey } from '../pruning/planKey';
import type { Outcome, Plan } from '../pruning/plan';
import { refusal } from '../pruning/validatePlan';
import type { AccuracyResult, AccuracyTick, SizeResult } from '../protocol/lab';
import { summarizeLatency, type LatencySummary } from '../study/latency';
import type { Laboratory } from './laboratory';
import { Turns } from './turns';

/** What is known so far; a later stage never takes back an earlier one. */
export interface Measurement {
  readonly plan: Plan;
  readonly images: number;
  readonly tick: AccuracyTick | null;
  readonly accuracy: AccuracyResult | null;
  readonly size: SizeResult | null;
  readonly latency: LatencySummary | null;
}

export interface CompleteMeasurement extends Measurement {
  readonly accuracy: AccuracyResult;
  readonly size: SizeResult;
  readonly latency: LatencySummary;
}

export type Lane = 'slider' | 'study';

const WARM_UP_RUNS = 5;
const LATENCY_RUNS = 30;

export class Measurer {
  readonly #laboratory: Laboratory;
  readonly #turns = new Turns();
  readonly #newest = new Map<Lane, number>();
  readonly #accuracies = new Map<string, AccuracyResult>();
  readonly #sizes = new Map<string, SizeResult>();
  readonly #latencies = new Map<string, LatencySummary>();

  constructor(laboratory: Laboratory) {
    this.#laboratory = laboratory;
  }

  /** True where the answers of this plan need no worker any more. */
  knows(plan: Plan, images: number): boolean {
    return this.#accuracies.has(accuracyKey(plan, images));
  }

  /**
   * A newer call in the same lane ends an older one with the code `superseded`.
   * The slider's lane goes before a study's next plan.
   */
  async measure(
    lane: Lane,
    plan: Plan,
    images: number,
    onUpdate: (measurement: Measurement) => void,
  ): Promise<Outcome<CompleteMeasurement>> {
    const superseded = this.#supersede(lane);
    return this.#turns.take(lane === 'slider', () =>
      this.#stages(lane, plan, images, superseded, onUpdate),
    );
  }

  cancel(lane: Lane): void {
    this.#supersede(lane);
  }

  #supersede(lane: Lane): () => boolean {
    const id = (this.#newest.get(lane) ?? 0) + 1;
    this.#newest.set(lane, id);
    if (id > 1) this.#laboratory.cancel(lane);
    return () => this.#newest.get(lane) !== id;
  }

  async #stages(
    lane: Lane,
    plan: Plan,
    images: number,
    superseded: () => boolean,
    onUpdate: (measurement: Measurement) => void,
  ): Promise<Outcome<CompleteMeasurement>> {
    let known: Measurement = {
      plan,
      images,
      tick: null,
      accuracy: null,
      size: null,
      latency: null,
    };
    const update = (fields: Partial<Measurement>) => {
      known = { ...known, ...fields };
      if (!superseded()) onUpdate(known);
    };
    if (superseded()) return SUPERSEDED;
    const accuracy = await this.#accuracy(lane, plan, images, (tick) => update({ tick }));
    if (!accuracy.ok) return accuracy;
    update({ accuracy: accuracy.value });
    if (superseded()) return SUPERSEDED;
    const size = await this.#size(plan);
    if (!size.ok) return size;
    update({ size: size.value });
    if (superseded()) return SUPERSEDED;
    const latency = await this.#latency(lane, plan);
    if (!latency.ok) return latency;
    update({ latency: latency.value });
    return { ok: true, value: known as CompleteMeasurement };
  }

  #accuracy(lane: Lane, plan: Plan, images: number, onTick: (tick: AccuracyTick) => void) {
    return remembered(this.#accuracies, accuracyKey(plan, images), () =>
      this.#laboratory.measureAccuracy({ lane, plan, images }, onTick),
    );
  }

  #size(plan: Plan): Promise<Outcome<SizeResult>> {
    return remembered(this.#sizes, planKey(plan), () => this.#laboratory.measureSize(plan));
  }

  /** Repair changes values, not work: plans that differ in nothing else share one latency. */
  #latency(lane: Lane, plan: Plan): Promise<Outcome<LatencySummary>> {
    const key = planKey({ ...plan, repair: { kind: 'none' } });
    return remembered(this.#latencies, key, async () => {
      const job = { lane, plans: [plan], warmUpRuns: WARM_UP_RUNS, runs: LATENCY_RUNS };
      const measured = await this.#laboratory.measureLatency(job);
      if (!measured.ok) return measured;
      return { ok: true, value: summarizeLatency(measured.value.runsMs[0]) };
    });
  }
}

const SUPERSEDED = refusal('superseded', 'measuring ended: a newer plan took its place');

function accuracyKey(plan: Plan, images: number): string {
  return `${planKey(plan)} images=${images}`;
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
