/**
 * `npm run train`: trains MobileNetV2 from scratch in Node's worker threads, with the kernels that the page trains with, and
 * writes a checkpoint that the page loads.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LayerWeights } from '../src/model/network';
import { DEFAULT_RECIPE, type Recipe } from '../src/training/recipe';
import { teamMemory } from '../workers/training/gradientTeam';
import { averagedValues } from '../workers/training/trainer';
import { buildKernels } from './buildKernels';
import { correctOnTest } from './evaluateWeights';
import {
  ArgumentError,
  parseTrainArguments,
  trainHelp,
  type TrainArguments,
} from './trainArguments';
import { TrainProgress } from './trainProgress';
import {
  loadState,
  removeState,
  saveState,
  StateError,
  type EpochRecord,
  type TrainingState,
} from './trainState';
import { labNetwork, type TrainMessage, type TrainTask } from './trainWorker';
import { throughFloat16, writeCheckpoint, type TrainingRecord } from './writeCheckpoint';

/** A new thread knows no TypeScript before tsx is registered in it. */
const THREAD =
  `import('tsx/esm/api').then(({ register }) => { register(); ` +
  `return import(${JSON.stringify(new URL('./trainWorker.ts', import.meta.url).href)}); });`;
/** float16 may cost so many images of the 10,000. */
const FLOAT16_COST = 2;
const DATA = new URL(
  '../public/datasets/fashion-mnist/train-images-idx3-ubyte.gz',
  import.meta.url,
);
const AUGMENTATION =
  'horizontal flip with probability 1/2, shift by up to 2 pixels in both directions';

/** A failure that a sentence explains; the stack would only hide it. */
class TrainFailure extends Error {}

async function main(): Promise<void> {
  const given = parseTrainArguments(process.argv.slice(2));
  if (given === 'help') return console.log(trainHelp());
  await buildKernels();
  const stateFile = `${given.out}.training`;
  const state = loadState(stateFile, given.recipe);
  if (state) console.log(`Going on after epoch ${state.epochs.length} of ${given.recipe.epochs}.`);
  const epochs = [...(state?.epochs ?? [])];
  const weights = await trainAll(given.recipe, state, epochs, stateFile);
  await finish(given, weights, epochs);
  removeState(stateFile);
}

/** Runs the threads to their end; keeps the state after every epoch. */
function trainAll(
  recipe: Recipe,
  state: TrainingState | null,
  epochs: EpochRecord[],
  stateFile: string,
): Promise<readonly LayerWeights[]> {
  const shared = teamMemory(recipe.workers, averagedValues(labNetwork(recipe.width)));
  const progress = new TrainProgress(recipe, epochs.length);
  return new Promise((resolve, reject) => {
    const threads = Array.from({ length: recipe.workers }, (_, rank) => {
      const task: TrainTask = { recipe, rank, shared, done: epochs.length, values: state };
      const thread = new Worker(THREAD, { workerData: task, eval: true });
      thread.on('error', fail);
      thread.on('message', (message: TrainMessage) => {
        if (message.kind === 'step') progress.step(message);
        else if (message.kind === 'failure') fail(new TrainFailure(message.message));
        else if (message.kind === 'end') resolve(message.weights);
        else {
          epochs.push(progress.epoch());
          saveState(stateFile, { recipe, epochs, ...message.values });
        }
      });
      return thread;
    });
    function fail(error: Error): void {
      for (const thread of threads) void thread.terminate();
      reject(error);
    }
  });
}

async function finish(
  { recipe, out }: TrainArguments,
  trained: readonly LayerWeights[],
  epochs: readonly EpochRecord[],
): Promise<void> {
  const network = labNetwork(recipe.width);
  const halved = throughFloat16(trained);
  const [single, half] = [
    await correctOnTest(network, trained),
    await correctOnTest(network, halved),
  ];
  console.log(
    `Top-1 on the test images: ${single / 100} % as float32, ${half / 100} % as float16.`,
  );
  const storage = single - half <= FLOAT16_COST ? 'float16' : 'float32';
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const record: TrainingRecord = {
    command: commandOf(recipe, out),
    recipe,
    dataset: { name: 'Fashion-MNIST', sha256: sha256(DATA) },
    augmentation: AUGMENTATION,
    epochs,
    seconds,
    imagesPerSecond: Math.round((60_000 * recipe.epochs) / seconds),
    top1: { correct: storage === 'float16' ? half : single, total: 10_000 },
    storage,
    machine: `${cpus()[0].model}, ${cpus().length} cores, Node ${process.versions.node}`,
    finishedAt: new Date().toISOString(),
  };
  writeCheckpoint(out, network, trained, record);
  console.log(`Written to ${join(out)}: manifest.json, weights.bin, training.json`);
}

function commandOf(recipe: Recipe, out: string): string {
  const names: Partial<Record<keyof Recipe, string>> = {
    learningRate: 'lr',
    weightDecay: 'weight-decay',
    labelSmoothing: 'label-smoothing',
    gammaL1: 'gamma-l1',
  };
  const fields = Object.keys(recipe) as (keyof Recipe)[];
  const changed = fields.filter((field) => recipe[field] !== DEFAULT_RECIPE[field]);
  const options = changed.map((field) => `--${names[field] ?? field} ${recipe[field]}`);
  return ['npm run train --', ...options, `--out ${out}`].join(' ');
}

function sha256(file: URL): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

try {
  await main();
} catch (error) {
  const explained = [ArgumentError, StateError, TrainFailure].some((kind) => error instanceof kind);
  console.error(explained ? (error as Error).message : error);
  process.exitCode = 1;
}
