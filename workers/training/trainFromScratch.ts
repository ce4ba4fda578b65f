/** A training run from scratch, as one member of its team carries it out. Free of page and Node. */
import type { Outcome } from '../../src/base/outcome';
import type { SubjectImages } from '../../src/subject/preprocess';
import type { LayerWeights, NetworkConfig } from '../../src/model/network';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { seededRandom } from '../../src/base/seededRandom';
import { LossWatch } from '../../src/training/lossWatch';
import type { Recipe } from '../../src/training/recipe';
import { BumpHeap } from '../kernels/memory/heap';
import { compileTrainingProgram, type TrainingProgram } from '../kernels/training/trainingProgram';
import { initialWeights } from '../kernels/training/initialWeights';
import { instantiate, TRAINING } from '../kernels/modules';
import { macrotask } from '../jobs/macrotask';
import { GradientTeam } from './gradientTeam';
import { Trainer } from './trainer';

export interface TrainTask {
  readonly config: NetworkConfig;
  readonly recipe: Recipe;
  readonly rank: number;
  /** Of `teamMemory`, the same for all members. */
  readonly shared: SharedArrayBuffer;
  /** Whole epochs that are done, with the values after them; null at the start. */
  readonly done: number;
  readonly values: TrainingValues | null;
}

/** The values of one program, in its own layout. */
export interface TrainingValues {
  readonly parameters: Float32Array;
  readonly velocities: Float32Array;
  readonly statistics: Float32Array;
}

export interface TrainingInput {
  /** Bytes of the training kernels. */
  readonly module: BufferSource;
  readonly images: SubjectImages;
}

/** Progress, the values after an epoch and the weights at the end, all from rank 0; or why a member stopped. */
export type TrainMessage =
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly loss: number;
      readonly accuracy: number;
    }
  | { readonly kind: 'epoch'; readonly values: TrainingValues }
  | { readonly kind: 'end'; readonly weights: readonly LayerWeights[] }
  | { readonly kind: 'failure'; readonly message: string };

const TEAM_LOST =
  'Another thread ended or did not answer for a minute; start the same command again to go on.';

/** Resolves when the last step is done, or when a failure has been said. */
export async function trainFromScratch(
  task: TrainTask,
  { module, images }: TrainingInput,
  say: (message: TrainMessage) => void,
): Promise<void> {
  const { recipe, rank, done } = task;
  const team = new GradientTeam(rank, recipe.workers, task.shared);
  const fail = (message: string) => {
    team.stop();
    say({ kind: 'failure', message });
  };
  const compiled = await compile(task, module);
  if (!compiled.ok) return fail(compiled.message);
  const program = compiled.value;
  if (task.values) restore(program, task.values);
  const trainer = new Trainer(program, images, recipe, team);
  const watch = new LossWatch();
  for (let step = done * trainer.stepsPerEpoch; step < trainer.steps; step++) {
    await macrotask();
    const trained = trainer.step(step);
    if (!trained) return fail(TEAM_LOST);
    if (watch.see(trained.loss) === 'diverged') return fail(diverged(step, recipe));
    if (rank !== 0) continue;
    say({ kind: 'step', step, loss: trained.loss, accuracy: trained.accuracy });
    if ((step + 1) % trainer.stepsPerEpoch === 0) say({ kind: 'epoch', values: valuesOf(program) });
  }
  if (rank === 0) say({ kind: 'end', weights: program.readWeights() });
}

function diverged(step: number, { learningRate }: Recipe): string {
  const what = 'the loss is no number, or stayed far above its start for 200 steps';
  return `Training diverged at step ${step + 1}: ${what}; take a smaller --lr than ${learningRate}.`;
}

async function compile(
  { config, recipe }: TrainTask,
  module: BufferSource,
): Promise<Outcome<TrainingProgram>> {
  const heap = new BumpHeap();
  const kernels = await instantiate(TRAINING, module, heap);
  if (!kernels.ok) return kernels;
  const network = mobilenetV2(config);
  const weights = initialWeights(network, seededRandom(recipe.seed, 0));
  const batch = recipe.batch / recipe.workers;
  return compileTrainingProgram(network, weights, batch, kernels.value, heap);
}

function valuesOf(program: TrainingProgram): TrainingValues {
  return {
    parameters: program.parameters().slice(),
    velocities: program.velocities().slice(),
    statistics: program.statistics().slice(),
  };
}

function restore(
  program: TrainingProgram,
  { parameters, velocities, statistics }: TrainingValues,
): void {
  program.parameters().set(parameters);
  program.velocities().set(velocities);
  program.statistics().set(statistics);
}
