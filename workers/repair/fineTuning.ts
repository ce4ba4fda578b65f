/**
 * Training of a cut network for a budget: masked weights stay zero, batch normalisation in training mode. With a team
 * every worker works through its own part of each batch and all of them end with the same bits; who trains alone takes
 * the whole batch. Progress is the mean of all workers' clocks, so that they stop at the same step.
 */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import { refusal, type Outcome } from '../../src/base/outcome';
import type { SubjectImages } from '../../src/subject/preprocess';
import type { TrainingStep } from '../../src/pruning/plan';
import { rateOf } from '../../src/pruning/repairs';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { TrainingTick } from '../../src/protocol/lab';
import { secondsLeft, spentShare, stepsOf, type Spent } from '../../src/training/budget';
import * as recipe from '../../src/training/fineTuningRecipe';
import { learningRate } from '../../src/training/schedule';
import type { Distillation } from '../kernels/training/loss';
import { compileTrainingProgram, type TrainingProgram } from '../kernels/training/trainingProgram';
import { kernelClassifier, type LabKernels } from '../runtime/labKernels';
import type { Classifier } from '../runtime/classifier';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';
import { TrainingBatches } from '../training/trainingBatches';
import { trainStep } from '../training/trainStep';
import { BestWeights } from './bestWeights';
import type { GradualCut } from './gradualCut';
import type { TrainingControl } from '../training/trainingControl';
import { cutAfterwards, endedByHand } from './trainingNotes';
import type { TrainingTeam } from '../training/trainingTeam';

const REST_MS = 100;

export interface FineTuningOrder {
  readonly step: TrainingStep;
  readonly seed: number;
  /** Null where everything is cut already. */
  readonly gradual: GradualCut | null;
  readonly dense: CompactNetwork;
  readonly images: SubjectImages;
  readonly kernels: LabKernels;
  /** Null trains alone. */
  readonly team: TrainingTeam | null;
  readonly control: TrainingControl;
  readonly superseded: () => boolean;
  readonly onTick: (tick: TrainingTick) => void;
  /** Called while it waits for the rest of its team. */
  readonly onWait: () => void;
}

export interface FineTuned {
  readonly network: CutNetwork;
  /** One sentence for each thing that did not go as planned. */
  readonly notes: readonly string[];
}

/** The normalisation has to be recalibrated afterwards. */
export async function fineTune(
  start: CutNetwork,
  order: FineTuningOrder,
): Promise<Outcome<FineTuned>> {
  const training = await order.kernels.training();
  if (!training.ok) return training;
  const run = new FineTuning(start, order, (network) =>
    compileTrainingProgram(
      network.network,
      network.weights,
      batchOf(order.team),
      training.value,
      order.kernels.heap,
    ),
  );
  try {
    return await run.train();
  } finally {
    run.dispose();
  }
}

/** Each worker's share; training plans take multiples of 4. */
function batchOf(team: TrainingTeam | null): number {
  return Math.max(4, Math.round(recipe.BATCH / (team?.size ?? 1) / 4) * 4);
}

/** Averaged over the team: loss, share of right answers, seconds, wish to pause, wish to end. */
const FIGURES = 5;

class FineTuning {
  private network: CutNetwork;
  private readonly order: FineTuningOrder;
  private readonly compile: (network: CutNetwork) => Outcome<TrainingProgram>;
  private readonly figures = new Float32Array(FIGURES);
  private readonly best = new BestWeights();
  private readonly batches: TrainingBatches;
  private program: TrainingProgram | null = null;
  private teacher: Classifier | null = null;
  private seconds = 0;
  private lastClock = performance.now();
  private readonly notes: string[] = [];

  constructor(
    start: CutNetwork,
    order: FineTuningOrder,
    compile: (network: CutNetwork) => Outcome<TrainingProgram>,
  ) {
    this.network = start;
    this.order = order;
    this.compile = compile;
    const { images, seed, team } = order;
    const share = { count: batchOf(team), rank: team?.rank ?? 0, workers: team?.size ?? 1 };
    this.batches = new TrainingBatches(images, share, seed);
  }

  async train(): Promise<Outcome<FineTuned>> {
    const begun = this.begin();
    if (!begun.ok) return this.leave(begun);
    if (!(await this.gatherTeam())) return this.lost();
    this.lastClock = performance.now();
    for (let index = 0; this.progress(index) < 1; index++) {
      await macrotask();
      if (this.order.superseded()) return this.leave(SUPERSEDED);
      const cut = this.cutIfDue(this.progress(index));
      if (!cut.ok) return this.leave(cut);
      if (!this.step(index)) return this.lost();
      if (!this.goesWell(index)) break;
      this.tell(index);
      while (this.figures[3] > 0) if (!(await this.rest(index))) return this.lost();
      if (this.figures[4] > 0) {
        this.notes.push(endedByHand(index, this.progress(index + 1)));
        break;
      }
    }
    return this.finish();
  }

  dispose(): void {
    this.program?.dispose();
    this.teacher?.dispose();
  }

  private begin(): Outcome<null> {
    const { step, dense, kernels } = this.order;
    if (step.kind === 'distil') {
      const teacher = kernelClassifier(
        kernels,
        dense.network,
        dense.weights,
        this.batches.labels.length,
      );
      if (!teacher.ok) return teacher;
      this.teacher = teacher.value;
    }
    return this.load(this.network);
  }

  private async gatherTeam(): Promise<boolean> {
    const { team, superseded, onWait } = this.order;
    if (!team) return true;
    return team.gather(() => {
      onWait();
      return !superseded();
    });
  }

  private lost(): Outcome<never> {
    return this.leave(this.order.superseded() ? SUPERSEDED : TEAM_LOST);
  }

  /** Partners that wait for this worker must not wait in vain. */
  private leave<T>(outcome: Outcome<T>): Outcome<never> {
    this.order.team?.stop();
    return outcome as Outcome<never>;
  }

  private load(network: CutNetwork): Outcome<null> {
    this.program?.dispose();
    this.program = null;
    this.network = network;
    const program = this.compile(network);
    if (!program.ok) return program;
    this.program = program.value;
    this.mask(network);
    return { ok: true, value: null };
  }

  /** Whatever ended the training, the network that leaves it has the plan's level. */
  private finish(): Outcome<FineTuned> {
    const { gradual } = this.order;
    const trained = this.trained();
    if (!gradual || gradual.isWhole) return this.done(trained);
    const { level } = gradual;
    const cut = gradual.finish(trained);
    if (!cut.ok) return this.leave(cut);
    this.notes.push(cutAfterwards(level, gradual.level));
    return this.done(cut.value);
  }

  private done(network: CutNetwork): Outcome<FineTuned> {
    return { ok: true, value: { network, notes: this.notes } };
  }

  private mask({ cut }: CutNetwork): void {
    if (cut.kind !== 'weights') return;
    cut.masks.forEach((mask, layer) => mask && this.program?.setMask(layer, mask));
  }

  private cutIfDue(progress: number): Outcome<null> {
    const { gradual } = this.order;
    if (!gradual?.isDue(progress)) return { ok: true, value: null };
    const cut = gradual.next(this.trained(), progress);
    if (!cut.ok) return cut;
    this.best.restart();
    if (cut.value.cut.kind === 'channels') return this.load(cut.value);
    this.network = cut.value;
    this.mask(cut.value);
    return { ok: true, value: null };
  }

  /** False where the team is no more. */
  private step(index: number): boolean {
    this.batches.read(index);
    return trainStep({
      program: this.program!,
      batch: this.batches,
      target: { labelSmoothing: recipe.LABEL_SMOOTHING, distillation: this.distillation() },
      team: this.order.team,
      figures: this.figures,
      own: () => [this.tickClock(), ...this.wishes],
      update: () => ({ ...recipe.OPTIMIZER, learningRate: this.learningRate(index) }),
    });
  }

  private learningRate(index: number): number {
    const { step } = this.order;
    const peak = recipe.peakRate(stepsOf(step.budget, this.spent(index + 1)));
    return learningRate(rateOf(step), peak, this.progress(index));
  }

  private get wishes(): [pause: number, end: number] {
    const { paused, ended } = this.order.control;
    return [Number(paused), Number(ended)];
  }

  /** A moment's pause, for all together while any one of the team has been told to pause. */
  private async rest(index: number): Promise<boolean> {
    const { team, superseded } = this.order;
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    this.lastClock = performance.now();
    if (superseded()) team?.stop();
    this.figures.set(this.wishes, 3);
    this.tell(index);
    return !superseded() && (team === null || team.average(this.figures.subarray(3)));
  }

  private distillation(): Distillation | undefined {
    if (!this.teacher) return undefined;
    const teacherLogits = this.teacher.run(this.batches.pixels);
    return { teacherLogits, temperature: recipe.TEMPERATURE, weight: recipe.TEACHER_SHARE };
  }

  /** Share of the budget that is spent before step `index`. */
  private progress(index: number): number {
    return spentShare(this.order.step.budget, this.spent(index));
  }

  private spent(steps: number): Spent {
    return { steps, seconds: this.figures[2], stepsPerEpoch: this.batches.stepsPerEpoch };
  }

  /** False ends the training; the weights are the best ones then. */
  private goesWell(index: number): boolean {
    const program = this.program!;
    const read = () => program.readWeights();
    const rescue = this.best.see(this.figures[0], index, read, this.network.weights);
    if (!rescue) return true;
    program.writeWeights(rescue.weights);
    this.notes.push(rescue.note);
    return false;
  }

  private trained(): CutNetwork {
    return { ...this.network, weights: this.program!.readWeights() };
  }

  private tell(index: number): void {
    const { budget } = this.order.step;
    const [, accuracy, seconds, paused] = this.figures;
    const progress = this.progress(index + 1);
    this.order.onTick({
      step: index + 1,
      seconds,
      secondsLeft: secondsLeft(budget, seconds, progress),
      loss: this.best.meanLoss,
      accuracy,
      paused: paused > 0,
      workers: this.order.team?.size ?? 1,
    });
  }

  /** @returns seconds trained so far */
  private tickClock(): number {
    const now = performance.now();
    this.seconds += (now - this.lastClock) / 1000;
    this.lastClock = now;
    return this.seconds;
  }
}

const TEAM_LOST = refusal(
  'team-lost',
  'training ended: another worker of the team was lost or did not answer for a minute; try again',
);
