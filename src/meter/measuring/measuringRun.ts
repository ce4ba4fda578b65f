/**
 * The measuring protocol as a state machine: settle, idle, then for every network warm-up, window, settle, idle.
 * One idle window serves as the end of one measurement and the beginning of the next.
 */
import type { SpoilReason, Step, StepResult } from './step';
import { LEAST_SAMPLES, type MeasuringSettings } from './measuringSettings';
import type { Random } from '../../base/seededRandom';
import { IdleModel } from '../energy/idleModel';
import { inferenceEnergy, relativeHalf, type InferenceEnergy } from '../energy/inferenceEnergy';
import type { WindowPower } from '../energy/windowPower';
import { durationOf, Schedule, type Preparation } from './schedule';
import {
  causeOf,
  decisive,
  isDisturbed,
  restOf,
  windowOf,
  type Rest,
  type WindowRecord,
} from './windowRecord';

/** Share of a window that must be free of gaps: one reading in twenty may be lost, four at a time. */
export const LEAST_COVERED = 0.8;
/** A spoiled window is measured again so many times. */
export const MOST_AGAIN = 2;
/** So many windows in a row that the computer, the board or the meter's link disturbed: no clean one will come. */
export const HOPELESS_AFTER = 3;

/** What is still to do, without a guess about spoiled windows. */
export interface TimeLeft {
  /** The rounds that are sure to come, ms. */
  readonly sureMs: number;
  /** And every further one that may, if the interval stays wide, ms. */
  readonly mostMs: number;
}

/** What came on top of what was promised. */
export interface Added {
  readonly ms: number;
  /** Windows that are measured again. */
  readonly again: number;
  /** Why they or the idle windows beside them are, each cause once; words as in study.json. */
  readonly causes: readonly string[];
  /** Further rounds, because the interval was too wide. */
  readonly rounds: number;
}

export class MeasuringRun {
  readonly windows: WindowRecord[] = [];
  private readonly settings: MeasuringSettings;
  private readonly networks: number;
  private readonly schedule: Schedule;
  /** Rounds that are sure to come. */
  private readonly rounds: Step[][];
  private queue: Step[] = [];
  private round = 0;
  private startedAtMs = NaN;
  private nowMs = NaN;
  private idle: Rest | null = null;
  private readonly idles: WindowPower[] = [];
  /** What the idle windows so far tell, once somebody has asked. */
  private rest: IdleModel | null = null;
  private pending: { readonly step: Step; readonly result: StepResult } | null = null;
  private onTop: Added = { ms: 0, again: 0, causes: [], rounds: 0 };

  constructor(
    settings: MeasuringSettings,
    networks: number,
    random: Random,
    preparation: Preparation = () => 0,
  ) {
    this.settings = settings;
    this.networks = networks;
    this.schedule = new Schedule(settings, random, preparation);
    this.queue = this.schedule.rest(0, 0);
    this.rounds = Array.from({ length: settings.repeats }, (_, round) =>
      this.schedule.round(this.all(), round),
    );
  }

  /** The step to do now; null when all is done. Stays the same until `finish`. */
  get step(): Step | null {
    return this.queue[0] ?? null;
  }

  get left(): TimeLeft {
    const { repeats, mostRepeats } = this.settings;
    const sure = this.hopeless ? [] : this.rounds.slice(this.round);
    const further = this.hopeless ? 0 : Math.max(0, mostRepeats - Math.max(repeats, this.round));
    const like = this.rounds[repeats - 1];
    return {
      sureMs: this.msWith(sure),
      mostMs: this.msWith([...sure, ...Array<Step[]>(further).fill(like)]),
    };
  }

  /** What `left.sureMs` has grown by since the beginning, and why. */
  get added(): Added {
    return this.onTop;
  }

  /** No clean window will come: none is measured again, and the run ends when every network has a few. */
  get hopeless(): boolean {
    const last = this.windows.slice(-HOPELESS_AFTER);
    return last.length === HOPELESS_AFTER && last.every(isDisturbed);
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
    if (this.queue.length === 0) this.queueRound();
    return result.spoiled;
  }

  /** Energy of one network from its windows so far; null before the first one. */
  energyOf(network: number): InferenceEnergy | null {
    const windows = decisive(this.windows.filter((window) => window.network === network));
    return windows.length > 0 ? inferenceEnergy(windows, this.idleModel()) : null;
  }

  /** The board at rest during the whole run so far; there is one as soon as there is a window with idle neighbours. */
  idleModel(): IdleModel {
    const loads = this.windows.flatMap(({ result: { power, toMs } }) =>
      power ? [{ toMs, meanW: power.meanW }] : [],
    );
    return (this.rest ??= new IdleModel({ idles: this.idles, loads }));
  }

  /** What is queued and those of these rounds that begin before the time is spent, ms. */
  private msWith(rounds: readonly Step[][]): number {
    let left = durationOf(this.queue);
    for (const [index, round] of rounds.entries()) {
      const first = this.round + index === 0;
      if (!first && this.elapsedMs + left >= this.settings.budgetMs) break;
      left += durationOf(round);
    }
    return left;
  }

  private get elapsedMs(): number {
    return Number.isNaN(this.startedAtMs) ? 0 : this.nowMs - this.startedAtMs;
  }

  private finishIdle(step: Step, result: StepResult): void {
    const before = this.idle;
    if (result.spoiled && step.attempt < MOST_AGAIN && !this.hopeless) {
      this.again(this.schedule.rest(this.round, step.attempt + 1), result.spoiled);
      return;
    }
    this.idle = restOf(result);
    if (this.idle) this.idles.push(this.idle.power);
    this.rest = null;
    if (this.pending) this.keep(this.pending.step, this.pending.result, before);
    this.pending = null;
  }

  private keep(step: Step, result: StepResult, before: Rest | null): void {
    const { network, round, attempt } = step;
    const window = windowOf(result, before, this.idle);
    const [measured, disturbed] = window?.disturbed ? [null, window] : [window, null];
    const kept = { network: network!, round, attempt, result, measured, disturbed };
    this.windows.push(kept);
    const cause = causeOf(kept);
    if (cause === null || attempt >= MOST_AGAIN || this.hopeless) return;
    this.onTop = { ...this.onTop, again: this.onTop.again + 1 };
    this.again(this.schedule.visit(network!, round, attempt + 1), cause);
  }

  private again(steps: readonly Step[], cause: string): void {
    const { ms, causes } = this.onTop;
    const all = [...new Set([...causes, cause])];
    this.onTop = { ...this.onTop, ms: ms + durationOf(steps), causes: all };
    this.queue.unshift(...steps);
  }

  private queueRound(): void {
    const { round, settings } = this;
    const tired = round > 0 && this.elapsedMs >= settings.budgetMs;
    if (tired || round >= Math.max(settings.repeats, settings.mostRepeats)) return;
    if (this.hopeless) this.queue = this.schedule.round(this.unknown(), round);
    else if (round < settings.repeats) this.queue = this.rounds[round];
    else if (this.isWide()) this.queue = this.further();
    if (this.queue.length > 0) this.round++;
  }

  private further(): Step[] {
    const steps = this.schedule.round(this.all(), this.round);
    const { ms, rounds } = this.onTop;
    this.onTop = { ...this.onTop, ms: ms + durationOf(steps), rounds: rounds + 1 };
    return steps;
  }

  /** Networks with too few windows of any kind for a spread. */
  private unknown(): number[] {
    const count = (network: number) => this.windows.filter((w) => w.network === network).length;
    return this.all().filter((network) => count(network) < HOPELESS_AFTER);
  }

  private isWide(): boolean {
    return this.all().some((network) => {
      const energy = this.energyOf(network);
      return energy !== null && relativeHalf(energy.gross) > this.settings.wantedShare;
    });
  }

  private all(): number[] {
    return Array.from({ length: this.networks }, (_, index) => index);
  }
}

function spoilOf({ kind }: Step, power: WindowPower | null): SpoilReason | null {
  if (kind !== 'window' && kind !== 'idle') return null;
  if (!power || power.samples < LEAST_SAMPLES) return 'few-samples';
  return power.coveredShare < LEAST_COVERED ? 'gaps' : null;
}
