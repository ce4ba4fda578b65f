import type { Unit } from '../pruning/cutUnits';
import type { Plan } from '../pruning/plan';
import { rankKey } from '../pruning/planKey';
import type { ProbeResult } from '../protocol/allocation';
import type { SensitivityPoint } from '../study/sensitivity';
import type { Refusal } from '../base/outcome';
import type { Clock } from '../base/clock';
import type { LabWorkers } from './labWorkers';

/** Coarse to fine, so that the picture is whole early and then sharpens. */
export const SENSITIVITY_SHARES = [0.5, 0.75, 0.25, 0.9, 0.625, 0.375, 0.125] as const;
/** Training images a probe: enough to tell a set that hurts from one that does not. */
const IMAGES = 300;
const LANE = 'sensitivity';

/** Loss and accuracy while one channel set or layer at a time is cut, the others whole and nothing repaired. */
export class SensitivityState {
  running = $state(false);
  /** The plan whose method and scope are shown. */
  plan = $state.raw<Plan | null>(null);
  units = $state.raw<readonly Unit[]>([]);
  dense = $state.raw<ProbeResult | null>(null);
  points = $state.raw<readonly SensitivityPoint[]>([]);
  failure = $state.raw<Refusal | null>(null);
  readonly total = $derived(this.units.length * SENSITIVITY_SHARES.length);
  secondsLeft = $state<number | null>(null);
  readonly #labWorkers: LabWorkers;
  readonly #clock: Clock;
  #run = 0;

  constructor(labWorkers: LabWorkers, clock: Clock) {
    this.#labWorkers = labWorkers;
    this.#clock = clock;
  }

  /** What is measured already for the same ranking stays, and only the rest is measured. */
  async start(plan: Plan): Promise<void> {
    if (this.running) return;
    const run = ++this.#run;
    const alone = uniform(plan);
    if (!this.plan || keyOf(this.plan) !== keyOf(alone)) this.#clear(alone);
    this.running = true;
    this.failure = null;
    await this.#measure(alone, run);
    if (run === this.#run) this.running = false;
  }

  /** Keeps what was measured. */
  cancel(): void {
    this.#run++;
    this.running = false;
    this.#labWorkers.cancel(LANE);
  }

  #clear(plan: Plan): void {
    this.plan = plan;
    this.units = [];
    this.points = [];
    this.dense = null;
  }

  async #measure(plan: Plan, run: number): Promise<void> {
    const units = await this.#labWorkers.units(plan);
    if (run !== this.#run) return;
    if (!units.ok) return this.#fail(units);
    this.units = units.value;
    this.dense ??= await this.#probe(plan, [], run);
    const waiting = this.#missing();
    const [start, all] = [this.#clock.now(), waiting.length];
    const work = async () => {
      for (let next = waiting.shift(); next && run === this.#run; next = waiting.shift()) {
        await this.#measureOne(plan, next, run);
        const done = all - waiting.length;
        this.secondsLeft = (((this.#clock.now() - start) / done) * waiting.length) / 1000;
      }
    };
    await Promise.all(Array.from({ length: this.#labWorkers.workerCount }, work));
  }

  #missing(): { unit: Unit; share: number }[] {
    const known = ({ index }: Unit, share: number) =>
      this.points.some((point) => point.unit === index && point.share === share);
    return SENSITIVITY_SHARES.flatMap((share) =>
      this.units.flatMap((unit) => (known(unit, share) ? [] : [{ unit, share }])),
    );
  }

  async #measureOne(
    plan: Plan,
    { unit, share }: { unit: Unit; share: number },
    run: number,
  ): Promise<void> {
    const shares = Array.from({ length: unit.index + 1 }, (_, i) => (i === unit.index ? share : 0));
    const result = await this.#probe(plan, shares, run);
    if (result) this.points = [...this.points, { unit: unit.index, share, ...result }];
  }

  async #probe(plan: Plan, shares: readonly number[], run: number): Promise<ProbeResult | null> {
    const job = { lane: LANE, plan, shares, images: IMAGES, calibrationImages: 0 };
    const result = await this.#labWorkers.probe(job);
    if (run !== this.#run) return null;
    if (!result.ok) this.#fail(result);
    return result.ok ? result.value : null;
  }

  #fail(why: Refusal): void {
    this.cancel();
    this.failure = why;
  }
}

/** The plan with the same level everywhere. */
export function uniform(plan: Plan): Plan {
  const { shares, ratios, ...rest } = plan;
  return shares || ratios ? rest : plan;
}

function keyOf(plan: Plan): string {
  return `${rankKey(plan)} ${plan.minChannels}`;
}
