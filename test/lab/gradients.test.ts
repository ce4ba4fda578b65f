/** Scores from gradients against what really happens to the loss. */
import { refusal } from '../../src/words/refusal';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerWeights, Network, Weights } from '../../src/model/network';
import { gates, GradientSums } from '../../src/pruning/gradientStatistics';
import { seededRandom } from '../../src/base/seededRandom';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import type { TrainingKernels } from '../../workers/kernels/training/kernels';
import { compileTrainingProgram } from '../../workers/kernels/training/trainingProgram';
import { measureGradients } from '../../workers/lab/gradients';
import { batchOf, narrowNetwork, startTrainingKernels } from '../kernels/narrowNetwork';
import { randomWeights } from '../kernels/trainingReference';

const heap = new BumpHeap();
let kernels: TrainingKernels;
beforeAll(async () => {
  kernels = await startTrainingKernels(heap);
});

const network: Network = narrowNetwork({}, 3);
const weights: LayerWeights[] = randomWeights(network, seededRandom(4, 0));
const { images, labels } = batchOf(network, 32, 7);

function lossOf(changed: Weights): number {
  const program = compileTrainingProgram(network, changed, 32, kernels, heap);
  if (!program.ok) throw new Error(program.code);
  const { loss } = program.value.backpropagate(images, labels);
  program.value.dispose();
  return loss;
}

/** The gate of one channel at `open` instead of 1. */
function gated(layers: readonly number[], channel: number, open: number): Weights {
  const scaled = (values: Float32Array) =>
    values.map((value, c) => (c === channel ? open * value : value));
  return weights.map((layer, index) => {
    if (!layers.includes(index) || !layer.norm) return layer;
    const { gamma, beta } = layer.norm;
    return { ...layer, norm: { ...layer.norm, gamma: scaled(gamma), beta: scaled(beta) } };
  });
}

describe('Taylor scores', () => {
  const STEP = 0.003;

  it('are the squared change of the loss, carried on from a small closing of the gates', () => {
    const program = compileTrainingProgram(network, weights, 32, kernels, heap);
    if (!program.ok) throw new Error(program.code);
    program.value.backpropagate(images, labels);
    const sums = new GradientSums(network, weights);
    sums.add(program.value.readGradients());
    program.value.dispose();
    const { channels } = sums.statistics(32);
    let compared = 0;
    // In a random network the early layers reach kinks of ReLU6 within any step that float32 can resolve.
    const late = network.sets.findIndex(({ name }) => name === 'inner 7');
    for (const set of network.sets.slice(late)) {
      const slope = (channel: number) =>
        (lossOf(gated(gates(set), channel, 1 - STEP)) -
          lossOf(gated(gates(set), channel, 1 + STEP))) /
        (2 * STEP);
      const change = Math.abs(slope(0));
      // What hardly changes the loss is lost in the rounding of its float32 sums.
      if (change < 0.01) continue;
      expect(Math.sqrt(channels[set.index][0]) / change, set.name).toBeCloseTo(1, 2);
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
  });
});

it('says what to choose where the training kernels cannot run', async () => {
  const none = refusal('no-heap', { why: 'own-memory' });
  const pictures = { count: 0, rows: 28, columns: 28 } as never;
  const outcome = await measureGradients(network, weights, pictures, none);
  expect(outcome).toEqual(refusal('no-gradients', { cause: none }));
});
