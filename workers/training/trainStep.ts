/** One step of a training, whatever it trains for: forward and back, the team's mean, and the update. */
import type { LossOptions } from '../kernels/training/loss';
import type { TrainingProgram, UpdateOptions } from '../kernels/training/trainingProgram';
import type { GradientTeam } from './gradientTeam';
import type { TrainingBatches } from './trainingBatches';

export interface StepOrder {
  readonly program: TrainingProgram;
  /** Of them the batch that was read last. */
  readonly batch: Pick<TrainingBatches, 'pixels' | 'labels'>;
  readonly target: LossOptions;
  /** Null trains alone. */
  readonly team: GradientTeam | null;
  /** Means over the team after the step: loss, share of right answers, then the `own` ones. */
  readonly figures: Float32Array;
  /** Further figures of this worker, asked for once its gradients are there. */
  readonly own?: () => readonly number[];
  /** Asked for once the team has met. */
  readonly update: () => UpdateOptions;
}

/**
 * False where the team was stopped or a partner is gone. A loss that is not finite changes no weights: it stands in the
 * figures, and the weights are those before the step.
 */
export function trainStep(order: StepOrder): boolean {
  const { program, batch, target, team, figures, own = () => [], update } = order;
  const { loss, correct } = program.backpropagate(batch.pixels, batch.labels, target);
  figures.set([loss, correct / program.batch, ...own()]);
  if (team && !team.average(program.gradients(), program.statistics(), figures)) return false;
  if (Number.isFinite(figures[0])) program.update(update());
  return true;
}
