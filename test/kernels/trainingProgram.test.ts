/** Whole training steps against TF.js's cpu backend, finite differences and themselves. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledImages } from '../../cli/bundledImages';
import type { NetworkDescription } from '../../src/model/description';
import { networkOf } from '../../src/model/networkOf';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { LayerWeights, Network } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import { preprocess } from '../../src/subject/preprocess';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import type { TrainingKernels } from '../../workers/kernels/training/kernels';
import {
  compileTrainingProgram,
  type StepOptions,
} from '../../workers/kernels/training/trainingProgram';
import { initialWeights } from '../../workers/kernels/training/initialWeights';
import { timeTfjsTraining, timeTraining } from '../../workers/bench/stepTime';
import { anyDescription } from './anyNetwork';
import { batchOf, CLASSES, narrowNetwork, startTrainingKernels, worst } from './narrowNetwork';
import { randomWeights, referenceGradients } from './trainingReference';

const heap = new BumpHeap();
let kernels: TrainingKernels;

beforeAll(async () => {
  kernels = await startTrainingKernels(heap);
  await tf.setBackend('cpu');
});

const sgd: StepOptions = { learningRate: 0.02, momentum: 0.9, weightDecay: 0 };

function compile(network: Network, weights: LayerWeights[], batch: number) {
  const outcome = compileTrainingProgram(network, weights, batch, kernels, heap);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

describe('gradients equal those of TF.js', () => {
  const shapes = [
    { name: '8 px', config: {}, batch: 4 },
    { name: '16 px, stem stride 2', config: { inputSize: 16, stemStride: 2 as const }, batch: 8 },
    { name: 'odd maps', config: { inputSize: 9 }, batch: 12 },
  ];
  it.each(shapes)('$name', ({ config, batch }) => {
    const network = narrowNetwork(config, 3);
    const weights = randomWeights(network, seededRandom(4, 0));
    const { images, labels } = batchOf(network, batch, 7);
    expectReferenceGradients(network, weights, images, labels);
  });

  it('any network of the family', () => {
    const check = ({ input, layers }: NetworkDescription, seed: number) => {
      const trained = layers.filter(({ name }) => name !== 'middle');
      const network = networkOf({ input, layers: trained });
      const { images, labels } = batchOf(network, 8, seed);
      const weights = randomWeights(network, seededRandom(seed, 1));
      expectReferenceGradients(network, weights, images, labels);
    };
    fc.assert(fc.property(anyDescription, fc.nat(1000), check), { seed: 14, numRuns: 30 });
  });
});

it('refuses a convolution of a map by layer name', () => {
  const network = networkOf({
    input: { size: 3, planes: 1 },
    layers: [
      { name: 'stem', kind: 'convolution', channels: 2 },
      { name: 'middle', kind: 'convolution', channels: 2, kernelSide: 3 },
      { name: 'scores', kind: 'dense', channels: 2 },
    ],
  });
  const weights = randomWeights(network, seededRandom(1, 1));
  const outcome = compileTrainingProgram(network, weights, 4, kernels, heap);
  expect(outcome).toMatchObject({ ok: false, values: { layer: 'middle' } });
});

function expectReferenceGradients(
  network: Network,
  weights: LayerWeights[],
  images: Float32Array,
  labels: number[],
): void {
  const program = compile(network, weights, labels.length);
  const { loss } = program.backpropagate(images, labels, { labelSmoothing: 0.1 });
  const gradients = program.readGradients();
  const running = program.readWeights();
  program.dispose();
  const expected = referenceGradients(network, weights, images, labels, 0.1);
  expect(loss).toBeCloseTo(expected.loss, 4);
  network.layers.forEach(({ name }, i) => {
    const [own, theirs] = [gradients[i], expected.gradients[i]];
    expect(worst(own.kernel, theirs.kernel), `${name} kernel`).toBeLessThan(5e-3);
    if (theirs.bias) expect(worst(own.bias!, theirs.bias), `${name} bias`).toBeLessThan(1e-3);
    if (!theirs.norm) return;
    // Together: what a later normalisation takes out again leaves a β whose gradient is nothing but rounding.
    const both = ({ norm }: LayerWeights) => new Float32Array([...norm!.gamma, ...norm!.beta]);
    expect(worst(both(own), both(theirs)), `${name} γ and β`).toBeLessThan(5e-3);
    const tenth = theirs.norm.mean.map((m) => 0.1 * m);
    expect(worst(running[i].norm!.mean, tenth), `${name} mean`).toBeLessThan(1e-3);
  });
}

describe('the loss', () => {
  const network = narrowNetwork({}, 11);
  const weights = randomWeights(network, seededRandom(12, 0));
  const { images, labels } = batchOf(network, 8, 13);
  const random = seededRandom(14, 0);
  const teacherLogits = Float32Array.from({ length: 8 * CLASSES }, () => 4 * random() - 2);
  const distillation = { teacherLogits, temperature: 3, weight: 0.7 };

  it.each([
    ['labels', {}],
    ['smoothed labels', { labelSmoothing: 0.2 }],
    ['a teacher', { labelSmoothing: 0.1, distillation }],
  ])('has the gradient that finite differences give: %s', (_, options) => {
    const program = compile(network, weights, 8);
    const lossWith = (changed: LayerWeights[]) => {
      program.writeWeights(changed);
      return program.backpropagate(images, labels, options).loss;
    };
    lossWith(weights);
    const gradients = program.readGradients();
    // Along the gradient itself: rounding and ReLU6's corners weigh least there.
    const along = ['kernel', 'bias'] as const;
    for (const name of along) {
      const layer = network.layers.length - 1;
      const direction = gradients[layer][name]!;
      const length = Math.hypot(...direction);
      const step = 0.02 / length;
      const moved = (sign: number) =>
        weights.map((w, i) =>
          i === layer
            ? { ...w, [name]: w[name]!.map((v, j) => v + sign * step * direction[j]) }
            : w,
        );
      const slope = (lossWith(moved(1)) - lossWith(moved(-1))) / 0.04;
      expect(slope / length, name).toBeCloseTo(1, 2);
    }
    program.dispose();
  });
});

describe('training', () => {
  const network = narrowNetwork({}, 21);
  const weights = randomWeights(network, seededRandom(22, 0), 0);

  it('brings the loss down on real images', () => {
    const config = { width: 0.35, inputSize: 32, stemStride: 2, classes: 10 } as const;
    const learner = mobilenetV2(config);
    const batch = 64;
    const program = compile(learner, initialWeights(learner, seededRandom(31, 0)), batch);
    const data = bundledImages('train');
    const options = { learningRate: 0.01, momentum: 0.9, weightDecay: 4e-5 };
    const losses = Array.from({ length: 60 }, (_, step) => {
      const [from, to] = [batch * step, batch * (step + 1)];
      return program.step(preprocess(data, from, to), data.labels.subarray(from, to), options).loss;
    });
    const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
    expect(losses[0]).toBeCloseTo(Math.log(10), 0);
    expect(mean(losses.slice(-10))).toBeLessThan(1.6);
    program.dispose();
  });

  it('is timed beside TF.js', () => {
    const program = compile(network, weights, 4);
    for (const time of [timeTraining(program, network, 1, 0), timeTfjsTraining(network, 4)]) {
      expect(time.imagesPerSecond).toBeCloseTo(4000 / time.millisecondsPerStep, 6);
    }
    program.dispose();
  });

  it('takes the steps of Nesterov momentum with weight decay', () => {
    const program = compile(network, weights, 8);
    const { images, labels } = batchOf(network, 8, 24);
    const options = { learningRate: 0.05, momentum: 0.8, weightDecay: 0.1 };
    const velocities = weights.map((w) => new Float64Array(w.kernel.length));
    for (let step = 0; step < 3; step++) {
      const before = program.readWeights();
      program.step(images, labels, options);
      const gradients = program.readGradients();
      const after = program.readWeights();
      before.forEach(({ kernel, norm }, i) => {
        const expected = kernel.map((w, j) => {
          const d = gradients[i].kernel[j] + 0.1 * w;
          velocities[i][j] = 0.8 * velocities[i][j] + d;
          return w - 0.05 * (d + 0.8 * velocities[i][j]);
        });
        expect(worst(after[i].kernel, expected)).toBeLessThan(1e-5);
        // γ does not decay: the first step is 1 + momentum times the gradient.
        if (step > 0 || !norm) return;
        const gamma = norm.gamma.map((g, j) => g - 0.05 * 1.8 * gradients[i].norm!.gamma[j]);
        expect(worst(after[i].norm!.gamma, gamma)).toBeLessThan(1e-5);
      });
    }
    program.dispose();
  });

  it('leaves masked weights at zero', () => {
    const program = compile(network, weights, 8);
    const { images, labels } = batchOf(network, 8, 25);
    const random = seededRandom(26, 0);
    const masks = weights.map((w) => Uint8Array.from(w.kernel, () => (random() < 0.5 ? 0 : 1)));
    masks.forEach((mask, layer) => program.setMask(layer, mask));
    for (let step = 0; step < 3; step++)
      program.step(images, labels, { ...sgd, weightDecay: 1e-4 });
    const trained = program.readWeights();
    trained.forEach(({ kernel }, i) => {
      kernel.forEach((w, j) =>
        expect(w === 0).toBe(masks[i][j] === 0 || weights[i].kernel[j] === 0),
      );
    });
    program.dispose();
  });

  it('reports a loss that is no number and keeps the weights', () => {
    const program = compile(network, weights, 8);
    const { images, labels } = batchOf(network, 8, 27);
    images[5] = NaN;
    expect(program.step(images, labels, sgd).loss).toBeNaN();
    expect(program.readWeights().map((w) => w.kernel)).toEqual(weights.map((w) => w.kernel));
    program.dispose();
  });

  it('gives the same step after the heap has grown', () => {
    const { images, labels } = batchOf(network, 8, 28);
    const program = compile(network, weights, 8);
    const first = program.backpropagate(images, labels);
    heap.memory.grow(1);
    expect(program.backpropagate(images, labels)).toEqual(first);
    program.dispose();
  });

  it('refuses odd batches, broken weights and a heap that is too small', () => {
    const codeOf = (w: LayerWeights[], batch: number, where = heap) => {
      const outcome = compileTrainingProgram(network, w, batch, kernels, where);
      return outcome.ok ? 'compiled' : outcome.code;
    };
    expect(codeOf(weights, 6)).toBe('training-batch');
    expect(codeOf(weights, 256, new BumpHeap(17))).toBe('training-out-of-memory');
    const broken = weights.map((w, i) => (i === 3 ? { ...w, kernel: w.kernel.map(() => NaN) } : w));
    expect(codeOf(broken, 8)).toBe('training-not-finite');
  });
});
