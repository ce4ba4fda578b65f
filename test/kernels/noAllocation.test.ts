/** A compiled program runs without asking its heap, or JavaScript's, for memory. */
import { expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import { compileProgram } from '../../workers/kernels/inference/inferenceProgram';
import { startKernels } from './kernelModule';
import { batchOf, narrowNetwork } from './narrowNetwork';
import { randomWeights } from './referenceNetwork';

const RUNS = 100;
const STILL_ROUNDS = 4;
const MOST_ROUNDS = 60;
/** Less than any object takes; a view of the heap takes above 100. */
const LEAST_OBJECT_BYTES = 12;

class CountingHeap implements KernelHeap {
  requests = 0;
  private readonly heap = new BumpHeap();
  readonly memory = this.heap.memory;

  malloc(bytes: number): number {
    this.requests++;
    return this.heap.malloc(bytes);
  }

  free(address: number): void {
    this.requests++;
    this.heap.free(address);
  }
}

/** JavaScript's heap and the buffers outside it. */
function usedBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * Whether, in a few rounds on end, JavaScript's memory neither grows by an object for each run nor shrinks. Not the
 * first rounds must be so: before the engine has optimised, every number that is read from an array is an object.
 */
function becomesStill(run: () => void): boolean {
  for (let round = 0, still = 0; round < MOST_ROUNDS; round++) {
    const before = usedBytes();
    for (let i = 0; i < RUNS; i++) run();
    const grown = usedBytes() - before;
    still = grown >= 0 && grown < LEAST_OBJECT_BYTES * RUNS ? still + 1 : 0;
    if (still === STILL_ROUNDS) return true;
  }
  return false;
}

it.each([
  [1, 0],
  [1, 0.8],
  [6, 0.8],
  [21, 0],
])('allocates nothing for an inference: batch %i, zeros %f', async (batch, zeros) => {
  const heap = new CountingHeap();
  const { kernels } = await startKernels(heap);
  const network = narrowNetwork({}, 3);
  const weights = randomWeights(network, seededRandom(1, 3), zeros);
  const compiled = compileProgram(network, weights, batch, kernels, heap);
  if (!compiled.ok) throw new Error(compiled.code);
  const program = compiled.value;
  const { images } = batchOf(network, batch, 1);
  const logits = program.run(images);
  const first = logits.slice();
  const { requests, memory } = heap;
  const { buffer } = memory;

  expect(becomesStill(() => program.run(images))).toBe(true);
  expect(heap.requests).toBe(requests);
  // Growth replaces the buffer.
  expect(memory.buffer).toBe(buffer);
  expect(program.run(images)).toBe(logits);
  expect(logits).toEqual(first);
  program.dispose();
});
