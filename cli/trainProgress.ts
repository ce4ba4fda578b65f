import { BUNDLED_DATASET } from './bundledImages';
import type { Recipe } from '../src/training/recipe';
import type { EpochRecord } from './trainState';

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
    const now = performance.now();
    if (now - this.printed < PRINT_EVERY_MS) return;
    this.printed = now;
    const done = step + 1 - this.firstStep;
    const secondsPerStep = (now - this.start) / 1000 / done;
    const left = (this.recipe.epochs * this.stepsPerEpoch - step - 1) * secondsPerStep;
    const epoch = 1 + Math.floor(step / this.stepsPerEpoch);
    console.log(
      `epoch ${epoch} of ${this.recipe.epochs}, step ${(step % this.stepsPerEpoch) + 1} of ${this.stepsPerEpoch}: ` +
        `loss ${loss.toFixed(3)}, ${Math.round(this.recipe.batch / secondsPerStep)} images/s, ${time(left)} left`,
    );
  }

  /** Ends an epoch: its means. */
  epoch(): EpochRecord {
    const now = performance.now();
    const record = {
      loss: this.loss / this.steps,
      accuracy: this.accuracy / this.steps,
      seconds: (now - this.epochStart) / 1000,
    };
    const share = (100 * record.accuracy).toFixed(2);
    console.log(
      `epoch done: loss ${record.loss.toFixed(4)}, training accuracy ${share} %, ${time(record.seconds)}`,
    );
    this.epochStart = now;
    this.steps = this.loss = this.accuracy = 0;
    return record;
  }
}

function time(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.round(seconds)} s`;
}
