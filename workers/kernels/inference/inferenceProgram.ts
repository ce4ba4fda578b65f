/**
 * A network and its weights, compiled once into packed weights, one arena of maps and a flat list of kernel calls.
 * Running it allocates nothing.
 */
import type { Outcome } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import type { Layer, Network, Weights } from '../../../src/model/network';
import { foldedWeights } from './foldedWeights';
import { Allocations, OutOfMemory, type KernelHeap } from '../memory/heap';
import type { Tiles } from './choose';
import type { KernelName } from './kernels';
import type { Kernels } from './kernels';
import { layerKernels } from './layerKernels';
import { imagesPerGroup } from '../memory/layout';
import { ProgramBuilder, type ProgramCall } from './programBuilder';
import type { KernelStep, TeamOfThreads } from '../threads/team';
import { fieldOffset } from './records';

/** How one layer is computed: shown to people, and used to time layers one by one. */
export interface ProgramLayer {
  readonly layer: Layer;
  readonly kernel: KernelName;
  /** Zeros in the layer's kernel, in [0, 1]. */
  readonly zeros: number;
}

export interface ProgramOptions {
  /** What the device's clock says of kernels that compute the same; the usual ones where nobody asked it. */
  readonly tiles?: Tiles;
  /** Overrules the choice between dense and sparse, for measurements. */
  readonly pointwise?: 'dense' | 'sparse';
  /** Runs the program, whose heap is the team's, together: all of its threads, or the first of them. */
  readonly team?: TeamOfThreads;
  readonly threads?: number;
}

export interface InferenceProgram {
  readonly layers: readonly ProgramLayer[];
  readonly batch: number;
  /** Heap that the program holds. */
  readonly bytes: number;
  /** Kernel calls for each group of images, in order, with the layer that each computes. */
  readonly calls: readonly ProgramCall[];
  /**
   * @param images [batch][size][size][planes], float32, preprocessed; where there are fewer, only their logits count
   * @returns [batch][classes], overwritten by the next run
   * @throws RangeError when there are more
   */
  run(images: Float32Array): Float32Array;
  /** The same on arrays that already lie in the heap; addresses in bytes. */
  runAt(images: number, logits: number): void;
  dispose(): void;
}

/** Compiles a program for `batch` images at a time, or says why that cannot be. */
export function compileProgram(
  network: Network,
  weights: Weights,
  batch: number,
  kernels: Kernels,
  heap: KernelHeap,
  options: ProgramOptions = {},
): Outcome<InferenceProgram> {
  const layers = layerKernels(network, weights, batch, options.tiles, options.pointwise);
  if (!layers.ok) return layers;
  const folded = foldedWeights(network, weights);
  if (!folded.ok) return folded;
  const allocations = new Allocations(heap);
  try {
    const images = imagesPerGroup(batch);
    const { team } = options;
    const threads = team ? (options.threads ?? team.size) : 1;
    const builder = new ProgramBuilder(network, layers.value, images, heap, allocations, threads);
    builder.build(folded.value);
    const runner = team
      ? teamRunner(team, threads, kernels, builder.calls, allocations)
      : callRunner(kernels, builder.calls);
    return {
      ok: true,
      value: new CompiledProgram(network, batch, layers.value, runner, heap, allocations, builder),
    };
  } catch (error) {
    allocations.release();
    if (!(error instanceof OutOfMemory)) throw error;
    return refusal('program-out-of-memory', { batch, bytes: error.bytes });
  }
}

/** Fields that change from group to group. */
const STEM_INPUT = fieldOffset('convolution', 'input');
const STEM_COUNT = fieldOffset('convolution', 'count');
const SCORES_OUTPUT = fieldOffset('transpose', 'output');
const SCORES_COLUMNS = fieldOffset('transpose', 'columns');

/** Does all calls. */
interface Runner {
  run(): void;
  /** Before the memory of the calls is freed. */
  settle(): void;
}

/** One call after the other, by this thread. */
function callRunner(kernels: Kernels, calls: readonly ProgramCall[]): Runner {
  const steps = calls.map((call) => kernels[call.kernel]);
  const records = calls.map((call) => call.records[0]);
  return {
    run: () => {
      for (let i = 0; i < steps.length; i++) steps[i](records[i]);
    },
    settle: () => {},
  };
}

/** One plan for all threads. @throws OutOfMemory */
function teamRunner(
  team: TeamOfThreads,
  threads: number,
  kernels: Kernels,
  calls: readonly ProgramCall[],
  allocations: Allocations,
): Runner {
  const plan = team.placePlan(threads, sectionsOf(kernels, calls), allocations);
  return { run: () => team.run(plan), settle: () => team.settle() };
}

function sectionsOf(kernels: Kernels, calls: readonly ProgramCall[]): KernelStep[][] {
  const sections: KernelStep[][] = [];
  for (const { kernel, records, follows } of calls) {
    const step = { kernel: kernels[kernel], records };
    if (follows) sections.at(-1)!.push(step);
    else sections.push([step]);
  }
  return sections;
}

class CompiledProgram implements InferenceProgram {
  readonly layers: readonly ProgramLayer[];
  readonly calls: readonly ProgramCall[];
  readonly batch: number;
  private readonly logits: Float32Array;
  private readonly imageFloats: number;
  private readonly images: number;
  private readonly input: number;
  private readonly output: number;
  private readonly builder: ProgramBuilder;
  private readonly runner: Runner;
  private view: Float32Array;
  private words: Uint32Array;
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;

  constructor(
    network: Network,
    batch: number,
    layers: readonly ProgramLayer[],
    runner: Runner,
    heap: KernelHeap,
    allocations: Allocations,
    builder: ProgramBuilder,
  ) {
    const { input, classes } = network;
    this.batch = batch;
    this.heap = heap;
    this.allocations = allocations;
    this.builder = builder;
    this.layers = layers;
    this.calls = builder.calls;
    this.images = builder.images;
    this.imageFloats = input.size * input.size * input.planes;
    this.input = allocations.reserve(4 * batch * this.imageFloats);
    this.output = allocations.reserve(4 * batch * classes);
    this.logits = new Float32Array(batch * classes);
    this.runner = runner;
    this.view = new Float32Array(heap.memory.buffer);
    this.words = new Uint32Array(heap.memory.buffer);
  }

  get bytes(): number {
    return this.allocations.bytes;
  }

  run(images: Float32Array): Float32Array {
    const room = this.batch * this.imageFloats;
    if (images.length > room) {
      throw new RangeError(`${images.length} values given for a program of ${room}`);
    }
    this.refreshViews();
    this.view.set(images, this.input >> 2);
    this.runAt(this.input, this.output);
    const from = this.output >> 2;
    for (let i = 0; i < this.logits.length; i++) this.logits[i] = this.view[from + i];
    return this.logits;
  }

  runAt(images: number, logits: number): void {
    this.refreshViews();
    const classes = this.logits.length / this.batch;
    for (let first = 0; first < this.batch; first += this.images) {
      const count = Math.min(this.images, this.batch - first);
      this.setGroup(images + 4 * first * this.imageFloats, logits + 4 * first * classes, count);
      this.runner.run();
    }
  }

  dispose(): void {
    this.runner.settle();
    this.allocations.release();
  }

  /** The heap may have grown since the last run, which detaches every view of it. */
  private refreshViews(): void {
    if (this.view.buffer === this.heap.memory.buffer) return;
    this.view = new Float32Array(this.heap.memory.buffer);
    this.words = new Uint32Array(this.heap.memory.buffer);
  }

  private setGroup(images: number, logits: number, count: number): void {
    const { stemRecords, scoresRecord } = this.builder;
    for (let i = 0; i < stemRecords.length; i++) {
      this.words[(stemRecords[i] + STEM_INPUT) >> 2] = images;
      this.words[(stemRecords[i] + STEM_COUNT) >> 2] = count;
    }
    this.words[(scoresRecord + SCORES_OUTPUT) >> 2] = logits;
    this.words[(scoresRecord + SCORES_COLUMNS) >> 2] = count;
  }
}
