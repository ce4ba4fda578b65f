/** What a program says that it holds is what it took of its heap, and no less than its weights and largest maps. */
import { expect, it } from 'vitest';
import type { Outcome } from '../../src/base/outcome';
import { seededRandom } from '../../src/base/seededRandom';
import { kernelSize } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import {
  compileProgram,
  type InferenceProgram,
} from '../../workers/kernels/inference/inferenceProgram';
import { compileInt8Program } from '../../workers/kernels/int8/int8Program';
import type { Multiplication } from '../../workers/kernels/int8/multiplication';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import { startInt8Kernels } from './int8Module';
import { randomInt8Network } from './int8Network';
import { startKernels } from './kernelModule';
import { randomWeights } from './referenceNetwork';

const NETWORK = mobilenetV2({ width: 0.35, inputSize: 64, stemStride: 2, classes: 10 });
const PARAMETERS = NETWORK.layers.reduce((sum, layer) => sum + kernelSize(layer), 0);
/** Two maps are there at once: one is read, the other written. */
const LARGEST_VALUES = Math.max(
  ...NETWORK.layers.map(
    ({ inSize, inChannels, outSize, outChannels }) =>
      inSize ** 2 * inChannels + outSize ** 2 * outChannels,
  ),
);

class MeteredHeap implements KernelHeap {
  held = 0;
  private readonly sizes = new Map<number, number>();
  private readonly heap = new BumpHeap();
  readonly memory = this.heap.memory;

  malloc(bytes: number): number {
    const address = this.heap.malloc(bytes);
    this.sizes.set(address, bytes);
    this.held += bytes;
    return address;
  }

  free(address: number): void {
    this.held -= this.sizes.get(address)!;
    this.heap.free(address);
  }
}

type Compile = (heap: KernelHeap, zeros: number) => Promise<Outcome<Program>>;
type Program = Pick<InferenceProgram, 'bytes' | 'run' | 'dispose'>;

async function float32(heap: KernelHeap, zeros: number) {
  const { kernels } = await startKernels(heap);
  const weights = randomWeights(NETWORK, seededRandom(1, 3), zeros);
  return compileProgram(NETWORK, weights, 1, kernels, heap);
}

async function int8(heap: KernelHeap, zeros: number, multiplication: Multiplication) {
  const quantised = randomInt8Network(NETWORK, seededRandom(1, 3), zeros);
  const engine = { kernels: await startInt8Kernels(heap), heap };
  return compileInt8Program(quantised, 1, { ...engine, multiplication });
}

const [WIDE, PAIRS] = [
  { way: 'wide', signed: false },
  { way: 'pairs', signed: true },
] as const;

it.each<[string, Compile, number, number]>([
  ['float32', float32, 4, 4],
  ['int8', (heap, zeros) => int8(heap, zeros, PAIRS), 1, 1],
  ['int8 whose weights are read as 16 bits', (heap, zeros) => int8(heap, zeros, WIDE), 2, 1],
])('a program of %s', async (_, compile, weightBytes, valueBytes) => {
  const held: number[] = [];
  for (const zeros of [0, 0.9]) {
    const heap = new MeteredHeap();
    const program = await compile(heap, zeros);
    if (!program.ok) throw new Error(program.code);
    const { bytes } = program.value;
    expect(bytes).toBe(heap.held);
    program.value.run(new Float32Array(3 * 64 ** 2));
    expect(heap.held).toBe(bytes);
    held.push(bytes);
    program.value.dispose();
    expect(heap.held).toBe(0);
  }
  const [dense, sparse] = held;
  const least = weightBytes * PARAMETERS + valueBytes * LARGEST_VALUES;
  expect(dense).toBeGreaterThan(least);
  // Pictures, scores and records of calls come on top, and maps that wait for a sum.
  expect(dense).toBeLessThan(1.6 * least);
  expect(sparse).toBeLessThan(0.75 * dense);
});
