/** Compiled programs against golden logits and against a network of scalar references. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { describe as describeNetwork, networkOf } from '../../src/model/networkOf';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { NetworkDescription } from '../../src/model/description';
import type { Network, Weights } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import {
  compileProgram,
  type ProgramOptions,
} from '../../workers/kernels/inference/inferenceProgram';
import { largestError } from '../../workers/kernels/checks/kernelCase';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { layerKernels } from '../../workers/kernels/inference/layerKernels';
import { goldenLogits } from '../fixtures/referenceModel';
import { readCheckpoint, readImages } from './checkpoint';
import { startKernels } from './kernelModule';
import { anyDescription } from './anyNetwork';
import { randomWeights } from './referenceNetwork';
import { referenceForward } from '../pruning/referenceForward';
import { refusal } from '../../src/words/refusal';

const firstGolden = (batch: number) => Float32Array.from(goldenLogits.slice(0, batch).flat());

const checkpoint = readCheckpoint();
let heap: KernelHeap;
let kernels: Kernels;

beforeAll(async () => {
  ({ heap, kernels } = await startKernels());
});

function compile(network: Network, weights: Weights, batch: number, options?: ProgramOptions) {
  const outcome = compileProgram(network, weights, batch, kernels, heap, options);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

function randomImages(network: Network, batch: number): Float32Array {
  const random = seededRandom(5, 0);
  const { size, planes } = network.input;
  return Float32Array.from({ length: batch * size ** 2 * planes }, () => 2 * random() - 1);
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
    const expected = Float32Array.from(referenceForward(network, weights, [...image]));
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

function paddedAsTensorFlow(network: Network): Network {
  const { input, layers } = describeNetwork(network);
  const same = layers.map((layer) =>
    layer.padding ? { ...layer, padding: 'same' as const } : layer,
  );
  return networkOf({ input, layers: same });
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
      const network = paddedAsTensorFlow(oddNetwork(size, 2));
      expect(network.layers[0].padding.top).toBe(size % 2);
      expectReference(network, randomWeights(network, seededRandom(2, 3)), batch);
    }
  });

  it.each([
    [1, 'dense', 0],
    [1, 'sparse', 0.6],
    [16, 'dense', 0],
    [16, 'sparse', 0.6],
    [5, undefined, 0.6],
  ] as const)('computes any network of the family, batch %i, %s', (batch, pointwise, zeros) => {
    const seeds = fc.nat(1000);
    const check = (description: NetworkDescription, seed: number) => {
      const network = networkOf(description);
      const weights = randomWeights(network, seededRandom(seed, 1), zeros);
      expectReference(network, weights, batch, { pointwise });
    };
    fc.assert(fc.property(anyDescription, seeds, check), { seed: 12, numRuns: 60 });
  });

  it('computes 3×3 depthwise layers with any zeros before and behind', () => {
    const pixels = [0, 1, 2];
    for (const stride of [1, 2])
      for (const size of [4, 5])
        for (const before of pixels)
          for (const behind of pixels) {
            const padding = { top: before, left: before, bottom: behind, right: behind };
            const network = networkOf({
              input: { size, planes: 2 },
              layers: [
                { name: 'stem', kind: 'convolution', channels: 2 },
                { name: 'depthwise', kind: 'depthwise', kernelSide: 3, stride, padding },
                { name: 'pool', kind: 'pool' },
              ],
            });
            const weights = randomWeights(network, seededRandom(6, stride));
            for (const batch of [1, 4]) expectReference(network, weights, batch);
          }
  });

  it.each([
    ['a dense layer of a map of one pixel', { kind: 'dense', channels: 3 }],
    ['a pointwise layer of a map of one pixel', { kind: 'pointwise', channels: 3 }],
    ['a pool alone', { kind: 'pool' }],
  ] as const)('gives the scores of %s', (_, last) => {
    for (const pooled of [true, false]) {
      const network = networkOf({
        input: { size: 3, planes: 1 },
        layers: [
          { name: 'other', kind: 'convolution', channels: 5, kernelSide: 3 },
          { name: 'stem', kind: 'pointwise', from: null, channels: 5, activation: 'relu' },
          { name: 'small', kind: 'convolution', channels: 5, kernelSide: 3, adds: 'other' },
          ...(pooled ? [{ name: 'pool', kind: 'pool' } as const] : []),
          { name: 'last', ...last },
        ],
      });
      const weights = randomWeights(network, seededRandom(7, 1));
      for (const batch of [1, 3]) expectReference(network, weights, batch);
    }
  });

  it.each([
    [
      'a depthwise layer of the image',
      [
        { name: 'first', kind: 'depthwise', kernelSide: 3, padding: 'same' },
        { name: 'pool', kind: 'pool' },
      ],
    ],
    [
      'a sum of a map and what was pooled',
      [
        { name: 'stem', kind: 'convolution', channels: 2, kernelSide: 5 },
        { name: 'pool', kind: 'pool' },
        { name: 'first', kind: 'pointwise', from: 'stem', channels: 2, adds: 'pool' },
        { name: 'scores', kind: 'dense', channels: 2 },
      ],
    ],
  ] as const)('refuses %s by layer name', (_, layers) => {
    const network = networkOf({ input: { size: 5, planes: 3 }, layers });
    const weights = randomWeights(network, seededRandom(1, 1));
    const outcome = compileProgram(network, weights, 1, kernels, heap);
    expect(outcome).toMatchObject({ ok: false, values: { layer: 'first' } });
    expect(!outcome.ok && outcome.code).toMatch(/^(layer|sum)-not-computed$/);
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
          const outcome = layerKernels(network, weights, batch);
          if (!outcome.ok) throw new Error(outcome.code);
          const told = outcome.value;
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
    const layer = checkpoint.network.layers[7].name;
    expect(outcome).toEqual(refusal('layer-not-finite', { layer }));
  });

  it('refuses more images than it has room for', () => {
    const program = compile(checkpoint.network, checkpoint.weights, 1);
    expect(() => program.run(readImages(2))).toThrow(RangeError);
    program.dispose();
  });

  it('refuses weights of another network', () => {
    const other = mobilenetV2({ width: 0.5, inputSize: 32, stemStride: 1, classes: 10 });
    const outcome = compileProgram(other, checkpoint.weights, 1, kernels, heap);
    expect(outcome).toMatchObject({ ok: false, code: 'layer-shape' });
  });

  it('answers that memory is short, and gives back what it had', async () => {
    const small = new BumpHeap(40);
    const { kernels } = await startKernels(small);
    const before = small.malloc(16);
    small.free(before);
    const outcome = compileProgram(checkpoint.network, checkpoint.weights, 1, kernels, small);
    expect(outcome).toMatchObject({ ok: false, code: 'program-out-of-memory' });
    expect(small.malloc(16)).toBe(before);
  });
});
