/**
 * The one loop of every training, from scratch or of a cut network: budget, learning rate, the team's mean, pause and end. In a
 * team every worker works through its own part of each batch and all of them end with the same bits; who trains alone takes
 * the whole batch. Progress is the mean of all workers' clocks, so that they stop at the same step.
 */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import { kernelSize } from '../../src/model/costs';
import type { Layer, Network } from '../../src/model/network';
import type { Budget, Rate } from '../../src/pruning/plan';
import { spentShare, stepsOf, type Spent } from '../../src/training/budget';
import { learningRate } from '../../src/training/schedule';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';
import type { LossOptions } from '../kernels/training/loss';
import type { TrainingProgram, UpdateOptions } from '../kernels/training/trainingProgram';
import type { GradientTeam } from './gradientTeam';
import type { TrainingBatches } from './trainingBatches';
import type { TrainingControl } from './trainingControl';

const REST_MS = 100;

/** A training after one of its steps; all of a team are told the same. */
export interface StepTold {
  /** From 0. */
  readonly index: number;
  /** Mean over the batch; where it is not finite the weights are those before the step. */
  readonly loss: number;
  /** Share of the batch's images that were answered rightly. */
  readonly accuracy: number;
  /** Pauses left out. */
  readonly seconds: number;
  /** Share of the budget that is spent. */
  readonly progress: number;
  readonly paused: boolean;
}

/** What is trained, for how long, and what happens around a step. */
export interface Course {
  readonly batches: TrainingBatches;
  readonly budget: Budget;
  readonly rate: Rate;
  /** Of the learning rate. @param steps of the whole training, as far as is known */
  readonly peak: (steps: number) => number;
  readonly optimizer: Omit<UpdateOptions, 'learningRate'>;
  /** Null trains alone. */
  readonly team: GradientTeam | null;
  readonly control: TrainingControl;
  readonly superseded: () => boolean;
  /** What takes the next step. @param progress share of the budget that is spent before it */
  readonly program: (progress: number) => Outcome<TrainingProgram>;
  /** What the step strives for; its batch has been read. */
  readonly target: () => LossOptions;
  /** False ends the training. */
  readonly goesWell: (step: StepTold) => boolean;
  /** Called after every step, and again and again while it is paused. */
  readonly onStep: (step: StepTold) => void;
}

/** Its budget was spent, a person ended it, or it did not go well. */
export type Ending =
  { readonly how: 'spent' } | { readonly how: 'by-hand' | 'broken-down'; readonly last: StepTold };

/** What all of a team average beside gradients and running statistics. */
const FIGURES = ['loss', 'accuracy', 'seconds', 'pause', 'end'] as const;
const [LOSS, ACCURACY, SECONDS, PAUSE, END] = FIGURES.keys();

/**
 * Refused with `superseded`, with `team-lost`, or as the course's program is; whoever seated the team stops it then, for
 * partners must not wait in vain.
 * @param first step to be taken: above 0 for a training that goes on
 */
export function train(course: Course, first = 0): Promise<Outcome<Ending>> {
  return new TrainingLoop(course).run(first);
}

class TrainingLoop {
  private readonly course: Course;
  private readonly figures = new Float32Array(FIGURES.length);
  private seconds = 0;
  private lastClock = performance.now();

  constructor(course: Course) {
    this.course = course;
  }

  async run(first: number): Promise<Outcome<Ending>> {
    const { superseded, program, goesWell, onStep } = this.course;
    for (let index = first; this.progress(index) < 1; index++) {
      await macrotask();
      if (superseded()) return SUPERSEDED;
      const ready = program(this.progress(index));
      if (!ready.ok) return ready;
      if (!this.step(index, ready.value)) return this.lost();
      const last = this.told(index);
      if (!goesWell(last)) return { ok: true, value: { how: 'broken-down', last } };
      onStep(last);
      while (this.figures[PAUSE] > 0) if (!(await this.rest(index))) return this.lost();
      if (this.figures[END] > 0) return { ok: true, value: { how: 'by-hand', last } };
    }
    return { ok: true, value: { how: 'spent' } };
  }

  /** Forward and back, the team's mean, and the update. False where the team was stopped or a partner is gone. */
  private step(index: number, program: TrainingProgram): boolean {
    const { figures } = this;
    const { batches, target, team, optimizer } = this.course;
    batches.read(index);
    const { loss, correct } = program.backpropagate(batches.pixels, batches.labels, target());
    figures.set([loss, correct / program.batch, this.tickClock(), ...this.wishes]);
    if (team && !team.average(program.gradients(), program.statistics(), figures)) return false;
    if (Number.isFinite(figures[LOSS]))
      program.update({ ...optimizer, learningRate: this.learningRate(index) });
    return true;
  }

  private learningRate(index: number): number {
    const { rate, peak, budget } = this.course;
    const steps = stepsOf(budget, this.spent(index + 1));
    return learningRate(rate, peak(steps), this.progress(index));
  }

  private get wishes(): [pause: number, end: number] {
    const { paused, ended } = this.course.control;
    return [Number(paused), Number(ended)];
  }

  /** A moment's pause, for all together while any one of the team has been told to pause. */
  private async rest(index: number): Promise<boolean> {
    const { team, superseded, onStep } = this.course;
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    this.lastClock = performance.now();
    this.figures.set(this.wishes, PAUSE);
    onStep(this.told(index));
    return !superseded() && (team === null || team.average(this.figures.subarray(PAUSE)));
  }

  private lost(): Outcome<never> {
    return this.course.superseded() ? SUPERSEDED : TEAM_LOST;
  }

  /** Share of the budget that is spent before step `index`. */
  private progress(index: number): number {
    return spentShare(this.course.budget, this.spent(index));
  }

  private spent(steps: number): Spent {
    const { stepsPerEpoch } = this.course.batches;
    return { steps, seconds: this.figures[SECONDS], stepsPerEpoch };
  }

  private told(index: number): StepTold {
    const { figures } = this;
    return {
      index,
      loss: figures[LOSS],
      accuracy: figures[ACCURACY],
      seconds: figures[SECONDS],
      progress: this.progress(index + 1),
      paused: figures[PAUSE] > 0,
    };
  }

  /** @returns seconds trained so far */
  private tickClock(): number {
    const now = performance.now();
    this.seconds += (now - this.lastClock) / 1000;
    this.lastClock = now;
    return this.seconds;
  }
}

/** Values that a team averages every step: gradients and running statistics, each array rounded up, and the figures. */
export function averagedValues({ layers }: Network): number {
  const upTo4 = (n: number) => (n + 3) & ~3;
  const ofLayer = (layer: Layer) => upTo4(kernelSize(layer)) + 4 * upTo4(layer.outChannels);
  return layers.reduce((sum, layer) => sum + ofLayer(layer), 0) + FIGURES.length;
}

export const TEAM_LOST = refusal('team-lost');
