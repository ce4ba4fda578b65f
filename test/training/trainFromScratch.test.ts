import { note } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { namedArrays } from '../../src/formats/checkpoint/checkpoint';
import type { Weights } from '../../src/model/network';
import type { Recipe } from '../../src/training/recipe';
import { GradientTeam, teamMemory } from '../../workers/training/gradientTeam';
import { averagedValues } from '../../workers/training/trainingLoop';
import {
  trainFromScratch,
  type TrainMessage,
  type TrainTask,
} from '../../workers/training/trainFromScratch';
import { CONFIG, firstImages, MODULE, NETWORK, RECIPE } from './smallTraining';

const memory = ({ workers }: Recipe) => teamMemory(workers, averagedValues(NETWORK));

async function train(recipe: Recipe, kept: Partial<TrainTask> = {}): Promise<TrainMessage[]> {
  const task = {
    config: CONFIG,
    recipe,
    rank: 0,
    shared: memory(recipe),
    done: 0,
    values: null,
    ...kept,
  };
  const said: TrainMessage[] = [];
  const input = { module: MODULE, images: firstImages(16) };
  await trainFromScratch(task, input, (message) => said.push(message));
  return said;
}

const kinds = (said: readonly TrainMessage[]) => said.map(({ kind }) => kind);
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Every bit of the weights that a run ends with. */
function bits(said: readonly TrainMessage[]): Buffer {
  const end = said.at(-1);
  if (end?.kind !== 'end') throw new Error(`ended with ${JSON.stringify(end)}`);
  const arrays = namedArrays(NETWORK, end.weights as Weights);
  return Buffer.concat(arrays.map(({ values }) => Buffer.from(values.slice().buffer)));
}

describe('training from scratch', () => {
  it('tells every step, the values of every epoch and the weights at the end, and can go on between', async () => {
    const whole = await train(RECIPE);
    expect(kinds(whole)).toEqual(['step', 'step', 'epoch', 'step', 'step', 'epoch', 'end']);
    const kept = whole[2].kind === 'epoch' ? whole[2].values : null;
    const rest = await train(RECIPE, { done: 1, values: kept });
    expect(kinds(rest)).toEqual(['step', 'step', 'epoch', 'end']);
    expect(bits(rest).equals(bits(whole))).toBe(true);
  });

  it('learns', async () => {
    const said = await train({ ...RECIPE, epochs: 10, batch: 16, learningRate: 0.01 });
    const losses = said.flatMap((message) => (message.kind === 'step' ? [message.loss] : []));
    expect(losses).toHaveLength(10);
    expect(mean(losses.slice(-4))).toBeLessThan(0.85 * losses[0]);
  });

  it('says which option to change where it diverges', async () => {
    const said = await train({ ...RECIPE, learningRate: 1e30 });
    const why = { code: 'training-diverged', values: { learningRate: 1e30 } };
    expect(said.at(-1)).toMatchObject({ kind: 'failure', why });
  });

  it('ends when its team is stopped', async () => {
    const recipe = { ...RECIPE, workers: 2 };
    const shared = memory(recipe);
    new GradientTeam(1, 2, shared).stop();
    const why = note('training-thread-lost');
    expect(await train(recipe, { shared })).toEqual([{ kind: 'failure', why }]);
  });
});
