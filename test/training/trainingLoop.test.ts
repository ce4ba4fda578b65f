import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { writeAugmented } from '../../src/training/augment';
import { epochOrder } from '../../src/training/order';
import type { Recipe } from '../../src/training/recipe';
import type { TrainingProgram } from '../../workers/kernels/training/trainingProgram';
import { GradientTeam, teamMemory } from '../../workers/training/gradientTeam';
import { averagedValues } from '../../workers/training/trainingLoop';
import { firstImages, NETWORK, RECIPE, smallPlan, trainMember, trainSteps } from './smallTraining';

const STEPS = 2;
/** Loss, accuracy, seconds, and the wishes to pause and to end. */
const FIGURES = 5;
const images = firstImages(16);
const memory = (workers: number) => teamMemory(workers, averagedValues(NETWORK));
const same = (a: Float32Array, b: Float32Array) =>
  a.length === b.length && a.every((value, i) => value === b[i]);

type Member = Awaited<ReturnType<typeof trainMember>>;

/** Both members of a team of two, one of them in a thread of its own. */
function trainBoth(recipe: Recipe): Promise<Member[]> {
  const code = `
    import('tsx/esm/api').then(async ({ register }) => {
      register();
      const { parentPort, workerData } = await import('node:worker_threads');
      const { trainMember } = await import(workerData.module);
      // A thread that waits for nothing but its own next step would end.
      const open = setInterval(() => {}, 1000);
      parentPort.postMessage('loaded');
      parentPort.postMessage(await trainMember(...workerData.order));
      clearInterval(open);
    });`;
  const module = new URL('smallTraining.ts', import.meta.url).href;
  const shared = memory(2);
  const workerData = { module, order: [recipe, 1, shared, STEPS] };
  return new Promise((resolve, reject) => {
    const thread = new Worker(code, { eval: true, workerData });
    thread.on('error', reject);
    // Waiting for its partner blocks this thread, from which the other may still need its modules.
    thread.once('message', async () => {
      const first = trainMember(recipe, 0, shared, STEPS);
      thread.once('message', async (second: Member) => resolve([await first, second]));
    });
  });
}

/** What a team of two should come to: each half of every batch alone, then one update with the mean of both gradients. */
async function bothHalvesInTurn(recipe: Recipe): Promise<Member> {
  const programs = [await smallPlan(recipe), await smallPlan(recipe)];
  const order = epochOrder(images.count, recipe.seed, 0);
  const { momentum, weightDecay, labelSmoothing, gammaL1 } = recipe;
  for (let step = 0; step < STEPS; step++) {
    programs.forEach((program, rank) => {
      const from = step * recipe.batch + rank * program.batch;
      const mine = order.subarray(from, from + program.batch);
      const pixels = new Float32Array(program.batch * images.blank.length);
      writeAugmented(images, mine, { seed: recipe.seed, epoch: 0 }, pixels);
      const labels = Array.from(mine, (image) => images.labels[image]);
      program.backpropagate(pixels, labels, { labelSmoothing });
    });
    const views = programs.flatMap((program) => [program.gradients(), program.statistics()]);
    for (const i of [0, 1]) {
      const mean = views[i].map((value, at) => (value + views[i + 2][at]) / 2);
      views[i].set(mean);
      views[i + 2].set(mean);
    }
    const learningRate = RATES[step];
    for (const program of programs)
      program.update({ learningRate, momentum, weightDecay, gammaL1 });
  }
  const [program] = programs;
  return { parameters: program.parameters().slice(), statistics: program.statistics().slice() };
}

/** One-cycle to 0.05 in 4 steps: 0.002, then 0.25 / 0.3 of the way up half a cosine. */
const RATES = [0.002, 0.05 + (0.002 - 0.05) * 0.5 * (1 + Math.cos((Math.PI * 0.25) / 0.3))];

describe('a training', () => {
  it('goes on from kept values as if it had never stopped', async () => {
    const trained = async (program: TrainingProgram, steps: readonly [number, number]) => {
      await trainSteps(program, RECIPE, new GradientTeam(0, 1, memory(1)), steps);
      return program;
    };
    const whole = await trained(await smallPlan(RECIPE), [0, 4]);
    const first = await trained(await smallPlan(RECIPE), [0, 2]);
    const second = await smallPlan(RECIPE);
    second.parameters().set(first.parameters());
    second.velocities().set(first.velocities());
    second.statistics().set(first.statistics());
    await trained(second, [2, 4]);
    expect(same(second.parameters(), whole.parameters())).toBe(true);
    expect(same(second.statistics(), whole.statistics())).toBe(true);
  });

  it('has room for all that its team averages', async () => {
    const program = await smallPlan(RECIPE);
    const values = program.gradients().length + program.statistics().length + FIGURES;
    expect(averagedValues(NETWORK)).toBeGreaterThanOrEqual(values);
  });

  it('in a team of two has the same bits as its partner, from the mean of both gradients', async () => {
    const recipe = { ...RECIPE, workers: 2 };
    const [first, second] = await trainBoth(recipe);
    expect(same(first.parameters, second.parameters)).toBe(true);
    expect(same(first.statistics, second.statistics)).toBe(true);
    const expected = await bothHalvesInTurn(recipe);
    expect(same(first.parameters, expected.parameters)).toBe(true);
    expect(same(first.statistics, expected.statistics)).toBe(true);
  });
});
