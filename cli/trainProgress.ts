import { BUNDLED_DATASET } from './bundledImages';
import type { Recipe } from '../src/training/recipe';
import type { EpochRecord } from './trainState';
import { commands } from '../src/words/commands';

const PRINT_EVERY_MS = 10_000;

/** Prints how training goes: loss, speed and time left. */
export class TrainProgress {
  private readonly recipe: Recipe;
  private readonly stepsPerEpoch: number;
  private readonly start = performance.now();
  private readonly firstStep: number;
  private epochStart = performance.now();
  private printed = 0;
  private steps = 0;
  private loss = 0;
  private accuracy = 0;

  /** @param done whole epochs that an earlier run made */
  constructor(recipe: Recipe, done: number) {
    this.recipe = recipe;
    this.stepsPerEpoch = Math.floor(BUNDLED_DATASET.train.count / recipe.batch);
    this.firstStep = done * this.stepsPerEpoch;
  }

  step({ step, loss, accuracy }: { step: number; loss: number; accuracy: number }): void {
    this.steps++;
    this.loss += loss;
    this.accuracy += accuracy;
    const nowMs = performance.now();
    if (nowMs - this.printed < PRINT_EVERY_MS) return;
    this.printed = nowMs;
    const done = step + 1 - this.firstStep;
    const secondsPerStep = (nowMs - this.start) / 1000 / done;
    const left = (this.recipe.epochs * this.stepsPerEpoch - step - 1) * secondsPerStep;
    const now = {
      ...{ epoch: 1 + Math.floor(step / this.stepsPerEpoch), epochs: this.recipe.epochs },
      ...{ step: (step % this.stepsPerEpoch) + 1, steps: this.stepsPerEpoch, loss },
      ...{ imagesPerSecond: this.recipe.batch / secondsPerStep, secondsLeft: left },
    };
    console.log(commands.train.step(now));
  }

  /** Ends an epoch: its means. */
  epoch(): EpochRecord {
    const now = performance.now();
    const record = {
      loss: this.loss / this.steps,
      accuracy: this.accuracy / this.steps,
      seconds: (now - this.epochStart) / 1000,
    };
    console.log(commands.train.epoch(record.loss, record.accuracy, record.seconds));
    this.epochStart = now;
    this.steps = this.loss = this.accuracy = 0;
    return record;
  }
}
