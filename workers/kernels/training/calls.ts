/** What both directions of training are made of: calls, their records, and working space that all calls share. */
import { hasWeights, kernelSize } from '../../../src/model/costs';
import type { Layer, Network } from '../../../src/model/network';
import type { Allocations, KernelHeap } from '../memory/heap';
import { recordBytes, writeRecord } from '../inference/records';
import type { TrainingKernelName } from './kernels';
import { columnChunk, pitchOf, type TrainingMap } from './maps';
import type { LayerArray, TrainingParameters } from './parameters';
import {
  trainingRecordBytes,
  writeTrainingFields,
  writeTrainingRecord,
  type TrainingRecord,
  type TrainingValues,
} from './records';

export interface TrainingCall {
  readonly kernel: TrainingKernelName;
  readonly record: number;
  /** Index of the layer that it works for. */
  readonly layer: number;
}

/** Values of input and output in one chunk of columns: what stays in half a megabyte of cache. */
const PRODUCT_CHUNK_VALUES = 98304;

export function productChunk(inChannels: number, outChannels: number): number {
  return columnChunk(PRODUCT_CHUNK_VALUES, inChannels + outChannels);
}

export class CallBuilder {
  readonly network: Network;
  /** Images, a multiple of 4. */
  readonly batch: number;
  readonly values: TrainingParameters;
  readonly allocations: Allocations;
  /** Pairs of doubles for the sums of any layer's channels. */
  readonly sums: number;
  /** A chunk of any product's input, or six rows of any correlation's. */
  readonly scratch: number;
  /** Bordered planes of any depthwise layer's input channel and output channel. */
  readonly inPlane: number;
  readonly outPlane: number;
  /** One channel of any depthwise layer's input. */
  readonly channel: number;
  /** Of the rounded kernels, each at the offset that it has among the weights; null where they stay as they are. */
  private readonly roundedAt: number | null;
  private readonly roundingRoom: number;
  private readonly panels: number;
  private readonly memory: WebAssembly.Memory;

  /**
   * @param rounds whether calls read kernels that `fakeQuantise` has rounded
   * @throws OutOfMemory
   */
  constructor(
    network: Network,
    batch: number,
    values: TrainingParameters,
    allocations: Allocations,
    heap: KernelHeap,
    rounds = false,
  ) {
    this.network = network;
    this.batch = batch;
    this.values = values;
    this.allocations = allocations;
    this.memory = heap.memory;
    const weighted = network.layers.filter(hasWeights);
    const largest = (of: (layer: Layer) => number) => Math.max(...weighted.map(of));
    const transposed = (l: Layer) => (l.outChannels + 1) * l.inChannels;
    this.panels = allocations.reserve(
      4 * largest((l) => Math.max(kernelSize(l) + l.outChannels, transposed(l))),
    );
    this.roundedAt = rounds ? allocations.reserve(4 * values.kernelCount) : null;
    this.roundingRoom = rounds ? allocations.reserve(8 * largest((l) => l.outChannels)) : 0;
    this.sums = allocations.reserve(16 * largest((l) => l.outChannels));
    const inputChunk = ({ inChannels, outChannels }: Layer) =>
      inChannels * pitchOf(productChunk(inChannels, outChannels));
    this.scratch = allocations.reserve(Math.max(largest(inputChunk), 6 * pitchOf(1024)));
    const plane = (sideOf: (layer: Layer) => number) =>
      allocations.reserve(
        4 * batch * largest((l) => (l.kind === 'depthwise' ? sideOf(l) : 0)) ** 2,
      );
    this.inPlane = plane(({ padding, inSize }) => padding.top + inSize + padding.bottom);
    this.outPlane = plane(({ outSize }) => outSize + 2);
    this.channel = plane(({ inSize }) => inSize);
  }

  /** Addresses of a layer's array among the weights and among the gradients. */
  weightsOf({ index }: Layer, array: LayerArray): number {
    return this.values.weightsAt + this.values.offset(index, array);
  }

  /** Of the kernel that a layer's calls read. */
  kernelOf({ index }: Layer): number {
    return (this.roundedAt ?? this.values.weightsAt) + this.values.offset(index, 'kernel');
  }

  gradientOf({ index }: Layer, array: LayerArray): number {
    return this.values.gradientsAt + this.values.offset(index, array);
  }

  record<K extends TrainingRecord>(kind: K, values: TrainingValues<K>): number {
    const address = this.allocations.reserve(trainingRecordBytes(kind));
    writeTrainingRecord(this.memory, address, kind, values);
    return address;
  }

  /** Sets some fields of a record that has been written. */
  complete<K extends TrainingRecord>(
    address: number,
    kind: K,
    values: Partial<TrainingValues<K>>,
  ): void {
    writeTrainingFields(this.memory, address, kind, values);
  }

  call(kernel: TrainingKernelName, record: number, layer: Layer): TrainingCall {
    return { kernel, record, layer: layer.index };
  }

  /** What has to be done before a layer's kernel is read. */
  roundKernel(layer: Layer): TrainingCall[] {
    if (this.roundedAt === null) return [];
    const { outChannels: channels } = layer;
    const record = this.record('fakeQuantise', {
      ...{ kernel: this.weightsOf(layer, 'kernel'), rounded: this.kernelOf(layer) },
      ...{ room: this.roundingRoom, rows: kernelSize(layer) / channels, channels },
    });
    return [this.call('fakeQuantise', record, layer)];
  }

  /** A layer's weights into the panels that the next product reads. @param inChannels of a panel */
  packForward(layer: Layer, inChannels: number): TrainingCall {
    const { outChannels } = layer;
    const record = this.record('pack', {
      ...{ kernel: this.kernelOf(layer), bias: 0, panels: this.panels },
      ...{ inStride: 4 * outChannels, outStride: 4, inChannels, outChannels },
    });
    return this.call('packPanels', record, layer);
  }

  /** The same, transposed. */
  packBackward(layer: Layer): TrainingCall {
    const record = this.record('pack', {
      kernel: this.kernelOf(layer),
      ...{ inStride: 4, outStride: 4 * layer.outChannels, bias: 0, panels: this.panels },
      ...{ inChannels: layer.outChannels, outChannels: layer.inChannels },
    });
    return this.call('packPanels', record, layer);
  }

  /** @param sums whether the sums for the output's normalisation are taken; @param added whether the output is added to */
  product(
    input: TrainingMap,
    output: TrainingMap,
    { sums, added = false }: { sums: boolean; added?: boolean },
  ): number {
    const chunk = productChunk(input.channels, output.channels);
    const product = this.allocations.reserve(recordBytes('pointwise'));
    writeRecord(this.memory, product, 'pointwise', {
      ...{ input: 0, output: 0, residual: 0, weights: this.panels, columns: 0, chunk: 0 },
      ...{ inChannels: input.channels, outChannels: output.channels },
      ...{ inPitch: input.pitch, outPitch: output.pitch, low: -Infinity, high: Infinity },
    });
    return this.record('product', {
      ...{ product, norm: input.norm, input: input.address, inPitch: input.pitch },
      ...{ output: output.address, added: added ? output.address : 0 },
      ...{ scratch: this.scratch, scratchPitch: pitchOf(chunk) },
      ...{ sums: sums ? this.sums : 0, columns: output.columns, chunk },
    });
  }
}
