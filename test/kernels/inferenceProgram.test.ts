/** Compiled programs against golden logits and against a network of scalar references. */
import { beforeAll, describe, expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Network, Weights } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import { compileProgram } from '../../workers/kernels/inference/inferenceProgram';
import type { ProgramOptions } from '../../workers/kernels/inference/programBuilder';
import { largestError } from '../../workers/kernels/checks/kernelCase';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { layerKernels } from '../../workers/kernels/inference/layerKernels';
import { goldenLogits } from '../fixtures/referenceModel';
import { readCheckpoint, readImages } from './checkpoint';
import { startKernels } from './kernelModule';
import { randomWeights, referenceLogits } from './referenceNetwork';

const firstGolden = (batch: number) => Float32Array.from(goldenLogits.slice(0, batch).flat());

const checkpoint = readCheckpoint();
let heap: KernelHeap;
let kernels: Kernels;

beforeAll(async () => {
  ({ heap, kernels } = await startKernels());
});

function compile(network: Network, weights: Weights, batch: number, options?: ProgramOptions) {
  const outcome = compileProgram(network, weights, batch, kernels, heap, options);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

function randomImages(network: Network, batch: number): Float32Array {
  const random = seededRandom(5, 0);
  const inputSize = network.input.size;
  return Float32Array.from({ length: batch * inputSize ** 2 * 3 }, () => 2 * random() - 1);
}

function expectReference(
  network: Network,
  weights: Weights,
  batch: number,
  options?: ProgramOptions,
) {
  const images = randomImages(network, batch);
  const program = compile(network, weights, batch, options);
  const logits = program.run(images);
  const { classes } = network;
  const floats = images.length / batch;
  // The first and the last image: the last may share its vector with lanes that hold none.
  for (const i of new Set([0, batch - 1])) {
    const image = images.subarray(i * floats, (i + 1) * floats);
    const expected = referenceLogits(network, weights, image, options?.padding);
    const found = logits.subarray(i * classes, (i + 1) * classes);
    expect(largestError(found, expected)).toBeLessThan(1e-4);
  }
  program.dispose();
}

/** The lab's smallest network with an odd number of channels in every set, 1 among them. */
function oddNetwork(inputSize: number, stemStride: 1 | 2) {
  const config = { width: 0.35, inputSize, stemStride, classes: 7 };
  const kept = mobilenetV2(config).sets.map(({ size, index }) => 1 + ((index * 6) % size));
  return mobilenetV2(
    config,
    kept.map((n, i) => (i === 5 ? 1 : Math.min(n, 33))),
  );
}

describe('inference program', () => {
  it.each([1, 3, 16, 21])('reproduces the golden logits at batch %i', (batch) => {
    const program = compile(checkpoint.network, checkpoint.weights, batch);
    expect(largestError(program.run(readImages(batch)), firstGolden(batch))).toBeLessThan(1e-3);
    program.dispose();
  });

  it.each([1, 6])('agrees with itself when every layer is sparse, batch %i', (batch) => {
    const options = { pointwise: 'sparse' } as const;
    const program = compile(checkpoint.network, checkpoint.weights, batch, options);
    expect(largestError(program.run(readImages(batch)), firstGolden(batch))).toBeLessThan(1e-3);
    program.dispose();
  });

  it.each([
    [32, 1, 1],
    [32, 1, 5],
    [35, 2, 1],
    [30, 2, 17],
    [24, 1, 9],
    [16, 1, 1],
    [16, 1, 2],
  ] as const)('computes odd channel counts at %i px, stem stride %i, batch %i', (...shape) => {
    const [size, stemStride, batch] = shape;
    const network = oddNetwork(size, stemStride);
    for (const zeros of [0, 0.8]) {
      expectReference(network, randomWeights(network, seededRandom(1, 3), zeros), batch);
    }
  });

  it.each([1, 4])("pads as TensorFlow's SAME does, batch %i", (batch) => {
    for (const size of [32, 40, 45]) {
      const network = oddNetwork(size, 2);
      const weights = randomWeights(network, seededRandom(2, 3));
      expectReference(network, weights, batch, { padding: 'same' });
    }
  });

  it('survives growth of the heap between runs', () => {
    const program = compile(checkpoint.network, checkpoint.weights, 1);
    program.run(readImages(1));
    heap.memory.grow(1);
    expect(largestError(program.run(readImages(1)), firstGolden(1))).toBeLessThan(1e-3);
    program.dispose();
  });

  it('works on images and logits that lie in the heap', () => {
    const program = compile(checkpoint.network, checkpoint.weights, 2);
    const images = readImages(2);
    const from = heap.malloc(images.byteLength);
    const to = heap.malloc(80);
    new Float32Array(heap.memory.buffer, from, images.length).set(images);
    program.runAt(from, to);
    const logits = new Float32Array(heap.memory.buffer, to, 20);
    expect(largestError(logits, firstGolden(2))).toBeLessThan(1e-3);
    program.dispose();
    heap.free(to);
    heap.free(from);
  });

  it('shows the kernel of each layer', () => {
    const { network } = checkpoint;
    const weights = checkpoint.weights.map((w, i) =>
      network.layers[i].name === 'block_12/expand'
        ? { ...w, kernel: w.kernel.map((v, j) => (j % 10 ? 0 : v)) }
        : w,
    );
    const program = compile(network, weights, 1);
    const chosen = new Map(program.layers.map((l) => [l.layer.name, l.kernel]));
    expect(chosen.get('block_12/expand')).toBe('sparse16');
    expect(chosen.get('block_12/project')).toBe('pointwise');
    expect(chosen.get('block_14/expand')).toBe('pointwiseSmall');
    expect(program.layers).toHaveLength(network.layers.length);
    program.dispose();
  });

  it.each([1, 6, 16])(
    'computes each layer by the kernel that is told beforehand, batch %i',
    (batch) => {
      const chosen = new Set<string>();
      for (const size of [16, 32]) {
        const network = oddNetwork(size, 1);
        for (const zeros of [0, 0.5, 0.9]) {
          const weights = randomWeights(network, seededRandom(1, 3), zeros);
          const told = layerKernels(network, weights, batch);
          const program = compile(network, weights, batch);
          for (const { layer, kernel } of told) {
            const called = program.calls.filter((call) => call.layer === layer);
            // The scores of several images are turned round behind the classifier.
            const others = layer.kind === 'dense' ? ['transpose'] : [];
            const names = called
              .map((call) => call.kernel)
              .filter((name) => !others.includes(name));
            expect(names).toEqual([kernel]);
            chosen.add(kernel);
          }
          expect(program.layers.map(({ kernel }) => kernel)).toEqual(
            told.map(({ kernel }) => kernel),
          );
          program.dispose();
        }
      }
      expect(chosen.size).toBeGreaterThan(5);
    },
  );

  it.each([NaN, Infinity])('refuses %d by layer name', (value) => {
    const weights = checkpoint.weights.slice();
    weights[7] = { ...weights[7], kernel: weights[7].kernel.slice().fill(value, 3, 4) };
    const outcome = compileProgram(checkpoint.network, weights, 1, kernels, heap);
    expect(outcome).toMatchObject({ ok: false, code: 'not-finite' });
    expect(!outcome.ok && outcome.message).toContain(checkpoint.network.layers[7].name);
  });

  it('refuses more images than it has room for', () => {
    const program = compile(checkpoint.network, checkpoint.weights, 1);
    expect(() => program.run(readImages(2))).toThrow(RangeError);
    program.dispose();
  });

  it('refuses weights of another network', () => {
    const other = mobilenetV2({ width: 0.5, inputSize: 32, stemStride: 1, classes: 10 });
    const outcome = compileProgram(other, checkpoint.weights, 1, kernels, heap);
    expect(outcome).toMatchObject({ ok: false, code: 'shape' });
  });

  it('answers that memory is short, and gives back what it had', async () => {
    const small = new BumpHeap(40);
    const { kernels } = await startKernels(small);
    const before = small.malloc(16);
    small.free(before);
    const outcome = compileProgram(checkpoint.network, checkpoint.weights, 1, kernels, small);
    expect(outcome).toMatchObject({ ok: false, code: 'out-of-memory' });
    expect(small.malloc(16)).toBe(before);
  });
});
