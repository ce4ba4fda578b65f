/** Lays a network out in the heap: maps and their lifetimes first, then one call after the other, a record for each thread. */
import type { FoldedLayer } from '../../../src/model/foldBatchNorm';
import type { Activation, Layer, Network } from '../../../src/model/network';
import { denseChunk, UNROLL, type Choice } from './choose';
import type { Allocations, KernelHeap } from '../memory/heap';
import { kernelRecords, type KernelName } from './kernels';
import type { LayerKernel } from './layerKernels';
import type { MapLayout } from '../memory/layout';
import {
  packClassifier,
  packDepthwise,
  packDepthwise2x2,
  packDepthwiseTaps,
  packGroups,
  packPanels,
  panelWidth,
  panelWidth16,
} from './pack';
import { paddedWidth, programMemory, type ProgramMemory } from './programMemory';
import { recordBytes, writeRecord, type RecordKind, type RecordValues } from './records';
import { segmentsOf } from './segments';
import { INFERENCE_SPLITS } from './splits';
import { cut, split, type Axis } from '../threads/split';

export interface ProgramCall {
  readonly kernel: KernelName;
  /** Address of the call record of each thread; 0 where there is nothing left for it. */
  readonly records: readonly number[];
  readonly layer: Layer;
  /** Whether each part reads of the call before what the same part has written. */
  readonly follows: boolean;
}

const LIMITS: Readonly<Record<Activation, { low: number; high: number }>> = {
  relu6: { low: 0, high: 6 },
  relu: { low: 0, high: Infinity },
  linear: { low: -Infinity, high: Infinity },
};

export class ProgramBuilder {
  readonly calls: ProgramCall[] = [];
  readonly images: number;
  /** Records whose image address and count change from run to run. */
  readonly stemRecords: number[] = [];
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;
  private readonly threads: number;
  private readonly kernels: readonly LayerKernel[];
  private readonly maps: readonly MapLayout[];
  private readonly memory: ProgramMemory;
  private readonly arena: number;
  /** Of each layer's output. */
  private readonly addresses: readonly number[];
  /** The call before, and where it was cut between channels. */
  private last: { readonly layer: Layer; readonly bounds: readonly number[] | null } | null = null;

  /** @throws OutOfMemory */
  constructor(
    network: Network,
    kernels: readonly LayerKernel[],
    images: number,
    heap: KernelHeap,
    allocations: Allocations,
    threads: number,
  ) {
    this.images = images;
    this.threads = threads;
    this.heap = heap;
    this.allocations = allocations;
    this.kernels = kernels;
    this.memory = programMemory(network, kernels, images, threads);
    this.maps = this.memory.maps;
    this.arena = allocations.reserve(this.memory.arenaBytes);
    this.addresses = kernels.map(({ gives, layer: { index, outChannels } }) =>
      gives === 'vector'
        ? this.reserveVector(outChannels)
        : this.arena + this.memory.mapOffsets[index],
    );
  }

  /** Record whose scores address and count change from run to run. */
  get scoresRecord(): number {
    return this.calls[this.calls.length - 1].records[0];
  }

  /** @param weights with batch normalisation folded in */
  build(weights: readonly FoldedLayer[]): void {
    for (const chosen of this.kernels) {
      this.addLayer(chosen, weights[chosen.layer.index]);
      if (chosen.layer.adds !== null && !addsOnItsWay(chosen)) this.addAddition(chosen.layer);
    }
    const { layer } = this.kernels[this.kernels.length - 1];
    this.addTranspose(layer, layer.index, 0);
  }

  /** Not in the arena: what lies behind the last channel has to stay zero. */
  private reserveVector(channels: number): number {
    return this.allocations.reserve(4 * upTo4(channels) * this.images);
  }

  private addLayer(chosen: LayerKernel, folded: FoldedLayer): void {
    const { layer } = chosen;
    switch (chosen.form) {
      case 'stem':
      case 'convolution':
        return this.addConvolution(layer, folded, chosen.kernel);
      case 'depthwise3':
        return this.addDepthwise(layer, folded, chosen.kernel);
      case 'depthwise':
        return this.addAnyDepthwise(layer, folded);
      case 'pointwise':
        return this.addPointwise(layer, folded, chosen.choice);
      case 'pool':
        return this.addPool(layer);
      case 'dense':
        return this.addDense(chosen, folded, chosen.kernel);
    }
  }

  private addConvolution(
    layer: Layer,
    { kernel, bias }: FoldedLayer,
    name: 'stem' | 'stem16' | 'convolution',
  ): void {
    const weights = packPanels(kernel, bias, name === 'stem16' ? panelWidth16 : panelWidth);
    const rows = layer.kernelSide ** 2 * layer.inChannels;
    this.addGathering(layer, name, weights, { inChannels: rows, outChannels: layer.outChannels });
    if (name !== 'convolution')
      this.stemRecords.push(...this.calls.at(-1)!.records.filter(Boolean));
  }

  private addAnyDepthwise(layer: Layer, { kernel, bias }: FoldedLayer): void {
    const weights = packDepthwiseTaps(kernel, bias);
    const panel = { inChannels: layer.kernelSide ** 2, outChannels: 1 };
    this.addGathering(layer, 'depthwise', weights, panel);
  }

  /** @param panel rows of patches that the product reads, and output channels that it makes of them at a time */
  private addGathering(
    layer: Layer,
    name: 'stem' | 'stem16' | 'convolution' | 'depthwise',
    weights: Float32Array,
    panel: { readonly inChannels: number; readonly outChannels: number },
  ): void {
    const scratch = this.memory.scratch[layer.index]!;
    const { index, from, inSize, outSize, kernelSide, stride, padding } = layer;
    const outPitch = 4 * this.maps[index].pitch;
    const placed = this.allocations.place(weights);
    const call = {
      ...{ input: from === null ? 0 : this.addresses[from], output: this.addresses[index] },
      ...{ product: 0, planes: 0, inPitch: from === null ? 0 : 4 * this.maps[from].pitch },
      ...{ outPitch, inHeight: inSize, inWidth: inSize, inPlanes: layer.inChannels },
      ...{ outHeight: outSize, outWidth: outSize, count: 0, images: this.images },
      ...{ kernelSide, stride, top: padding.top, left: padding.left },
      ...{ paddedWidth: paddedWidth(layer), rows: scratch[0].rows },
    };
    this.add(layer, name, call, (part, thread) => {
      const { patches, planes, patchPitch } = scratch[thread];
      const skipped = name === 'depthwise' ? (part.output - call.output) / outPitch : 0;
      const product = this.record('pointwise', {
        ...{ input: this.arena + patches, output: 0, residual: 0, ...panel, columns: 0 },
        weights: placed + 4 * skipped * (panel.inChannels + 1),
        ...{ inPitch: patchPitch, outPitch, chunk: denseChunk(panel.inChannels) },
        ...LIMITS[layer.activation],
      });
      return { ...part, product, planes: this.arena + planes };
    });
  }

  private addDepthwise(
    layer: Layer,
    { kernel, bias }: FoldedLayer,
    name: 'depthwise1' | 'depthwise2',
  ): void {
    const { inSize, outSize } = layer;
    const isTiny = name === 'depthwise1' && this.images === 1 && inSize === 2;
    const pack = isTiny ? packDepthwise2x2 : packDepthwise;
    this.add(layer, name, {
      ...this.ends(layer),
      weights: this.allocations.place(pack(kernel, bias)),
      channels: layer.outChannels,
      inHeight: inSize,
      inWidth: inSize,
      outHeight: outSize,
      outWidth: outSize,
      inPitch: 4 * this.input(layer).pitch,
      outPitch: 4 * this.maps[layer.index].pitch,
      images: this.images,
      pad: layer.padding.top,
    });
  }

  private addPointwise(layer: Layer, { kernel, bias }: FoldedLayer, choice: Choice): void {
    const { adds, activation, inChannels, outChannels } = layer;
    const { columns, pitch } = this.maps[layer.index];
    const name = choice.kernel;
    const residual = adds === null || activation !== 'linear' ? 0 : this.addresses[adds];
    const ends = { ...this.ends(layer), residual };
    if (name === 'pointwiseSmall' || name === 'pointwiseSmall16') {
      const size = name === 'pointwiseSmall' ? 8 : 16;
      const weights = this.allocations.place(packGroups(kernel, bias, size));
      return this.add(layer, name, { ...ends, weights, inChannels, outChannels });
    }
    const inPitch = 4 * this.input(layer).pitch;
    const shape = { inChannels, outChannels, columns, inPitch, outPitch: 4 * pitch };
    const { chunk } = choice;
    if (name === 'pointwise' || name === 'pointwise16') {
      const widthOf = name === 'pointwise' ? panelWidth : panelWidth16;
      const weights = this.allocations.place(packPanels(kernel, bias, widthOf));
      return this.add(layer, name, { ...ends, ...shape, weights, chunk });
    }
    const panels = Array.from({ length: choice.panel ? this.threads : 0 }, () =>
      this.allocations.reserve(4 * chunk * choice.segment),
    );
    const height = name === 'sparseBlock' ? 4 : 1;
    const whole = { ...ends, inPitch, inChannels };
    const segments = segmentsOf(kernel, bias, height, UNROLL[name], choice.segment, whole);
    const calls = segments.map(({ weights, fields }) => ({
      ...{ ...ends, ...shape, ...fields, chunk, panel: panels[0] ?? 0, next: 0 },
      values: this.allocations.place(weights.values),
      indices: this.allocations.place(weights.indices),
      rows: this.allocations.place(weights.rows),
      rowCount: weights.rows.length / 2,
    }));
    const withPanel = <V>(part: V, thread: number) => ({ ...part, panel: panels[thread] ?? 0 });
    // Rows of two segments are shared out differently: threads meet in between.
    if (this.threads > 1) return calls.forEach((call) => this.add(layer, name, call, withPanel));
    const [first, ...others] = calls;
    const next = others.reduceRight(
      (after, call) => this.record('sparse', { ...call, next: after }),
      0,
    );
    return this.add(layer, name, { ...first, next });
  }

  private addPool(layer: Layer): void {
    const { inChannels, inSize } = layer;
    const { input, output } = this.ends(layer);
    const shape = { channels: inChannels, pixels: inSize * inSize, images: this.images };
    this.add(layer, 'pool', { input, output, ...shape, inPitch: 4 * this.input(layer).pitch });
  }

  private addDense(
    { layer, reads }: LayerKernel,
    { kernel, bias }: FoldedLayer,
    name: 'classify' | 'pointwise',
  ): void {
    const { inChannels, outChannels } = layer;
    const ends = this.ends(layer);
    if (name === 'classify') {
      const weights = this.allocations.place(packClassifier(kernel, outChannels));
      const input = reads === 'map' ? this.gathered(layer) : ends.input;
      const shape = { features: upTo4(inChannels), classes: outChannels };
      return this.add(layer, name, {
        ...{ ...ends, input, weights, bias: this.allocations.place(bias), ...shape },
      });
    }
    const pitch = 4 * this.images;
    this.add(layer, name, {
      ...{ ...ends, residual: 0, weights: this.allocations.place(packPanels(kernel, bias)) },
      ...{ inChannels, outChannels, columns: this.images, inPitch: pitch, outPitch: pitch },
      chunk: denseChunk(inChannels),
    });
  }

  /** A map of one pixel and one image has gaps between its channels: they are left out. */
  private gathered(layer: Layer): number {
    const vector = this.reserveVector(layer.inChannels);
    this.addTranspose(layer, layer.from!, vector);
    return vector;
  }

  private addTranspose(layer: Layer, from: number, output: number): void {
    const { channels, pitch, images } = this.maps[from];
    const shape = { rows: channels, columns: images, inPitch: 4 * pitch };
    this.add(layer, 'transpose', { input: this.addresses[from], output, ...shape });
  }

  private addAddition(layer: Layer): void {
    const { index, adds } = layer;
    const { channels, pitch } = this.maps[index];
    const input = this.addresses[index];
    const ends = { input, output: input, residual: this.addresses[adds!] };
    this.add(layer, 'add', { ...ends, count: upTo4(channels * pitch) });
  }

  private input({ from }: Layer): MapLayout {
    return this.maps[from!];
  }

  private ends({ index, from, activation }: Layer) {
    const [input, output] = [this.addresses[from!], this.addresses[index]];
    return { input, output, ...LIMITS[activation] };
  }

  /**
   * A call, shared out among the threads.
   * @param finish what a part does not share with the others: scratch of its own
   */
  private add<N extends KernelName>(
    layer: Layer,
    kernel: N,
    values: CallValues<N>,
    finish: (part: CallValues<N>, thread: number) => CallValues<N> = (part) => part,
  ): void {
    const { parts, follows } =
      this.threads === 1 ? { parts: [values], follows: false } : this.shared(layer, kernel, values);
    const records = parts.map((part, thread) =>
      part === null ? 0 : this.record(kernelRecords[kernel], finish(part, thread)),
    );
    this.calls.push({ kernel, records, layer, follows });
  }

  /**
   * By thread. What a layer computes channel by channel is cut as the call before it, where that was cut between
   * channels: each part then reads what the same part has written, and no thread waits in between.
   */
  private shared<N extends KernelName>(layer: Layer, kernel: N, values: CallValues<N>) {
    const { last } = this;
    const axes = INFERENCE_SPLITS[kernel] as readonly Axis<CallValues<N>>[];
    const { cuts, bounds, parts } = split(axes, values, this.threads, this.heap.memory);
    const readsLast = PER_CHANNEL.includes(kernel) && last?.layer.index === layer.from;
    const follows = readsLast && last.bounds !== null && cuts?.unit === 1;
    // Maps outlive their last reader by one call, not by two: no third call follows.
    this.last = { layer, bounds: cuts?.byChannel && !follows ? bounds : null };
    return { follows, parts: follows ? cut(values, cuts, last.bounds) : parts };
  }

  private record<K extends RecordKind>(kind: K, values: RecordValues<K>): number {
    const address = this.allocations.reserve(recordBytes(kind));
    writeRecord(this.heap.memory, address, kind, values);
    return address;
  }
}

type CallValues<N extends KernelName> = RecordValues<(typeof kernelRecords)[N]>;

/** Kernels that compute a channel from the same channel of the map that they read. */
const PER_CHANNEL: readonly KernelName[] = ['depthwise1', 'depthwise2', 'depthwise', 'pool'];

function upTo4(values: number): number {
  return Math.ceil(values / 4) * 4;
}

/** A linear product adds before it stores, for nothing is clamped in between. */
function addsOnItsWay({ form, layer }: LayerKernel): boolean {
  return form === 'pointwise' && layer.activation === 'linear';
}
