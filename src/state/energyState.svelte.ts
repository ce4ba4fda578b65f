import type { Meter } from '../meter/meters';
import { defaultSettings, type MeasuringSettings } from '../meter/measuring/measuringSettings';
import type { Step } from '../meter/measuring/step';
import type { Energy } from '../study/point';
import type { RuntimeId } from '../study/runtimes';
import type { Note, Outcome, Refusal } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import { tooSlow } from '../meter/liveChecks';
import type { Added, TimeLeft } from '../meter/measuring/measuringRun';
import type { Preparation } from '../meter/measuring/schedule';
import type { TraceWindow } from '../meter/trace';
import type { Plan } from '../pruning/plan';
import { seededRandom } from '../base/seededRandom';
import type { Clock } from '../base/clock';
import type { ConnectedMeter } from './connectedMeter';
import { networksOf } from '../study/measuredPoint';
import type { AskBoard } from './deviceState.svelte';
import type { EnergyPage, EnergyRun, EnergyRunParts } from './energyRun';
import type { BusyCores, LabWorkers } from './labWorkers';
import { partOf } from './part';
import type { PreparedNetworks } from './preparedNetworks';

/** What the user chooses of the protocol; the rest follows from the meter. */
export interface EnergyChoice {
  /** Seconds of a window; null: as long as the meter needs. */
  readonly windowSeconds: number | null;
  readonly repeats: number;
  readonly cores: BusyCores;
  /** No new round begins after this. */
  readonly budgetMinutes: number;
}

export const DEFAULT_CHOICE: EnergyChoice = {
  windowSeconds: null,
  repeats: 3,
  cores: 'one',
  budgetMinutes: 60,
};

/** A step in the making, as it stands on the page while it runs. */
export interface EnergyProgress {
  readonly kind: Step['kind'];
  /** The plan that runs; null while the board rests. */
  readonly plan: Plan | null;
  /** From 1. */
  readonly round: number;
  readonly attempt: number;
  readonly left: TimeLeft;
  /** What came on top of what was promised at the beginning. */
  readonly added: Added;
  /** Windows that count, and others, so far. */
  readonly sound: number;
  readonly spoiled: number;
}

export interface EnergyFailure {
  readonly plan: Plan;
  readonly why: Refusal;
}

/** `waiting`: for the workers to end what they do. `paused`: for the meter or the page. */
export type EnergyPhase = 'idle' | 'waiting' | 'running' | 'paused';

export interface EnergyParts {
  readonly labWorkers: LabWorkers;
  readonly clock: Clock;
  readonly page: EnergyPage;
  readonly askBoard: AskBoard;
  /** The meter as it is connected now. */
  readonly meter: () => ConnectedMeter | null;
  /** What the workers have in memory, and how long they need for the rest. */
  readonly networks: Pick<PreparedNetworks, 'preparation' | 'loaded'>;
  readonly onEnergy: (plan: Plan, energy: Energy) => void;
  /** Idle windows and windows under load so far, to be shaded in the trace. */
  readonly onWindows: (windows: readonly TraceWindow[]) => void;
}

const LANE = 'energy';
const NO_METER = refusal('no-meter');

/** Joules per inference of plans, measured one against the other. */
export class EnergyState {
  phase = $state<EnergyPhase>('idle');
  choice = $state.raw<EnergyChoice>(DEFAULT_CHOICE);
  progress = $state.raw<EnergyProgress | null>(null);
  /** Why the run waits. */
  pauseReason = $state.raw<Note | null>(null);
  failures = $state.raw<readonly EnergyFailure[]>([]);
  /** What has to be said of the last run: it ended early, without a clean window. */
  notice = $state.raw<Note | null>(null);
  readonly #parts: EnergyParts;
  #run: EnergyRun | null = null;
  #windows: readonly TraceWindow[] = [];
  #cancelled = false;
  /** Some plan has joules. */
  #told = false;

  constructor(parts: EnergyParts) {
    this.#parts = parts;
  }

  change(fields: Partial<EnergyChoice>): void {
    this.choice = { ...this.choice, ...fields };
  }

  /** The whole protocol as it would be carried out now; null without a meter. */
  settings(): MeasuringSettings | null {
    const meter = this.#parts.meter();
    return meter && settingsOf(meter.row, this.choice);
  }

  /** Readings a second of the meter that is connected; NaN without one. */
  get rate(): number {
    return this.#parts.meter()?.row.ratePerSecond ?? NaN;
  }

  /** What making the networks of these plans adds to a run, as it would be carried out now. */
  preparation(plans: readonly Plan[]): Preparation {
    return this.#parts.networks.preparation(plans, this.choice.cores);
  }

  /** Measures plans in interleaved order; resolves when all is done or cancelled. What was measured stays. */
  async start(
    plans: readonly Plan[],
    runtime: RuntimeId,
    threads: number,
    chosen = this.choice.cores,
  ): Promise<Outcome<null>> {
    const meter = this.#parts.meter();
    if (!meter) return NO_METER;
    if (this.phase !== 'idle') return ENERGY_RUNS;
    const slow = tooSlow(meter.row.ratePerSecond);
    if (slow) return { ok: false, ...slow };
    if ((await meter.status()).figures?.turnedRound) return refusal('turned-round');
    this.phase = 'waiting';
    this.failures = this.#windows = [];
    this.notice = null;
    this.#cancelled = this.#told = false;
    try {
      // All workers with several threads each would want more cores than there are.
      const cores = threads > 1 ? 'one' : chosen;
      return await this.#measure(networksOf(plans), { runtime, threads, cores }, meter);
    } finally {
      this.#run = this.progress = this.pauseReason = null;
      this.phase = 'idle';
    }
  }

  /** Whether the last run was. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Keeps what is measured; the window that runs is dropped. */
  cancel(): void {
    if (this.phase === 'idle') return;
    this.#cancelled = true;
    this.#run?.cancel();
    this.#parts.labWorkers.cancel(LANE);
  }

  async #measure(
    plans: readonly Plan[],
    by: Pick<EnergyRunParts, 'runtime' | 'threads' | 'cores'>,
    meter: ConnectedMeter,
  ): Promise<Outcome<null>> {
    const part = await partOf(import('./energyRun'));
    if (!part.ok) return part;
    const workers = await this.#parts.labWorkers.reserve(LANE);
    if (!workers) return DONE;
    const run = this.#newRun(part.value.EnergyRun, { plans, ...by, meter, workers });
    this.#run = run;
    try {
      if (!this.#cancelled) await run.carryOut();
    } finally {
      workers.release();
    }
    return this.#outcomeOf(run);
  }

  #outcomeOf({ hopeless, counts }: EnergyRun): Outcome<null> {
    const disturbed = hopeless && note('disturbed', { reasons: hopeless });
    const cause = this.failures[0]?.why ?? disturbed;
    if (hopeless && this.#told) this.notice = note('energy-ended-early', { cause: cause! });
    if (counts.sound > 0 || this.#told || this.#cancelled) return DONE;
    return refusal('no-energy', { cause });
  }

  #newRun(
    Run: typeof EnergyRun,
    parts: Pick<EnergyRunParts, 'plans' | 'runtime' | 'threads' | 'cores' | 'workers'> & {
      meter: ConnectedMeter;
    },
  ) {
    const { clock, page, askBoard, networks, onEnergy, onWindows } = this.#parts;
    const { cores } = parts;
    const run: EnergyRun = new Run({
      ...{ ...parts, clock, page, askBoard },
      onEnergy: (plan, energy) => {
        this.#told = true;
        onEnergy(plan, energy);
      },
      preparation: this.preparation(parts.plans),
      onLoaded: (plan) => networks.loaded(plan, cores),
      settings: settingsOf(parts.meter.row, this.choice),
      random: seededRandom(1, 0),
      onStep: (step, left) => this.#show(step, left, parts.plans, run),
      onPause: (reason) => this.#pause(reason),
      onWindow: (window) => onWindows((this.#windows = [...this.#windows, window])),
      onFailure: (plan, why) => this.#fail(plan, why),
    });
    return run;
  }

  #show(step: Step, left: TimeLeft, plans: readonly Plan[], { counts, added }: EnergyRun): void {
    this.phase = 'running';
    this.progress = {
      kind: step.kind,
      plan: step.network === null ? null : plans[step.network],
      round: step.round + 1,
      attempt: step.attempt,
      left,
      added,
      ...counts,
    };
  }

  #pause(reason: Note | null): void {
    this.pauseReason = reason;
    this.phase = reason === null ? 'running' : 'paused';
  }

  #fail(plan: Plan, why: Refusal): void {
    if (this.failures.some((known) => sameNote(known.why, why))) return;
    this.failures = [...this.failures, { plan, why }];
  }
}

const DONE = { ok: true, value: null } as const;
export const ENERGY_RUNS = refusal('energy-runs');

function sameNote(a: Note, b: Note): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The meter's own protocol, with what the user chose; short windows shorten what is around them. */
function settingsOf(meter: Meter, choice: EnergyChoice): MeasuringSettings {
  const own = defaultSettings(meter);
  const { windowSeconds, repeats, budgetMinutes } = choice;
  const budget = { repeats, mostRepeats: Math.max(repeats, own.mostRepeats) };
  const common = { ...own, ...budget, budgetMs: budgetMinutes * 60_000 };
  if (windowSeconds === null) return common;
  const windowMs = Math.max(1000 * windowSeconds, own.leastWindowMs);
  const settleMs = Math.min(own.settleMs, windowMs / 2);
  const warmUpMs = Math.min(own.warmUpMs, windowMs);
  return { ...common, settleMs, warmUpMs, windowMs };
}
