/** The update apart from the gradients: what training on several workers at once is built on. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import type { TrainingKernels } from '../../workers/kernels/training/kernels';
import {
  compileTrainingProgram,
  type TrainingProgram,
} from '../../workers/kernels/training/trainingProgram';
import { batchOf, narrowNetwork, startTrainingKernels, worst } from './narrowNetwork';
import { randomWeights } from './trainingReference';

const heap = new BumpHeap();
let kernels: TrainingKernels;

beforeAll(async () => {
  kernels = await startTrainingKernels(heap);
});

const network = narrowNetwork({}, 41);
const weights = randomWeights(network, seededRandom(42, 0));
const options = { learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3 };

function compile(batch: number): TrainingProgram {
  const outcome = compileTrainingProgram(network, weights, batch, kernels, heap);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

function twice(batch: { images: Float32Array; labels: number[] }) {
  const images = new Float32Array(2 * batch.images.length);
  images.set(batch.images);
  images.set(batch.images, batch.images.length);
  return { images, labels: [...batch.labels, ...batch.labels] };
}

/** The average into the views of both. */
function average(a: Float32Array, b: Float32Array): void {
  for (let i = 0; i < a.length; i++) a[i] = b[i] = (a[i] + b[i]) / 2;
}

describe('an update on its own', () => {
  it('after backpropagate is a step', () => {
    const [whole, parts] = [compile(8), compile(8)];
    for (let step = 0; step < 3; step++) {
      const { images, labels } = batchOf(network, 8, 50 + step);
      const result = whole.step(images, labels, options);
      expect(parts.backpropagate(images, labels)).toEqual(result);
      parts.update(options);
    }
    expect(parts.parameters()).toEqual(whole.parameters());
    expect(parts.statistics()).toEqual(whole.statistics());
    for (const program of [parts, whole]) program.dispose();
  });

  it('moves as a batch of both halves does where the halves have the same statistics', () => {
    const half = batchOf(network, 8, 60);
    const { images, labels } = twice(half);
    const whole = compile(16);
    const halves = [compile(8), compile(8)];
    whole.backpropagate(images, labels);
    for (const program of halves) program.backpropagate(half.images, half.labels);
    average(halves[0].gradients(), halves[1].gradients());
    for (const program of [whole, ...halves]) program.update(options);
    expect(worst(halves[0].gradients(), whole.gradients())).toBeLessThan(1e-4);
    expect(worst(halves[1].parameters(), whole.parameters())).toBeLessThan(1e-5);
    const means = whole.statistics().length / 2;
    const [own, expected] = [halves[0], whole].map((p) => p.statistics().subarray(0, means));
    expect(worst(own, expected)).toBeLessThan(1e-5);
    for (const program of [whole, ...halves]) program.dispose();
  });

  it('keeps replicas with averaged gradients and statistics equal to the last bit', () => {
    const replicas = [compile(8), compile(8)];
    for (let step = 0; step < 3; step++) {
      const before = replicas[0].parameters().slice();
      replicas.forEach((program, i) => {
        const { images, labels } = batchOf(network, 8, 70 + 2 * step + i);
        program.backpropagate(images, labels);
      });
      const [a, b] = replicas.map((program) => program.gradients());
      const expected = a.map((g, i) => (g + b[i]) / 2);
      average(a, b);
      for (const program of replicas) program.update({ ...options, momentum: 0, weightDecay: 0 });
      const moved = before.map((w, i) => w - options.learningRate * expected[i]);
      expect(worst(replicas[0].parameters(), moved)).toBeLessThan(1e-6);
      average(replicas[0].statistics(), replicas[1].statistics());
    }
    expect(replicas[1].parameters()).toEqual(replicas[0].parameters());
    expect(replicas[1].readWeights()).toEqual(replicas[0].readWeights());
    for (const program of replicas) program.dispose();
  });

  it('shows weights, γ, β and bias, and the running statistics, in flat views that can be written to', () => {
    const program = compile(4);
    const values = program.parameters();
    const listed = weights.flatMap(({ kernel, norm, bias }) => [
      ...[kernel, norm?.gamma, norm?.beta, bias].flatMap((array) => [...(array ?? [])]),
    ]);
    const sorted = (list: Iterable<number>) => [...list].filter((v) => v !== 0).sort();
    expect(sorted(values)).toEqual(sorted(listed));
    values.fill(0.5);
    program.statistics().fill(0.25);
    for (const { kernel, norm, bias } of program.readWeights()) {
      for (const array of [kernel, norm?.gamma, norm?.beta, bias]) {
        expect(array?.every((v) => v === 0.5) ?? true).toBe(true);
      }
      if (norm) expect([...norm.mean, ...norm.variance].every((v) => v === 0.25)).toBe(true);
    }
    program.dispose();
  });
});

describe('L1 on γ', () => {
  it('adds λ·sign(γ) to the gradient of γ and nothing to any other', () => {
    const signs = [1, -1, 0];
    const mixed = weights.map((w) => ({
      ...w,
      norm: w.norm && { ...w.norm, gamma: w.norm.gamma.map((g, c) => signs[c % 3] * Math.abs(g)) },
    }));
    const plain = { ...options, weightDecay: 0, momentum: 0.5 };
    const [without, slimmed] = [0, 0.02].map((gammaL1) => {
      const program = compile(8);
      program.writeWeights(mixed);
      const { images, labels } = batchOf(network, 8, 80);
      program.step(images, labels, { ...plain, gammaL1 });
      const after = program.readWeights();
      program.dispose();
      return after;
    });
    without.forEach(({ kernel, norm, bias }, i) => {
      expect(slimmed[i].kernel).toEqual(kernel);
      expect(slimmed[i].bias).toEqual(bias);
      if (!norm) return;
      expect(slimmed[i].norm!.beta).toEqual(norm.beta);
      // Nesterov's first step is 1 + momentum times the gradient.
      norm.gamma.forEach((gamma, c) => {
        const moved = 0.05 * 1.5 * 0.02 * signs[c % 3];
        expect(slimmed[i].norm!.gamma[c]).toBeCloseTo(gamma - moved, 6);
      });
    });
  });
});
