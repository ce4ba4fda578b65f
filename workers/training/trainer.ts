/** One worker's share of a training run: its images of every step, forward, back, and the update. */
import type { SubjectImages } from '../../src/subject/preprocess';
import { kernelSize } from '../../src/model/costs';
import type { Layer, Network } from '../../src/model/network';
import type { Recipe } from '../../src/training/recipe';
import { oneCycle } from '../../src/training/schedule';
import type { TrainingProgram } from '../kernels/training/trainingProgram';
import type { GradientTeam } from './gradientTeam';
import { TrainingBatches } from './trainingBatches';
import { trainStep } from './trainStep';

export interface TrainedStep {
  /** Mean over the batch; not finite where training has diverged: the weights are those before the step. */
  readonly loss: number;
  /** Share of the batch's images that were answered rightly. */
  readonly accuracy: number;
  readonly learningRate: number;
}

export class Trainer {
  readonly stepsPerEpoch: number;
  readonly steps: number;
  private readonly program: TrainingProgram;
  private readonly batches: TrainingBatches;
  private readonly recipe: Recipe;
  private readonly team: GradientTeam;
  /** Loss and accuracy of the step, averaged like the gradients. */
  private readonly figures = new Float32Array(2);

  /**
   * @param program for recipe.batch / recipe.workers images
   * @param team for `averagedValues(network)` values
   */
  constructor(program: TrainingProgram, images: SubjectImages, recipe: Recipe, team: GradientTeam) {
    this.program = program;
    this.recipe = recipe;
    this.team = team;
    const share = { count: program.batch, rank: team.rank, workers: team.size };
    this.batches = new TrainingBatches(images, share, recipe.seed);
    this.stepsPerEpoch = this.batches.stepsPerEpoch;
    this.steps = this.stepsPerEpoch * recipe.epochs;
  }

  /** Null where the team was stopped. @param index from 0; steps may be taken up again at any index */
  step(index: number): TrainedStep | null {
    const { program, batches, recipe, team, figures } = this;
    batches.read(index);
    const { labelSmoothing, momentum, weightDecay, gammaL1 } = recipe;
    const learningRate = oneCycle(recipe.learningRate, index / this.steps);
    const trained = trainStep({
      ...{ program, batch: batches, target: { labelSmoothing }, team, figures },
      update: () => ({ learningRate, momentum, weightDecay, gammaL1 }),
    });
    if (!trained) return null;
    return { loss: figures[0], accuracy: figures[1], learningRate };
  }
}

/** Values that a team averages every step: gradients and running statistics, each array rounded up, loss and accuracy. */
export function averagedValues({ layers }: Network): number {
  const upTo4 = (n: number) => (n + 3) & ~3;
  const ofLayer = (layer: Layer) => upTo4(kernelSize(layer)) + 4 * upTo4(layer.outChannels);
  return layers.reduce((sum, layer) => sum + ofLayer(layer), 2);
}
