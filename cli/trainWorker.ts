/** One thread of `npm run train`. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { LayerWeights } from '../src/model/network';
import { mobilenetV2 } from '../src/model/mobilenetV2';
import { seededRandom } from '../src/pruning/seededRandom';
import type { Recipe } from '../src/training/recipe';
import { BumpHeap } from '../workers/kernels/heap';
import { instantiateTrainingKernels } from '../workers/kernels/trainingKernels';
import { compileTrainingPlan, type TrainingPlan } from '../workers/kernels/trainingPlan';
import { initialWeights } from '../workers/kernels/trainingTime';
import { GradientTeam } from '../workers/training/gradientTeam';
import { Trainer } from '../workers/training/trainer';
import { bundledImages } from './bundledImages';
import type { TrainingValues } from './trainState';

export interface TrainTask {
  readonly recipe: Recipe;
  readonly rank: number;
  readonly shared: SharedArrayBuffer;
  /** Whole epochs that are done, with the values after them; null at the start. */
  readonly done: number;
  readonly values: TrainingValues | null;
}

/** What a thread says: progress, the values after an epoch (rank 0 alone), the weights at the end, or why it stopped. */
export type TrainMessage =
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly loss: number;
      readonly accuracy: number;
    }
  | { readonly kind: 'epoch'; readonly epoch: number; readonly values: TrainingValues }
  | { readonly kind: 'end'; readonly weights: readonly LayerWeights[] }
  | { readonly kind: 'failure'; readonly message: string };

const CLASSES = 10;
const TRAINING_MODULE = new URL('../workers/kernels/build/training.simd.wasm', import.meta.url);

/** The network that every checkpoint of the lab is: 32×32 pixels, stem without stride. */
export function labNetwork(width: number) {
  return mobilenetV2({ width, inputSize: 32, stemStride: 1, classes: CLASSES });
}

const say = (message: TrainMessage) => parentPort?.postMessage(message);

async function train({ recipe, rank, shared, done, values }: TrainTask): Promise<void> {
  const plan = await compile(recipe);
  if (values) restore(plan, values);
  const team = new GradientTeam(rank, recipe.workers, shared);
  const trainer = new Trainer(plan, bundledImages('train'), 32, recipe, team);
  for (let step = done * trainer.stepsPerEpoch; step < trainer.steps; step++) {
    const trained = trainer.step(step);
    if (!trained)
      return say({
        kind: 'failure',
        message: 'Another thread stopped or hangs; start the command again.',
      });
    if (!Number.isFinite(trained.loss))
      return say({ kind: 'failure', message: diverged(step, recipe) });
    if (rank !== 0) continue;
    say({ kind: 'step', step, loss: trained.loss, accuracy: trained.accuracy });
    if ((step + 1) % trainer.stepsPerEpoch !== 0) continue;
    say({ kind: 'epoch', epoch: (step + 1) / trainer.stepsPerEpoch, values: valuesOf(plan) });
  }
  if (rank === 0) say({ kind: 'end', weights: plan.readWeights() });
}

function diverged(step: number, { learningRate }: Recipe): string {
  return `Training diverged at step ${step}: the loss is not finite; take a smaller --lr than ${learningRate}.`;
}

async function compile(recipe: Recipe): Promise<TrainingPlan> {
  const heap = new BumpHeap();
  const kernels = await instantiateTrainingKernels(readFileSync(TRAINING_MODULE), heap);
  if (!kernels.ok) throw new Error(kernels.message);
  const network = labNetwork(recipe.width);
  const weights = initialWeights(network, seededRandom(recipe.seed, 0));
  const batch = recipe.batch / recipe.workers;
  const plan = compileTrainingPlan(network, weights, batch, kernels.value, heap);
  if (!plan.ok) throw new Error(plan.message);
  return plan.value;
}

function valuesOf(plan: TrainingPlan): TrainingValues {
  return {
    parameters: plan.parameters().slice(),
    velocities: plan.velocities().slice(),
    statistics: plan.statistics().slice(),
  };
}

function restore(plan: TrainingPlan, { parameters, velocities, statistics }: TrainingValues): void {
  plan.parameters().set(parameters);
  plan.velocities().set(velocities);
  plan.statistics().set(statistics);
}

if (parentPort) {
  train(workerData as TrainTask).catch((error: Error) =>
    say({ kind: 'failure', message: error.message }),
  );
}
