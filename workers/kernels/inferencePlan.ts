/**
 * A network and its weights, compiled once into packed weights, one arena of maps and a flat list of kernel calls.
 * Running it allocates nothing.
 */
import type { Layer, Network, Weights } from '../../src/model/network';
import type { Outcome } from '../../src/pruning/plan';
import { foldedWeights } from './foldedWeights';
import { Allocations, OutOfMemory, type KernelHeap } from './heap';
import type { KernelName } from './kernelNames';
import type { Kernels } from './kernels';
import { layerKernels } from './layerKernels';
import { imagesPerGroup } from './layout';
import { PlanBuilder, type PlannedCall } from './planBuilder';
import { fieldOffset } from './records';

/** How one layer is computed: shown to people, and used to time layers one by one. */
export interface PlannedLayer {
  readonly layer: Layer;
  readonly kernel: KernelName;
  /** Zeros in the layer's kernel, in [0, 1]. */
  readonly zeros: number;
}

export interface InferencePlan {
  readonly layers: readonly PlannedLayer[];
  readonly batch: number;
  /** Heap that the plan holds. */
  readonly bytes: number;
  /** Kernel calls for each group of images, in order, with the layer that each computes. */
  readonly calls: readonly PlannedCall[];
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

export interface PlanOptions {
  /** Overrules the choice between dense and sparse, for measurements. */
  readonly pointwise?: 'dense' | 'sparse';
  /** Zeros before the map at stride 2: `symmetric` 1 all round, `same` as TensorFlow pads. */
  readonly padding?: 'symmetric' | 'same';
}

/** Compiles a plan for `batch` images at a time, or says why that cannot be. */
export function compilePlan(
  network: Network,
  weights: Weights,
  batch: number,
  kernels: Kernels,
  heap: KernelHeap,
  options: PlanOptions = {},
): Outcome<InferencePlan> {
  const folded = foldedWeights(network, weights);
  if (!folded.ok) return folded;
  const allocations = new Allocations(heap);
  try {
    const builder = new PlanBuilder(network, imagesPerGroup(batch), heap, allocations, options);
    const layers = layerKernels(network, weights, batch, options.pointwise);
    builder.build(folded.value, layers);
    return {
      ok: true,
      value: new CompiledPlan(network, batch, layers, kernels, heap, allocations, builder),
    };
  } catch (error) {
    allocations.release();
    if (!(error instanceof OutOfMemory)) throw error;
    const message = `Not enough memory for a plan of ${batch} images (${error.message}): use a smaller batch.`;
    return { ok: false, code: 'out-of-memory', message };
  }
}

class CompiledPlan implements InferencePlan {
  readonly layers: readonly PlannedLayer[];
  readonly calls: readonly PlannedCall[];
  readonly batch: number;
  private readonly logits: Float32Array;
  private readonly imageFloats: number;
  private readonly images: number;
  private readonly input: number;
  private readonly output: number;
  private readonly builder: PlanBuilder;
  private readonly steps: readonly ((record: number) => void)[];
  private readonly records: readonly number[];
  private view: Float32Array;
  private words: Uint32Array;
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;

  constructor(
    network: Network,
    batch: number,
    layers: readonly PlannedLayer[],
    kernels: Kernels,
    heap: KernelHeap,
    allocations: Allocations,
    builder: PlanBuilder,
  ) {
    const { inputSize, classes } = network.config;
    this.batch = batch;
    this.heap = heap;
    this.allocations = allocations;
    this.builder = builder;
    this.layers = layers;
    this.calls = builder.calls;
    this.images = builder.images;
    this.imageFloats = inputSize * inputSize * network.layers[0].inChannels;
    this.input = allocations.reserve(4 * batch * this.imageFloats);
    this.output = allocations.reserve(4 * batch * classes);
    this.logits = new Float32Array(batch * classes);
    this.steps = builder.calls.map((call) => kernels[call.kernel]);
    this.records = builder.calls.map((call) => call.record);
    this.view = new Float32Array(heap.memory.buffer);
    this.words = new Uint32Array(heap.memory.buffer);
  }

  get bytes(): number {
    return this.allocations.bytes;
  }

  run(images: Float32Array): Float32Array {
    const room = this.batch * this.imageFloats;
    if (images.length > room) {
      throw new RangeError(`${images.length} values given for a plan of ${room}`);
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
    const { steps, records } = this;
    const classes = this.logits.length / this.batch;
    for (let first = 0; first < this.batch; first += this.images) {
      const count = Math.min(this.images, this.batch - first);
      this.setGroup(images + 4 * first * this.imageFloats, logits + 4 * first * classes, count);
      for (let i = 0; i < steps.length; i++) steps[i](records[i]);
    }
  }

  dispose(): void {
    this.allocations.release();
  }

  /** The heap may have grown since the last run, which detaches every view of it. */
  private refreshViews(): void {
    if (this.view.buffer === this.heap.memory.buffer) return;
    this.view = new Float32Array(this.heap.memory.buffer);
    this.words = new Uint32Array(this.heap.memory.buffer);
  }

  private setGroup(images: number, logits: number, count: number): void {
    const { stemRecord, lastRecord } = this.builder;
    const last = this.images === 1 ? 'classify' : 'transpose';
    this.words[(stemRecord + fieldOffset('stem', 'input')) >> 2] = images;
    this.words[(stemRecord + fieldOffset('stem', 'count')) >> 2] = count;
    this.words[(lastRecord + fieldOffset(last, 'output')) >> 2] = logits;
    if (last === 'transpose') {
      this.words[(lastRecord + fieldOffset('transpose', 'columns')) >> 2] = count;
    }
  }
}
