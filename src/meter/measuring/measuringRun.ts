/**
 * The measuring protocol as a state machine: settle, idle, then for every network warm-up, window, settle, idle.
 * One idle window serves as the end of one measurement and the beginning of the next. Rounds visit the networks
 * in a new order each time, so that drift favours none.
 */
import type { Random } from '../../pruning/seededRandom';
import {
  inferenceEnergy,
  relativeHalf,
  type InferenceEnergy,
  type MeasuredWindow,
} from '../energy/inferenceEnergy';
import type { WindowPower } from '../energy/windowPower';
import type { Meter } from '../meters';

export interface MeasuringSettings {
  /** Rounds at least, ≥ 1. */
  readonly repeats: number;
  /** Rounds at most, where the interval is still too wide. */
  readonly mostRepeats: number;
  /** Half of the 95 % interval as a share of the gross mean that is narrow enough. */
  readonly wantedShare: number;
  /** No new round begins after this, ms since the start. */
  readonly budgetMs: number;
  readonly settleMs: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
  readonly idleMs: number;
}

/** New readings that a window must have. */
export const LEAST_SAMPLES = 20;
/** Share of a window that must be free of gaps. */
export const LEAST_COVERED = 0.95;
/** A spoiled window is measured again so many times. */
export const MOST_AGAIN = 2;

/** As long as the meter needs for 20 readings, and some to spare, between the trimmed edges. */
export function shortestWindowMs(meter: Meter): number {
  const edgesMs = 2 * (meter.settleMs + 2000 / meter.ratePerSecond);
  return (1.2 * LEAST_SAMPLES * 1000) / meter.ratePerSecond + edgesMs;
}

/** 10 s for meters of 10 Hz and more, 30 s for slower ones, and never fewer than 20 readings inside the trimmed edges. */
export function defaultSettings(meter: Meter): MeasuringSettings {
  const windowMs = Math.max(meter.ratePerSecond >= 10 ? 10_000 : 30_000, shortestWindowMs(meter));
  return {
    repeats: 3,
    mostRepeats: 10,
    wantedShare: 0.02,
    budgetMs: 60 * 60_000,
    settleMs: 5000,
    warmUpMs: 10_000,
    windowMs,
    idleMs: windowMs,
  };
}

export type SpoilReason =
  | 'meter-lost'
  | 'turned-round'
  | 'page-hidden'
  | 'gaps'
  | 'few-samples'
  | 'worker-failed'
  | 'throttled';

/** What is to be done next; `network` is an index, null where none is running. */
export interface Step {
  readonly kind: 'settle' | 'idle' | 'warm-up' | 'window';
  readonly network: number | null;
  readonly round: number;
  /** 0, or how many times this window has been spoiled. */
  readonly attempt: number;
  readonly durationMs: number;
}

/** What became of a step. `power` of idle and window steps; null where the meter told nothing. */
export interface StepResult {
  /** Page time, ms; exact for windows: first start to last end of an inference. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly power: WindowPower | null;
  /** Finished inferences of a window; 0 otherwise. */
  readonly inferences: number;
  /** Median latency of the window's last fifth over that of its first fifth; 1 where unknown. */
  readonly latencyDrift: number;
  readonly spoiled: SpoilReason | null;
}

/** One window as it is kept: spoiled ones too. */
export interface WindowRecord {
  readonly network: number;
  readonly round: number;
  readonly attempt: number;
  readonly result: StepResult;
  /** The neighbours' mean power; null for spoiled windows. */
  readonly measured: MeasuredWindow | null;
}

export class MeasuringRun {
  readonly windows: WindowRecord[] = [];
  private readonly settings: MeasuringSettings;
  private readonly networks: number;
  private readonly random: Random;
  private queue: Step[] = [];
  private round = 0;
  private startedAtMs = NaN;
  private nowMs = NaN;
  private idle: WindowPower | null = null;
  private pending: { readonly step: Step; readonly result: StepResult } | null = null;

  constructor(settings: MeasuringSettings, networks: number, random: Random) {
    this.settings = settings;
    this.networks = networks;
    this.random = random;
    this.queue = this.idleSteps(0);
  }

  /** The step to do now; null when all is done. Stays the same until `finish`. */
  get step(): Step | null {
    return this.queue[0] ?? null;
  }

  /** What is left of the rounds that are sure to come, ms; no guess about spoiled windows and further rounds. */
  get msLeft(): number {
    const durationOf = (steps: readonly Step[]) =>
      steps.reduce((total, { durationMs }) => total + durationMs, 0);
    const rounds = Math.max(this.settings.repeats - this.round, 0);
    return durationOf(this.queue) + rounds * this.networks * durationOf(this.visit(0, 0, 0));
  }

  /**
   * The step is over; spoiled windows are queued again.
   * @returns why it is spoiled, as far as can be told without the idle window that follows
   */
  finish(given: StepResult): SpoilReason | null {
    const step = this.queue.shift();
    if (!step) return null;
    const result = { ...given, spoiled: given.spoiled ?? spoilOf(step, given.power) };
    if (Number.isNaN(this.startedAtMs)) this.startedAtMs = result.fromMs;
    this.nowMs = result.toMs;
    if (step.kind === 'window') this.pending = { step, result };
    if (step.kind === 'idle') this.finishIdle(step, result);
    if (this.queue.length === 0 && this.wantsMore()) this.queueRound();
    return result.spoiled;
  }

  /** Energy of one network from its sound windows so far; null before the first one. */
  energyOf(network: number): InferenceEnergy | null {
    const sound = this.windows.flatMap((window) =>
      window.network === network && window.measured ? [window.measured] : [],
    );
    return sound.length > 0 ? inferenceEnergy(sound) : null;
  }

  private finishIdle(step: Step, result: StepResult): void {
    const before = this.idle;
    if (result.spoiled && step.attempt < MOST_AGAIN) {
      this.queue.unshift(...this.idleSteps(step.attempt + 1));
      return;
    }
    this.idle = result.spoiled ? null : result.power;
    if (this.pending) this.keep(this.pending.step, this.pending.result, before);
    this.pending = null;
  }

  private keep(step: Step, result: StepResult, before: WindowPower | null): void {
    const after = this.idle;
    const measured =
      result.spoiled || !result.power || !before || !after
        ? null
        : {
            active: result.power,
            inferences: result.inferences,
            idleBefore: before,
            idleAfter: after,
          };
    const { network, round, attempt } = step;
    this.windows.push({ network: network!, round, attempt, result, measured });
    if (!measured && attempt < MOST_AGAIN)
      this.queue.unshift(...this.visit(network!, round, attempt + 1));
  }

  private wantsMore(): boolean {
    const { repeats, mostRepeats, wantedShare, budgetMs } = this.settings;
    if (this.round < repeats) return this.round === 0 || this.nowMs - this.startedAtMs < budgetMs;
    if (this.round >= mostRepeats || this.nowMs - this.startedAtMs >= budgetMs) return false;
    return this.all().some((network) => {
      const energy = this.energyOf(network);
      return energy !== null && relativeHalf(energy.gross) > wantedShare;
    });
  }

  private queueRound(): void {
    const order = shuffled(this.all(), this.random);
    const { round } = this;
    this.round++;
    this.queue = order.flatMap((network) => this.visit(network, round, 0));
  }

  private all(): number[] {
    return Array.from({ length: this.networks }, (_, index) => index);
  }

  private visit(network: number, round: number, attempt: number): Step[] {
    const { warmUpMs, windowMs } = this.settings;
    return [
      { kind: 'warm-up', network, round, attempt, durationMs: warmUpMs },
      { kind: 'window', network, round, attempt, durationMs: windowMs },
      ...this.idleSteps(0),
    ];
  }

  private idleSteps(attempt: number): Step[] {
    const { settleMs, idleMs } = this.settings;
    const common = { network: null, round: this.round, attempt };
    return [
      { ...common, kind: 'settle', durationMs: settleMs },
      { ...common, kind: 'idle', durationMs: idleMs },
    ];
  }
}

function spoilOf({ kind }: Step, power: WindowPower | null): SpoilReason | null {
  if (kind !== 'window' && kind !== 'idle') return null;
  if (!power || power.samples < LEAST_SAMPLES) return 'few-samples';
  return power.coveredShare < LEAST_COVERED ? 'gaps' : null;
}

/** Fisher and Yates. */
function shuffled(values: number[], random: Random): number[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}
