import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledImages } from '../../cli/bundledImages';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { seededRandom } from '../../src/pruning/seededRandom';
import { DEFAULT_RECIPE, type Recipe } from '../../src/training/recipe';
import { BumpHeap } from '../../workers/kernels/heap';
import { instantiateTrainingKernels } from '../../workers/kernels/trainingKernels';
import { compileTrainingPlan } from '../../workers/kernels/trainingPlan';
import { initialWeights } from '../../workers/kernels/trainingTime';
import { GradientTeam, teamMemory } from '../../workers/training/gradientTeam';
import { averagedValues, Trainer } from '../../workers/training/trainer';

const MODULE = new URL('../../workers/kernels/build/training.simd.wasm', import.meta.url);
const NETWORK = mobilenetV2({ width: 0.35, inputSize: 32, stemStride: 2, classes: 10 });
const RECIPE: Recipe = {
  ...DEFAULT_RECIPE,
  width: 0.35,
  epochs: 1,
  batch: 8,
  learningRate: 0.05,
  workers: 1,
};
const { count, ...images } = bundledImages('train');
const few = { ...images, count: Math.min(count, 64) };

async function start() {
  const heap = new BumpHeap();
  const kernels = await instantiateTrainingKernels(readFileSync(MODULE), heap);
  if (!kernels.ok) throw new Error(kernels.message);
  const weights = initialWeights(NETWORK, seededRandom(1, 0));
  const plan = compileTrainingPlan(NETWORK, weights, RECIPE.batch, kernels.value, heap);
  if (!plan.ok) throw new Error(plan.message);
  const team = new GradientTeam(0, 1, teamMemory(1, averagedValues(NETWORK)));
  return { plan: plan.value, trainer: new Trainer(plan.value, few, 32, RECIPE, team) };
}

const same = (a: Float32Array, b: Float32Array) =>
  a.length === b.length && a.every((value, i) => value === b[i]);

describe('a trainer', () => {
  it('goes on from kept values as if it had never stopped', async () => {
    const whole = await start();
    for (let step = 0; step < 4; step++) whole.trainer.step(step);
    const first = await start();
    for (let step = 0; step < 2; step++) first.trainer.step(step);
    const second = await start();
    second.plan.parameters().set(first.plan.parameters());
    second.plan.velocities().set(first.plan.velocities());
    second.plan.statistics().set(first.plan.statistics());
    for (let step = 2; step < 4; step++) second.trainer.step(step);
    expect(same(second.plan.parameters(), whole.plan.parameters())).toBe(true);
    expect(same(second.plan.statistics(), whole.plan.statistics())).toBe(true);
  });

  it('has room for all that its team averages', async () => {
    const { plan } = await start();
    const values = plan.gradients().length + plan.statistics().length + 2;
    expect(averagedValues(NETWORK)).toBeGreaterThanOrEqual(values);
  });
});
