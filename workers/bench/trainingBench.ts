/** One training step: the lab's kernels on 64 images against TF.js's cpu backend on one, both told per image. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { orThrow } from '../../src/base/outcome';
import type { BenchRatio } from '../../src/protocol/bench';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { compileTrainingProgram } from '../kernels/training/trainingProgram';
import { timeTfjsTraining, timeTraining } from './stepTime';
import type { LabKernels } from '../runtime/labKernels';

export const TRAINING_WORK = 'train 32px b64';
const BATCH = 64;
/** A step takes seconds there: one image, three steps. */
const CPU_STEPS = 3;

export async function benchTraining(
  { network, weights }: CompactNetwork,
  { heap, training }: LabKernels,
  steps: number,
): Promise<BenchRatio> {
  const kernels = orThrow(await training());
  const program = orThrow(compileTrainingProgram(network, weights, BATCH, kernels, heap));
  const ours = timeTraining(program, network, steps);
  program.dispose();
  const backend = tf.getBackend();
  await tf.setBackend('cpu');
  const theirs = timeTfjsTraining(network, 1, CPU_STEPS);
  await tf.setBackend(backend);
  const oursMs = 1000 / ours.imagesPerSecond;
  const theirsMs = 1000 / theirs.imagesPerSecond;
  const [work, against] = [TRAINING_WORK, 'tfjs-cpu' as const];
  return { work, against, threads: 1, ratio: theirsMs / oursMs, oursMs, theirsMs };
}
