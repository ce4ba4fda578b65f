/** A training run from scratch, as one member of its team carries it out. Free of page and Node. */
import type { Note, Outcome } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
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
import { GradientTeam } from './gradientTeam';
import { TrainingBatches } from './trainingBatches';
import { TrainingControl } from './trainingControl';
import { train, type Course } from './trainingLoop';

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
  | { readonly kind: 'failure'; readonly why: Note };

const TEAM_LOST = note('training-thread-lost');

/** Resolves when the last step is done, or when a failure has been said. */
export async function trainFromScratch(
  task: TrainTask,
  { module, images }: TrainingInput,
  say: (message: TrainMessage) => void,
): Promise<void> {
  const { recipe, rank, done } = task;
  const team = new GradientTeam(rank, recipe.workers, task.shared);
  const fail = (why: Note) => {
    team.stop();
    say({ kind: 'failure', why });
  };
  const compiled = await compile(task, module);
  if (!compiled.ok) return fail(compiled);
  const program = compiled.value;
  if (task.values) restore(program, task.values);
  const course = scratchCourse(program, images, recipe, team);
  const { stepsPerEpoch } = course.batches;
  const ending = await train(
    {
      ...course,
      onStep: ({ index: step, loss, accuracy }) => {
        if (rank !== 0) return;
        say({ kind: 'step', step, loss, accuracy });
        if ((step + 1) % stepsPerEpoch === 0) say({ kind: 'epoch', values: valuesOf(program) });
      },
    },
    done * stepsPerEpoch,
  );
  if (!ending.ok) return fail(TEAM_LOST);
  if (ending.value.how === 'broken-down') return fail(diverged(ending.value.last.index, recipe));
  if (rank === 0) say({ kind: 'end', weights: program.readWeights() });
}

/** One-cycle over all epochs, ended by nobody. */
export function scratchCourse(
  program: TrainingProgram,
  images: SubjectImages,
  recipe: Recipe,
  team: GradientTeam,
): Course {
  const { epochs, learningRate, momentum, weightDecay, gammaL1, labelSmoothing, seed } = recipe;
  const watch = new LossWatch();
  const share = { count: program.batch, rank: team.rank, workers: team.size };
  return {
    batches: new TrainingBatches(images, share, seed),
    budget: { unit: 'epochs', amount: epochs },
    rate: 'one-cycle',
    peak: () => learningRate,
    optimizer: { momentum, weightDecay, gammaL1 },
    team,
    control: new TrainingControl(),
    superseded: () => false,
    program: () => ({ ok: true, value: program }),
    target: () => ({ labelSmoothing }),
    goesWell: ({ loss }) => watch.see(loss) !== 'diverged',
    onStep: () => {},
  };
}

function diverged(step: number, { learningRate }: Recipe): Note {
  return note('training-diverged', { step: step + 1, learningRate });
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
