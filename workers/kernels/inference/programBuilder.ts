/** Lays a network out in the heap: maps and their lifetimes first, then one call record after the other. */
import type { FoldedLayer } from '../../../src/model/foldBatchNorm';
import type { Layer, Network } from '../../../src/model/network';
import { denseChunk, UNROLL, type Choice } from './choose';
import type { Allocations, KernelHeap } from '../memory/heap';
import { kernelRecords, type KernelName } from './kernels';
import type { LayerKernel } from './layerKernels';
import type { MapLayout } from '../memory/layout';
import { packClassifier, packDepthwise, packGroups, packPanels } from './pack';
import { programMemory, type ProgramMemory } from './programMemory';
import { recordBytes, writeRecord, type RecordKind, type RecordValues } from './records';
import { segmentsOf } from './segments';

export interface ProgramCall {
  readonly kernel: KernelName;
  /** Address of the call record. */
  readonly record: number;
  readonly layer: Layer;
}

export interface ProgramOptions {
  /** Overrules the choice between dense and sparse, for measurements. */
  readonly pointwise?: 'dense' | 'sparse';
  /** Zeros before the map at stride 2: `symmetric` 1 all round, `same` as TensorFlow pads. */
  readonly padding?: 'symmetric' | 'same';
}

const RELU6 = { low: 0, high: 6 };
const LINEAR = { low: -Infinity, high: Infinity };

export class ProgramBuilder {
  readonly calls: ProgramCall[] = [];
  readonly images: number;
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;
  private readonly options: ProgramOptions;
  private readonly maps: readonly MapLayout[];
  private readonly memory: ProgramMemory;
  private readonly arena: number;
  private readonly addresses: readonly number[];
  /** Address of what the classifier reads. */
  private pooled = 0;

  constructor(
    network: Network,
    images: number,
    heap: KernelHeap,
    allocations: Allocations,
    options: ProgramOptions,
  ) {
    this.images = images;
    this.heap = heap;
    this.allocations = allocations;
    this.options = options;
    this.memory = programMemory(network, images);
    this.maps = this.memory.maps;
    this.arena = allocations.reserve(this.memory.arenaBytes);
    this.addresses = this.memory.mapOffsets.map((offset) => this.arena + offset);
  }

  /** Record whose image address and count change from run to run. */
  get stemRecord(): number {
    return this.calls[0].record;
  }

  /** Record whose logits address changes from run to run. */
  get lastRecord(): number {
    return this.calls[this.calls.length - 1].record;
  }

  /** @param weights with batch normalisation folded in, and the kernels that they lead to */
  build(weights: readonly FoldedLayer[], kernels: readonly LayerKernel[]): void {
    for (const chosen of kernels) this.addLayer(chosen, weights[chosen.layer.index]);
  }

  private addLayer(chosen: LayerKernel, folded: FoldedLayer): void {
    const { layer } = chosen;
    switch (chosen.kind) {
      case 'convolution':
        return this.addStem(layer, folded);
      case 'depthwise':
        return this.addDepthwise(layer, folded, chosen.kernel);
      case 'pointwise':
        return this.addPointwise(layer, folded, chosen.choice);
      case 'pool':
        return this.addPool(layer);
      case 'dense':
        return this.addClassifier(layer, folded, chosen.kernel);
    }
  }

  private addStem(layer: Layer, { kernel, bias }: FoldedLayer): void {
    const { patchesOffset, planesOffset, patchPitch, stemRows } = this.memory;
    const map = this.maps[layer.index];
    const inChannels = 9 * layer.inChannels;
    const product = this.record('pointwise', {
      input: this.arena + patchesOffset,
      output: 0,
      residual: 0,
      weights: this.allocations.place(packPanels(kernel, bias)),
      inChannels,
      outChannels: layer.outChannels,
      columns: 0,
      inPitch: patchPitch,
      outPitch: 4 * map.pitch,
      chunk: denseChunk(inChannels),
      ...limits(layer),
    });
    const { inSize, outSize, stride } = layer;
    this.add(layer, 'stem', {
      input: 0,
      product,
      output: this.addresses[layer.index],
      planes: this.arena + planesOffset,
      inHeight: inSize,
      inWidth: inSize,
      inPlanes: layer.inChannels,
      outHeight: outSize,
      outWidth: outSize,
      count: 0,
      images: this.images,
      stride,
      pad: this.pad(layer),
      rows: stemRows,
    });
  }

  private addDepthwise(
    layer: Layer,
    { kernel, bias }: FoldedLayer,
    name: 'depthwise1' | 'depthwise2',
  ): void {
    const { inSize, outSize } = layer;
    this.add(layer, name, {
      ...this.ends(layer),
      weights: this.allocations.place(packDepthwise(kernel, bias)),
      channels: layer.outChannels,
      inHeight: inSize,
      inWidth: inSize,
      outHeight: outSize,
      outWidth: outSize,
      inPitch: 4 * this.maps[layer.index - 1].pitch,
      outPitch: 4 * this.maps[layer.index].pitch,
      images: this.images,
      pad: this.pad(layer),
    });
  }

  private addPointwise(layer: Layer, { kernel, bias }: FoldedLayer, choice: Choice): void {
    const { adds } = layer;
    const { inChannels, outChannels } = layer;
    const { columns, pitch } = this.maps[layer.index];
    const name = choice.kernel;
    const ends = { ...this.ends(layer), residual: adds === null ? 0 : this.addresses[adds] };
    if (name === 'pointwiseSmall') {
      const weights = this.allocations.place(packGroups(kernel, bias));
      return this.add(layer, name, { ...ends, weights, inChannels, outChannels });
    }
    const inPitch = 4 * this.maps[layer.index - 1].pitch;
    const shape = { inChannels, outChannels, columns, inPitch, outPitch: 4 * pitch };
    const { chunk } = choice;
    if (name === 'pointwise') {
      const weights = this.allocations.place(packPanels(kernel, bias));
      return this.add(layer, name, { ...ends, ...shape, weights, chunk });
    }
    const panel = choice.panel ? this.allocations.reserve(4 * chunk * choice.segment) : 0;
    const height = name === 'sparseBlock' ? 4 : 1;
    const whole = { ...ends, inPitch, inChannels };
    const segments = segmentsOf(kernel, bias, height, UNROLL[name], choice.segment, whole);
    const [first, ...others] = segments.map(({ weights, fields }) => ({
      ...{ ...ends, ...shape, ...fields, chunk, panel },
      values: this.allocations.place(weights.values),
      indices: this.allocations.place(weights.indices),
      rows: this.allocations.place(weights.rows),
      rowCount: weights.rows.length / 2,
    }));
    const next = others.reduceRight(
      (after, call) => this.record('sparse', { ...call, next: after }),
      0,
    );
    return this.add(layer, name, { ...first, next });
  }

  private addPool(layer: Layer): void {
    const { inChannels, inSize } = layer;
    // Not in the arena: what lies behind the last channel has to stay zero.
    this.pooled = this.allocations.reserve(4 * features(layer) * this.images);
    this.add(layer, 'pool', {
      input: this.addresses[layer.index - 1],
      output: this.pooled,
      channels: inChannels,
      pixels: inSize * inSize,
      images: this.images,
      inPitch: 4 * this.maps[layer.index - 1].pitch,
    });
  }

  private addClassifier(
    layer: Layer,
    { kernel, bias }: FoldedLayer,
    name: 'classify' | 'pointwise',
  ): void {
    const { outChannels } = layer;
    const { pooled } = this;
    if (name === 'classify') {
      const weights = this.allocations.place(packClassifier(kernel, outChannels));
      const biasAt = this.allocations.place(bias);
      const ends = { input: pooled, output: 0, weights, bias: biasAt };
      return this.add(layer, name, { ...ends, features: features(layer), classes: outChannels });
    }
    return this.addBatchClassifier(layer, pooled, packPanels(kernel, bias));
  }

  private addBatchClassifier(layer: Layer, pooled: number, packed: Float32Array): void {
    const { inChannels, outChannels } = layer;
    const scores = this.addresses[layer.index];
    const pitch = 4 * this.images;
    this.add(layer, 'pointwise', {
      input: pooled,
      output: scores,
      residual: 0,
      weights: this.allocations.place(packed),
      inChannels,
      outChannels,
      columns: this.images,
      inPitch: pitch,
      outPitch: 4 * this.maps[layer.index].pitch,
      chunk: denseChunk(inChannels),
      ...LINEAR,
    });
    const inPitch = 4 * this.maps[layer.index].pitch;
    this.add(layer, 'transpose', {
      input: scores,
      output: 0,
      rows: outChannels,
      columns: this.images,
      inPitch,
    });
  }

  private ends(layer: Layer) {
    const input = this.addresses[layer.index - 1];
    return { input, output: this.addresses[layer.index], ...limits(layer) };
  }

  /** TensorFlow's SAME puts the single row that stride 2 needs behind an even map. */
  private pad({ stride, inSize }: Layer): number {
    return this.options.padding === 'same' && stride === 2 && inSize % 2 === 0 ? 0 : 1;
  }

  private add<N extends KernelName>(
    layer: Layer,
    kernel: N,
    values: RecordValues<(typeof kernelRecords)[N]>,
  ): void {
    this.calls.push({ kernel, record: this.record(kernelRecords[kernel], values), layer });
  }

  private record<K extends RecordKind>(kind: K, values: RecordValues<K>): number {
    const address = this.allocations.reserve(recordBytes(kind));
    writeRecord(this.heap.memory, address, kind, values);
    return address;
  }
}

/** Inputs of the classifier, rounded up to whole vectors. */
function features({ inChannels }: Layer): number {
  return Math.ceil(inChannels / 4) * 4;
}

function limits({ activation }: Layer) {
  return activation === 'relu6' ? RELU6 : LINEAR;
}
