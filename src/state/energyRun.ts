/**
 * Carries out the measuring protocol: lets the workers rest or run, asks the meter what that drew, and marks what
 * was disturbed. It knows neither Svelte nor a browser, so that a test can be all of its surroundings.
 */
import { troublesDuring } from '../base/boardTroubles';
import type { SpoilReason, Step, StepResult } from '../meter/measuring/step';
import type { MeasuringSettings } from '../meter/measuring/measuringSettings';
import type { Energy } from '../study/point';
import { runtimeOf, threadsOf, type RuntimeId } from '../study/runtimes';
import { type Added, MeasuringRun, type TimeLeft } from '../meter/measuring/measuringRun';
import type { Preparation } from '../meter/measuring/schedule';
import { energyRecord, type RecordedMeter } from '../meter/energy/energyRecord';
import type { WindowPower } from '../meter/energy/windowPower';
import type { TraceWindow } from '../meter/trace';
import type { MeterStatus } from '../protocol/meter';
import { shortName } from '../pruning/planName';
import type { Plan } from '../pruning/plan';
import type { Random } from '../base/seededRandom';
import type { Note, Refusal } from '../base/outcome';
import { note } from '../words/refusal';
import type { Clock } from '../base/clock';
import { words } from '../words/words';
import type { AskBoard } from './deviceState.svelte';
import type { BusyCores, QuietWorkers } from './labWorkers';

/** The meter that is connected, as a run sees it. */
export interface EnergyMeter extends RecordedMeter {
  status(): Promise<
    Pick<MeterStatus, 'connection' | 'losses' | 'problem'> & Partial<Pick<MeterStatus, 'figures'>>
  >;
  windowPower(fromMs: number, toMs: number): Promise<WindowPower | null>;
  /** True while a window runs: nothing is polled or drawn. */
  setQuiet(quiet: boolean): void;
}

/** What a run needs of the page. */
export interface EnergyPage {
  /** performance.timeOrigin + performance.now(), ms: the clock that page and workers share. */
  pageTimeMs(): number;
  readonly hidden: boolean;
  /** How often the page was hidden since it was opened. */
  readonly hides: number;
  /** Keeps the screen on until the returned function is called. */
  keepAwake(): () => void;
}

export interface EnergyRunParts {
  readonly plans: readonly Plan[];
  readonly runtime: RuntimeId;
  readonly cores: BusyCores;
  /** That compute each image together, in each of the workers. */
  readonly threads: number;
  readonly settings: MeasuringSettings;
  readonly meter: EnergyMeter;
  readonly page: EnergyPage;
  readonly workers: QuietWorkers;
  readonly clock: Clock;
  /** Before and after a window, never meanwhile. */
  readonly askBoard: AskBoard;
  readonly random: Random;
  readonly preparation: Preparation;
  /** A network ran: the workers that ran it have it in memory. */
  readonly onLoaded: (plan: Plan) => void;
  /** A step begins. Never called while a window or an idle window runs. */
  readonly onStep: (step: Step, left: TimeLeft) => void;
  /** The run waits, and why; null: it goes on. */
  readonly onPause: (reason: Note | null) => void;
  /** An idle window or a window under load is over. */
  readonly onWindow: (window: TraceWindow) => void;
  /** A plan's energy so far. */
  readonly onEnergy: (plan: Plan, energy: Energy) => void;
  /** A window was spoiled by a worker that cannot run the plan. */
  readonly onFailure: (plan: Plan, why: Refusal) => void;
}

/** Slower, or faster, at the end of a window by this factor: the processor was throttled or had other work. */
export const THROTTLED_DRIFT = 1.2;
/** Between two looks at a meter that is lost or a page that is hidden. */
const LOOK_AGAIN_MS = 1000;

const HIDDEN = note('waits-for-page');
const TURNED_ROUND = note('waits-for-turning');
const CLOSED = note('waits-for-meter');

export class EnergyRun {
  readonly #parts: EnergyRunParts;
  readonly #run: MeasuringRun;
  #cancelled = false;
  #wake: () => void = () => {};

  constructor(parts: EnergyRunParts) {
    this.#parts = parts;
    const { settings, plans, random, preparation } = parts;
    this.#run = new MeasuringRun(settings, plans.length, random, preparation);
  }

  /** Windows that count, and others, so far. */
  get counts(): { readonly sound: number; readonly spoiled: number } {
    const sound = this.#run.windows.filter(({ measured }) => measured !== null).length;
    return { sound, spoiled: this.#run.windows.length - sound };
  }

  /** What the time left has grown by, and why. */
  get added(): Added {
    return this.#run.added;
  }

  /** Why the run ended early, without a clean window to come; null where it did not. */
  get hopeless(): readonly SpoilReason[] | null {
    if (!this.#run.hopeless) return null;
    return [...new Set(this.#run.windows.flatMap(({ result }) => result.spoiled ?? []))];
  }

  /** Resolves when all is measured or the run is cancelled. */
  async carryOut(): Promise<void> {
    const { page, meter } = this.#parts;
    const letSleep = page.keepAwake();
    try {
      for (let step = this.#run.step; step; step = this.#run.step) {
        await this.#undisturbed();
        if (this.#cancelled) return;
        await this.#carryOutStep(step);
      }
    } finally {
      meter.setQuiet(false);
      letSleep();
    }
  }

  /** No step begins any more, and what waits ends; a load in the workers is the caller's to cancel. */
  cancel(): void {
    this.#cancelled = true;
    this.#wake();
  }

  async #carryOutStep(step: Step): Promise<void> {
    const { meter } = this.#parts;
    const quiet = step.kind === 'idle' || step.kind === 'window';
    if (!quiet) this.#parts.onStep(step, this.#run.left);
    meter.setQuiet(quiet);
    const before = await this.#disturbances();
    const told = await this.#throttled(step);
    const done = step.network === null ? await this.#rest(step) : await this.#load(step);
    const after = await this.#disturbances();
    const troubles = troublesDuring(told, await this.#throttled(step));
    if (this.#cancelled) return;
    const power = quiet ? await meter.windowPower(done.fromMs, done.toMs) : null;
    const kept = this.#run.windows.length;
    const disturbance = disturbed(before, after) ?? done.spoiled;
    const spoiled = this.#run.finish({
      ...{ ...done, power, spoiled: disturbance },
      ...(troubles.length > 0 && { troubles }),
    });
    if (quiet) this.#parts.onWindow(this.#traceWindow(step, done, spoiled !== null));
    for (const { network } of this.#run.windows.slice(kept)) this.#tell(network);
  }

  #traceWindow({ network }: Step, { fromMs, toMs }: Done, spoiled: boolean): TraceWindow {
    if (network === null) return { fromMs, toMs, spoiled, kind: 'idle', label: words.energy.idle };
    const label = shortName(this.#parts.plans[network]);
    return { fromMs, toMs, spoiled, kind: 'window', label };
  }

  /** Waits for a page that is shown and a meter that is there. */
  async #undisturbed(): Promise<void> {
    let waited = false;
    for (;;) {
      const reason = this.#cancelled ? null : await this.#obstacle();
      if (reason === null) break;
      this.#parts.meter.setQuiet(false);
      this.#parts.onPause(reason);
      waited = true;
      await this.#wait(LOOK_AGAIN_MS);
    }
    if (waited) this.#parts.onPause(null);
  }

  async #obstacle(): Promise<Note | null> {
    const { page, meter } = this.#parts;
    if (page.hidden) return HIDDEN;
    const { connection, problem, figures } = await meter.status();
    if (connection === 'connected') return figures?.turnedRound ? TURNED_ROUND : null;
    return problem ?? CLOSED;
  }

  async #disturbances(): Promise<Disturbances> {
    const { page, meter } = this.#parts;
    const { connection, losses, figures } = await meter.status();
    const turnedRound = figures?.turnedRound === true;
    return {
      turnedRound,
      lost: connection !== 'connected',
      losses,
      hidden: page.hidden,
      hides: page.hides,
    };
  }

  /** Of the board, where the step is a window. */
  async #throttled({ kind }: Step): Promise<number | null> {
    const board = kind === 'window' ? await this.#parts.askBoard() : null;
    return board?.throttled ?? null;
  }

  async #rest({ durationMs }: Step): Promise<Done> {
    const fromMs = this.#parts.page.pageTimeMs();
    await this.#wait(durationMs);
    return { ...UNLOADED, fromMs, toMs: this.#parts.page.pageTimeMs() };
  }

  async #load({ network, durationMs }: Step): Promise<Done> {
    const { plans, cores, threads, workers, page } = this.#parts;
    const plan = plans[network!];
    const runtime = runtimeOf(plan, this.#parts.runtime);
    const startMs = page.pageTimeMs();
    const outcome = await workers.runBackToBack({ plan, runtime, threads, cores, durationMs });
    if (!outcome.ok) {
      if (!this.#cancelled) this.#parts.onFailure(plan, outcome);
      const toMs = page.pageTimeMs();
      return { ...UNLOADED, fromMs: startMs, toMs, spoiled: 'worker-failed' };
    }
    this.#parts.onLoaded(plan);
    const { fromMs, toMs, inferences, firstFifthMs, lastFifthMs } = outcome.value;
    const latencyDrift = lastFifthMs / firstFifthMs;
    const changed = Math.max(latencyDrift, 1 / latencyDrift);
    const spoiled = changed > THROTTLED_DRIFT ? 'throttled' : null;
    return { fromMs, toMs, inferences, latencyDrift, spoiled };
  }

  #tell(network: number): void {
    const { plans, cores, meter, workers } = this.#parts;
    const runtime = runtimeOf(plans[network], this.#parts.runtime);
    const windows = this.#run.windows.filter((window) => window.network === network);
    const record = energyRecord(meter, windows, () => this.#run.idleModel());
    const busy = cores === 'one' ? 1 : workers.workerCount;
    const threads = threadsOf(runtime, this.#parts.threads);
    const together = threads > 1 ? { threads } : {};
    if (record)
      this.#parts.onEnergy(plans[network], { ...record, runtime, cores: busy, ...together });
  }

  async #wait(milliseconds: number): Promise<void> {
    if (this.#cancelled) return;
    await new Promise<void>((resolve) => {
      const stop = this.#parts.clock.after(milliseconds, resolve);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
  }
}

type Done = Omit<StepResult, 'power'>;
const UNLOADED = { inferences: 0, latencyDrift: 1, spoiled: null } as const;

interface Disturbances {
  readonly turnedRound: boolean;
  readonly lost: boolean;
  readonly losses: number;
  readonly hidden: boolean;
  readonly hides: number;
}

function disturbed(before: Disturbances, after: Disturbances): SpoilReason | null {
  if (after.lost || after.losses !== before.losses) return 'meter-lost';
  if (after.turnedRound) return 'turned-round';
  return after.hidden || before.hidden || after.hides !== before.hides ? 'page-hidden' : null;
}
