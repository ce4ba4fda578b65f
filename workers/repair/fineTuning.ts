/** Training of a cut network for a budget: masked weights stay zero, batch normalisation in training mode. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Note, Outcome } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
import type { TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../src/quantisation/ranges';
import type { SubjectImages } from '../../src/subject/preprocess';
import type { TrainingStep } from '../../src/pruning/plan';
import { rateOf } from '../../src/pruning/repairs';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { TrainingTick } from '../../src/protocol/lab';
import { secondsLeft } from '../../src/training/budget';
import * as recipe from '../../src/training/fineTuningRecipe';
import type { LossOptions } from '../kernels/training/loss';
import { compileTrainingProgram, type TrainingProgram } from '../kernels/training/trainingProgram';
import { kernelClassifier, type LabKernels } from '../runtime/labKernels';
import type { Classifier } from '../runtime/classifier';
import { SUPERSEDED } from '../jobs/superseded';
import { TrainingBatches } from '../training/trainingBatches';
import { TEAM_LOST, train, type Ending, type StepTold } from '../training/trainingLoop';
import { BestWeights } from './bestWeights';
import type { GradualCut } from './gradualCut';
import type { TrainingControl } from '../training/trainingControl';
import type { TrainingTeam } from '../training/trainingTeam';

export interface FineTuningOrder {
  readonly step: TrainingStep;
  readonly seed: number;
  /** Null where everything is cut already. */
  readonly gradual: GradualCut | null;
  /** Of the int8 network whose rounding is to be learnt; null where it is not. */
  readonly scales: PerMap<TensorScale> | null;
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
  readonly notes: readonly Note[];
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
      order.scales,
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

class FineTuning {
  private network: CutNetwork;
  private readonly order: FineTuningOrder;
  private readonly compile: (network: CutNetwork) => Outcome<TrainingProgram>;
  private readonly best = new BestWeights();
  private readonly batches: TrainingBatches;
  private program: TrainingProgram | null = null;
  private teacher: Classifier | null = null;
  private readonly notes: Note[] = [];

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
    if (!begun.ok) return begun;
    if (!(await this.gatherTeam())) return this.order.superseded() ? SUPERSEDED : TEAM_LOST;
    const ending = await this.runLoop();
    if (!ending.ok) return ending;
    const { value } = ending;
    if (value.how === 'by-hand')
      this.notes.push(
        note('training-ended-by-hand', { step: value.last.index + 1, share: value.last.progress }),
      );
    return this.finish();
  }

  dispose(): void {
    this.program?.dispose();
    this.teacher?.dispose();
  }

  private begin(): Outcome<unknown> {
    const { step, dense, kernels } = this.order;
    if (step.kind === 'distil') {
      const { network, weights } = dense;
      const teacher = kernelClassifier(kernels, network, weights, this.batches.labels.length);
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

  private runLoop(): Promise<Outcome<Ending>> {
    const { step, team, control, superseded } = this.order;
    return train({
      ...{
        batches: this.batches,
        budget: step.budget,
        rate: rateOf(step),
        team,
        control,
        superseded,
      },
      peak: recipe.peakRate,
      optimizer: recipe.OPTIMIZER,
      program: (progress) => this.cutIfDue(progress),
      target: () => this.target(),
      goesWell: (told) => this.goesWell(told),
      onStep: (told) => this.tell(told),
    });
  }

  private load(network: CutNetwork): Outcome<TrainingProgram> {
    this.program?.dispose();
    this.program = null;
    this.network = network;
    const program = this.compile(network);
    if (!program.ok) return program;
    this.program = program.value;
    this.mask(network);
    return program;
  }

  /** Whatever ended the training, the network that leaves it has the plan's level. */
  private finish(): Outcome<FineTuned> {
    const { gradual } = this.order;
    const trained = this.trained();
    if (!gradual || gradual.isWhole) return this.done(trained);
    const { level } = gradual;
    const cut = gradual.finish(trained);
    if (!cut.ok) return cut;
    this.notes.push(note('cut-afterwards', { reached: level, level: gradual.level }));
    return this.done(cut.value);
  }

  private done(network: CutNetwork): Outcome<FineTuned> {
    return { ok: true, value: { network, notes: this.notes } };
  }

  private mask({ cut }: CutNetwork): void {
    if (cut.kind !== 'weights') return;
    cut.masks.forEach((mask, layer) => mask && this.program?.setMask(layer, mask));
  }

  private cutIfDue(progress: number): Outcome<TrainingProgram> {
    const { gradual } = this.order;
    if (!gradual?.isDue(progress)) return { ok: true, value: this.program! };
    const cut = gradual.next(this.trained(), progress);
    if (!cut.ok) return cut;
    this.best.restart();
    if (cut.value.cut.kind === 'channels') return this.load(cut.value);
    this.network = cut.value;
    this.mask(cut.value);
    return { ok: true, value: this.program! };
  }

  private target(): LossOptions {
    const labelSmoothing = recipe.LABEL_SMOOTHING;
    if (!this.teacher) return { labelSmoothing };
    const teacherLogits = this.teacher.run(this.batches.pixels);
    const { TEMPERATURE: temperature, TEACHER_SHARE: weight } = recipe;
    return { labelSmoothing, distillation: { teacherLogits, temperature, weight } };
  }

  /** False ends the training; the weights are the best ones then. */
  private goesWell({ loss, index }: StepTold): boolean {
    const program = this.program!;
    const read = () => program.readWeights();
    const rescue = this.best.see(loss, index, read, this.network.weights);
    if (!rescue) return true;
    program.writeWeights(rescue.weights);
    this.notes.push(rescue.note);
    return false;
  }

  private trained(): CutNetwork {
    return { ...this.network, weights: this.program!.readWeights() };
  }

  private tell({ index, accuracy, seconds, progress, paused }: StepTold): void {
    const { step, team, onTick } = this.order;
    onTick({
      ...{ step: index + 1, seconds, accuracy, paused },
      secondsLeft: secondsLeft(step.budget, seconds, progress),
      loss: this.best.meanLoss,
      workers: team?.size ?? 1,
    });
  }
}
