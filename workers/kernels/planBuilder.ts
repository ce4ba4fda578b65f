/** Lays a network out in the heap: maps and their lifetimes first, then one call record after the other. */
import type { FoldedLayer } from '../../src/model/foldBatchNorm';
import type { Layer, Network } from '../../src/model/network';
import {
  choose,
  chooseDense,
  chooseSparse,
  denseChunk,
  UNROLL,
  zeroShares,
  type Choice,
  type ZeroShares,
} from './choose';
import type { Allocations, KernelHeap } from './heap';
import type { PlannedLayer, PlanOptions } from './inferencePlan';
import { kernelRecords, type KernelName } from './kernelNames';
import type { MapLayout } from './layout';
import { packClassifier, packDepthwise, packGroups, packPanels } from './pack';
import { planMemory, type PlanMemory } from './planMemory';
import { recordBytes, writeRecord, type RecordKind, type RecordValues } from './records';
import { segmentsOf } from './segments';

export interface PlannedCall {
  readonly kernel: KernelName;
  /** Address of the call record. */
  readonly record: number;
  readonly layer: Layer;
}

const RELU6 = { low: 0, high: 6 };
const LINEAR = { low: -Infinity, high: Infinity };

export class PlanBuilder {
  readonly layers: PlannedLayer[] = [];
  readonly calls: PlannedCall[] = [];
  readonly images: number;
  private readonly network: Network;
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;
  private readonly options: PlanOptions;
  private readonly maps: readonly MapLayout[];
  private readonly memory: PlanMemory;
  private readonly arena: number;
  private readonly addresses: readonly number[];

  constructor(
    network: Network,
    images: number,
    heap: KernelHeap,
    allocations: Allocations,
    options: PlanOptions,
  ) {
    this.network = network;
    this.images = images;
    this.heap = heap;
    this.allocations = allocations;
    this.options = options;
    this.memory = planMemory(network, images);
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

  build(weights: readonly FoldedLayer[]): void {
    for (const layer of this.network.layers) {
      const folded = weights[layer.index];
      const shares = zeroShares(folded.kernel, layer.outChannels);
      const kernel = this.addLayer(layer, folded, shares);
      this.layers.push({ layer, kernel, zeros: shares.zeros });
    }
  }

  private addLayer(layer: Layer, folded: FoldedLayer, shares: ZeroShares): KernelName {
    switch (layer.kind) {
      case 'stem':
        return this.addStem(layer, folded);
      case 'depthwise':
        return this.addDepthwise(layer, folded);
      case 'pointwise':
        return this.addPointwise(layer, folded, shares);
      case 'classifier':
        return this.addClassifier(layer, folded);
    }
  }

  private addStem(layer: Layer, { kernel, bias }: FoldedLayer): KernelName {
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
    return this.add(layer, 'stem', {
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

  private addDepthwise(layer: Layer, { kernel, bias }: FoldedLayer): KernelName {
    const { inSize, outSize } = layer;
    return this.add(layer, layer.stride === 1 ? 'depthwise1' : 'depthwise2', {
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

  private addPointwise(
    layer: Layer,
    { kernel, bias }: FoldedLayer,
    shares: ZeroShares,
  ): KernelName {
    const from = layer.residualFrom;
    const { inChannels, outChannels } = layer;
    const { columns, pitch } = this.maps[layer.index];
    const choice = this.choose(layer, shares);
    const name = choice.kernel;
    const ends = { ...this.ends(layer), residual: from === null ? 0 : this.addresses[from] };
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

  private choose(layer: Layer, shares: ZeroShares): Choice {
    const { inChannels, outChannels, index } = layer;
    const { columns } = this.maps[index];
    const inPitch = 4 * this.maps[index - 1].pitch;
    const product = { inChannels, outChannels, columns, inPitch, ...shares };
    switch (this.options.pointwise) {
      case 'dense':
        return chooseDense(product);
      case 'sparse':
        return chooseSparse(product);
      case undefined:
        return choose(product);
    }
  }

  private addClassifier(layer: Layer, { kernel, bias }: FoldedLayer): KernelName {
    const { inChannels, outChannels } = layer;
    const before = this.maps[layer.index - 1];
    const features = Math.ceil(inChannels / 4) * 4;
    // Not in the arena: what lies behind the last channel has to stay zero.
    const pooled = this.allocations.reserve(4 * features * this.images);
    this.add(layer, 'pool', {
      input: this.addresses[layer.index - 1],
      output: pooled,
      channels: inChannels,
      pixels: before.size * before.size,
      images: this.images,
      inPitch: 4 * before.pitch,
    });
    if (this.images === 1) {
      const weights = this.allocations.place(packClassifier(kernel, outChannels));
      const biasAt = this.allocations.place(bias);
      const ends = { input: pooled, output: 0, weights, bias: biasAt };
      return this.add(layer, 'classify', { ...ends, features, classes: outChannels });
    }
    return this.addBatchClassifier(layer, pooled, packPanels(kernel, bias));
  }

  private addBatchClassifier(layer: Layer, pooled: number, packed: Float32Array): KernelName {
    const { inChannels, outChannels } = layer;
    const scores = this.addresses[layer.index];
    const pitch = 4 * this.images;
    const kernel = this.add(layer, 'pointwise', {
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
    return kernel;
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
  ): KernelName {
    this.calls.push({ kernel, record: this.record(kernelRecords[kernel], values), layer });
    return kernel;
  }

  private record<K extends RecordKind>(kind: K, values: RecordValues<K>): number {
    const address = this.allocations.reserve(recordBytes(kind));
    writeRecord(this.heap.memory, address, kind, values);
    return address;
  }
}

function limits({ activation }: Layer) {
  return activation === 'relu6' ? RELU6 : LINEAR;
}
