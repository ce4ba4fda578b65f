/** A training so small that a test can repeat it, also in threads. */
import { readFileSync } from 'node:fs';
import { bundledConfig, bundledImages } from '../../cli/bundledImages';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { SubjectImages } from '../../src/subject/preprocess';
import { seededRandom } from '../../src/base/seededRandom';
import { DEFAULT_RECIPE, type Recipe } from '../../src/training/recipe';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import {
  compileTrainingProgram,
  type TrainingProgram,
} from '../../workers/kernels/training/trainingProgram';
import { initialWeights } from '../../workers/kernels/training/initialWeights';
import { instantiate, TRAINING } from '../../workers/kernels/modules';
import { GradientTeam } from '../../workers/training/gradientTeam';
import { scratchCourse } from '../../workers/training/trainFromScratch';
import { train } from '../../workers/training/trainingLoop';

export const RECIPE: Recipe = {
  ...DEFAULT_RECIPE,
  width: 0.1,
  epochs: 2,
  batch: 8,
  learningRate: 0.05,
  workers: 1,
};
export const CONFIG = bundledConfig(RECIPE.width);
export const NETWORK = mobilenetV2(CONFIG);
export const MODULE = readFileSync(
  new URL('../../workers/kernels/build/training.simd.wasm', import.meta.url),
);

const all = bundledImages('train');

export function firstImages(count: number): SubjectImages {
  return { ...all, count };
}

export async function smallPlan({ seed, batch, workers }: Recipe): Promise<TrainingProgram> {
  const heap = new BumpHeap();
  const kernels = await instantiate(TRAINING, MODULE, heap);
  if (!kernels.ok) throw new Error(kernels.code);
  const weights = initialWeights(NETWORK, seededRandom(seed, 0));
  const program = compileTrainingProgram(NETWORK, weights, batch / workers, kernels.value, heap);
  if (!program.ok) throw new Error(program.code);
  return program.value;
}

/** The steps [from, to) of a training, which is told to end in the last of them. */
export async function trainSteps(
  program: TrainingProgram,
  recipe: Recipe,
  team: GradientTeam,
  [from, to]: readonly [number, number],
): Promise<void> {
  const course = scratchCourse(program, firstImages(16), recipe, team);
  let left = to - from;
  const target = () => {
    if (--left === 0) course.control.give('keep');
    return course.target();
  };
  await train({ ...course, target }, from);
}

/** Parameters and running statistics after some steps of a member of a team. */
export async function trainMember(
  recipe: Recipe,
  rank: number,
  shared: SharedArrayBuffer,
  steps: number,
): Promise<{ parameters: Float32Array; statistics: Float32Array }> {
  const program = await smallPlan(recipe);
  const team = new GradientTeam(rank, recipe.workers, shared);
  await trainSteps(program, recipe, team, [0, steps]);
  return { parameters: program.parameters().slice(), statistics: program.statistics().slice() };
}
