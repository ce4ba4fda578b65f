/** `npm run train`: trains MobileNetV2 from scratch with the kernels that the page trains with, and writes a checkpoint. */
import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { mobilenetV2 } from '../src/model/mobilenetV2';
import { DEFAULT_RECIPE, type Recipe } from '../src/training/recipe';
import { BUNDLED_DATASET, bundledConfig, bundledFile } from './bundledImages';
import { correctOnTest } from './evaluateWeights';
import {
  ArgumentError,
  parseTrainArguments,
  trainHelp,
  type TrainArguments,
} from './trainArguments';
import { TrainFailure, trainInChromium, type Trained } from './trainInChromium';
import { TrainProgress } from './trainProgress';
import {
  loadState,
  removeState,
  saveState,
  StateError,
  type EpochRecord,
  type TrainingState,
} from './trainState';
import { throughFloat16, writeCheckpoint, type TrainingRecord } from './writeCheckpoint';
import { commands } from '../src/words/commands';

const say = commands.train;
/** float16 may cost so many of the test images. */
const FLOAT16_COST = 2;
const RETRY_MS = 30_000;
const METHOD = {
  optimiser: 'stochastic gradient descent with Nesterov’s momentum',
  schedule:
    'one-cycle: up for 30 % of the steps from 1/25 of the rate, then down, along half cosines',
  augmentation: 'horizontal flip with probability 1/2, shift by up to 2 pixels in both directions',
};

async function main(): Promise<void> {
  const given = parseTrainArguments(process.argv.slice(2));
  if (given === 'help') return console.log(trainHelp());
  const stateFile = `${given.out}.training`;
  const state = loadState(stateFile, given.recipe);
  if (state) console.log(say.goingOn(state.epochs.length, given.recipe.epochs));
  const epochs = [...(state?.epochs ?? [])];
  const trained = await train(given.recipe, state, epochs, stateFile);
  await finish(given, trained, epochs);
  removeState(stateFile);
}

/** Trains to the end of the recipe; keeps the state after every epoch, so that an interruption costs one at most. */
function train(
  recipe: Recipe,
  state: TrainingState | null,
  epochs: EpochRecord[],
  stateFile: string,
): Promise<Trained> {
  const progress = new TrainProgress(recipe, epochs.length);
  return trainInChromium(recipe, epochs.length, state, {
    onStep: (step) => progress.step(step),
    onEpoch: (values) => {
      epochs.push(progress.epoch());
      try {
        saveState(stateFile, { recipe, epochs, ...values });
      } catch (error) {
        console.error(say.stateNotWritten(stateFile, (error as Error).message));
      }
    },
  });
}

async function finish(
  { recipe, out }: TrainArguments,
  { weights, engine }: Trained,
  epochs: readonly EpochRecord[],
): Promise<void> {
  const network = mobilenetV2(bundledConfig(recipe.width));
  const { name, train: training, test } = BUNDLED_DATASET;
  const halved = throughFloat16(weights);
  const [single, half] = [
    await correctOnTest(network, weights),
    await correctOnTest(network, halved),
  ];
  console.log(say.top1(single / test.count, half / test.count));
  const storage = single - half <= FLOAT16_COST ? 'float16' : 'float32';
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const record: TrainingRecord = {
    command: commandOf(recipe, out),
    recipe,
    dataset: { name, sha256: sha256(bundledFile(training.images)) },
    ...METHOD,
    epochs,
    seconds,
    imagesPerSecond: Math.round((training.count * recipe.epochs) / seconds),
    top1: { correct: storage === 'float16' ? half : single, total: test.count },
    storage,
    machine: `${cpus()[0].model}, ${cpus().length} cores, ${engine}`,
    finishedAt: new Date().toISOString(),
  };
  await untilWritten(out, () => writeCheckpoint(out, network, weights, record));
  console.log(say.written(out, ['manifest.json', 'weights.bin', 'training.json']));
}

/** Weights that took an hour are not lost to a full disk. */
async function untilWritten(what: string, write: () => void): Promise<void> {
  for (;;) {
    try {
      return write();
    } catch (error) {
      console.error(say.checkpointNotWritten(what, (error as Error).message));
      await setTimeout(RETRY_MS);
    }
  }
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

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

try {
  await main();
} catch (error) {
  const explained = [ArgumentError, StateError, TrainFailure].some((kind) => error instanceof kind);
  console.error(explained ? (error as Error).message : error);
  process.exitCode = 1;
}
