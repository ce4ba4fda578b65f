/** Gradients of the dense network on training images, with the lab's training kernels. */
import type { Outcome } from '../../src/base/outcome';
import { note, refusal } from '../../src/words/refusal';
import { preprocess, withLabels, type SubjectImages } from '../../src/subject/preprocess';
import type { Network, Weights } from '../../src/model/network';
import {
  GradientSums,
  MovementSums,
  type GradientStatistics,
  type MovementStatistics,
} from '../../src/pruning/gradientStatistics';
import { compileTrainingProgram, type TrainingProgram } from '../kernels/training/trainingProgram';
import type { LabKernels } from '../runtime/labKernels';
import { macrotask } from '../jobs/macrotask';

const BATCH = 32;
const GRADIENT_BATCHES = 16;
const MOVEMENT_STEPS = 16;

/** Both look at so many. */
export const GRADIENT_IMAGES = 512;

/** Gentle enough that the network stays the one whose weights are cut. */
const FINE_TUNING = { learningRate: 0.01, momentum: 0.9, weightDecay: 0 } as const;

/** On the first 512 images, batch by batch. Refused where the training kernels cannot run. */
export async function measureGradients(
  network: Network,
  weights: Weights,
  images: SubjectImages,
  kernels: Outcome<LabKernels>,
): Promise<Outcome<GradientStatistics>> {
  const program = await trainingProgram(network, weights, images, kernels);
  if (!program.ok) return program;
  const sums = new GradientSums(network, weights);
  try {
    for (let batch = 0; batch < GRADIENT_BATCHES; batch++) {
      await macrotask();
      program.value.backpropagate(...batchOf(images, batch));
      sums.add(program.value.readGradients());
    }
    return { ok: true, value: sums.statistics(GRADIENT_BATCHES * BATCH) };
  } finally {
    program.value.dispose();
  }
}

/** Fine-tunes a copy on the first 512 images. Refused where the training kernels cannot run. */
export async function measureMovement(
  network: Network,
  weights: Weights,
  images: SubjectImages,
  kernels: Outcome<LabKernels>,
): Promise<Outcome<MovementStatistics>> {
  const program = await trainingProgram(network, weights, images, kernels);
  if (!program.ok) return program;
  const sums = new MovementSums(network, weights);
  try {
    for (let step = 0; step < MOVEMENT_STEPS; step++) {
      await macrotask();
      program.value.backpropagate(...batchOf(images, step));
      sums.add(program.value.readWeights(), program.value.readGradients());
      program.value.update(FINE_TUNING);
    }
    return { ok: true, value: sums.statistics() };
  } finally {
    program.value.dispose();
  }
}

async function trainingProgram(
  network: Network,
  weights: Weights,
  images: SubjectImages,
  kernels: Outcome<LabKernels>,
): Promise<Outcome<TrainingProgram>> {
  if (!kernels.ok) return refusal('no-gradients', { cause: kernels });
  const training = await kernels.value.training();
  if (!training.ok) return refusal('no-gradients', { cause: training });
  const labelled = withLabels(images);
  if (!labelled.ok) return refusal('no-gradients', { cause: labelled });
  const { count } = labelled.value;
  if (count < GRADIENT_IMAGES) {
    const cause = note('few-images', { images: count, least: GRADIENT_IMAGES });
    return refusal('no-gradients', { cause });
  }
  return compileTrainingProgram(network, weights, BATCH, training.value, kernels.value.heap);
}

function batchOf(images: SubjectImages, batch: number): [Float32Array, Uint16Array] {
  const [from, to] = [batch * BATCH, (batch + 1) * BATCH];
  return [preprocess(images, from, to), images.labels.subarray(from, to)];
}
