/**
 * An int8 network compiled once into packed weights, one arena of maps and a flat list of kernel calls. It computes the
 * integers of `src/quantisation/arithmetic.ts` in every engine. Running it allocates nothing.
 */
import type { Outcome } from '../../../src/base/outcome';
import type { Layer } from '../../../src/model/network';
import type { QuantisedNetwork } from '../../../src/quantisation/quantisedNetwork';
import { refusal } from '../../../src/words/refusal';
import { layerForms } from '../inference/layerForms';
import { Allocations, OutOfMemory, SLACK_BYTES, type KernelHeap } from '../memory/heap';
import type { TeamOfThreads } from '../threads/team';
import { withZerosTogether, zeroShare } from './channelOrder';
import type { Int8KernelName, Int8Kernels } from './kernels';
import type { Multiplication } from './multiplication';
import { Int8ProgramBuilder, type Int8Call } from './programBuilder';
import { imagesTogether } from './programMemory';
import { int8FieldOffset } from './records';

/** Kernels, the memory that they work in, and how bytes are multiplied there. */
export interface Int8Engine {
  readonly kernels: Int8Kernels;
  readonly heap: KernelHeap;
  readonly multiplication: Multiplication;
}

/** How one layer is computed: shown to people, and used to time layers one by one. */
export interface Int8ProgramLayer {
  readonly layer: Layer;
  readonly kernel: Int8KernelName;
  /** Zeros in the layer's kernel, in [0, 1]. */
  readonly zeros: number;
}

export interface Int8Options {
  /** Overrules the choice between dense and sparse, for measurements. */
  readonly products?: 'dense' | 'sparse';
  /** Runs the program, whose heap is the team's, together: all of its threads, or the first of them. */
  readonly team?: TeamOfThreads;
  readonly threads?: number;
}

export interface Int8Program {
  readonly layers: readonly Int8ProgramLayer[];
  readonly batch: number;
  /** Heap that the program holds. */
  readonly bytes: number;
  /** Kernel calls for each group of images, in order, with the layer that each computes. */
  readonly calls: readonly Int8Call[];
  /**
   * @param images [batch][size][size][planes], float32, preprocessed; where there are fewer, only their logits count
   * @returns [batch][classes], overwritten by the next run
   * @throws RangeError when there are more
   */
  run(images: Float32Array): Float32Array;
  dispose(): void;
}

/**
 * Compiles a program for `batch` images at a time. Refused with `layer-not-computed`, `sum-not-computed` or
 * `program-out-of-memory`.
 */
export function compileInt8Program(
  quantised: QuantisedNetwork,
  batch: number,
  engine: Int8Engine,
  options: Int8Options = {},
): Outcome<Int8Program> {
  const { heap, multiplication } = engine;
  const { network } = quantised;
  const { products, team } = options;
  const threads = team ? (options.threads ?? team.size) : 1;
  const forms = layerForms(network);
  if (!forms.ok) return forms;
  const allocations = new Allocations(heap);
  try {
    const images = imagesTogether(batch, network);
    const builder = new Int8ProgramBuilder(
      ...([
        withZerosTogether(quantised),
        forms.value,
        images,
        multiplication,
        heap,
        allocations,
        { products, threads },
      ] as const),
    );
    builder.build();
    const runner = team
      ? teamRunner(team, threads, engine.kernels, builder.calls, allocations)
      : aloneRunner(builder.calls, engine.kernels);
    return {
      ok: true,
      value: new CompiledProgram(quantised, batch, heap, runner, allocations, builder),
    };
  } catch (error) {
    allocations.release();
    if (!(error instanceof OutOfMemory)) throw error;
    return refusal('program-out-of-memory', { batch, bytes: error.bytes });
  }
}

interface Runner {
  readonly run: () => void;
  /** Before anything is freed. */
  readonly settle: () => void;
}

function aloneRunner(calls: readonly Int8Call[], kernels: Int8Kernels): Runner {
  const steps = calls.map((call) => kernels[call.kernel]);
  const records = calls.map((call) => call.records[0]);
  const run = () => {
    for (let i = 0; i < steps.length; i++) steps[i](records[i]);
  };
  return { run, settle: () => {} };
}

/** One plan for all threads. @throws OutOfMemory */
function teamRunner(
  team: TeamOfThreads,
  threads: number,
  kernels: Int8Kernels,
  calls: readonly Int8Call[],
  allocations: Allocations,
): Runner {
  const sections = calls.map(({ kernel, records }) => [{ kernel: kernels[kernel], records }]);
  const plan = team.placePlan(threads, sections, allocations);
  return { run: () => team.run(plan), settle: () => team.settle() };
}

/** Fields that change from group to group. */
const IMAGE_INPUT = int8FieldOffset('quantise', 'input');
const IMAGE_COLUMNS = int8FieldOffset('quantise', 'columns');
const SCORES_OUTPUT = int8FieldOffset('scores', 'output');
const SCORES_IMAGES = int8FieldOffset('scores', 'images');

class CompiledProgram implements Int8Program {
  readonly layers: readonly Int8ProgramLayer[];
  readonly calls: readonly Int8Call[];
  readonly batch: number;
  private readonly logits: Float32Array;
  private readonly pixels: number;
  private readonly planes: number;
  private readonly images: number;
  private readonly input: number;
  private readonly output: number;
  private readonly runner: Runner;
  /** Records of the first and of the last call. */
  private readonly image: number;
  private readonly scores: number;
  private view: Float32Array;
  private words: Uint32Array;
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;

  constructor(
    { network, layers }: QuantisedNetwork,
    batch: number,
    heap: KernelHeap,
    runner: Runner,
    allocations: Allocations,
    { calls, images }: Int8ProgramBuilder,
  ) {
    const { input, classes } = network;
    this.batch = batch;
    this.heap = heap;
    this.allocations = allocations;
    this.calls = calls;
    this.images = images;
    this.pixels = input.size ** 2;
    this.planes = input.planes;
    // The first kernel reads up to four pixels beyond the last.
    const beyond = 16 * input.planes + SLACK_BYTES;
    this.input = allocations.reserve(4 * batch * this.pixels * input.planes + beyond);
    this.output = allocations.reserve(4 * batch * classes);
    this.logits = new Float32Array(batch * classes);
    this.runner = runner;
    this.image = calls[0].records[0];
    this.scores = calls[calls.length - 1].records[0];
    this.view = new Float32Array(heap.memory.buffer);
    this.words = new Uint32Array(heap.memory.buffer);
    this.layers = layers.map(({ layer, kernel }) => ({
      ...{ layer, kernel: kernelOf(calls, layer), zeros: zeroShare(kernel) },
    }));
  }

  get bytes(): number {
    return this.allocations.bytes;
  }

  run(images: Float32Array): Float32Array {
    const room = this.batch * this.pixels * this.planes;
    if (images.length > room) {
      throw new RangeError(`${images.length} values given for a program of ${room}`);
    }
    this.refreshViews();
    this.view.set(images, this.input >> 2);
    this.runGroups();
    const from = this.output >> 2;
    for (let i = 0; i < this.logits.length; i++) this.logits[i] = this.view[from + i];
    return this.logits;
  }

  dispose(): void {
    this.runner.settle();
    this.allocations.release();
  }

  private runGroups(): void {
    const { image, scores, images, batch } = this;
    const classes = this.logits.length / batch;
    for (let first = 0; first < batch; first += images) {
      const count = Math.min(images, batch - first);
      const floats = this.pixels * this.planes;
      this.words[(image + IMAGE_INPUT) >> 2] = this.input + 4 * first * floats;
      this.words[(image + IMAGE_COLUMNS) >> 2] = count * this.pixels;
      this.words[(scores + SCORES_OUTPUT) >> 2] = this.output + 4 * first * classes;
      this.words[(scores + SCORES_IMAGES) >> 2] = count;
      this.runner.run();
    }
  }

  /** The heap may have grown since the last run, which detaches every view of it. */
  private refreshViews(): void {
    if (this.view.buffer === this.heap.memory.buffer) return;
    this.view = new Float32Array(this.heap.memory.buffer);
    this.words = new Uint32Array(this.heap.memory.buffer);
  }
}

/** That multiplies: the first of a layer but for its patches. */
function kernelOf(calls: readonly Int8Call[], layer: Layer): Int8KernelName {
  return calls.find((call) => call.layer === layer && call.kernel !== 'patches')!.kernel;
}
