/** Lays an int8 network out in the heap: maps and their lifetimes first, then one call record after the other. */
import type { Layer } from '../../../src/model/network';
import { additionOf, clampOf, productFactors } from '../../../src/quantisation/arithmetic';
import type {
  QuantisedLayer,
  QuantisedNetwork,
  TensorScale,
} from '../../../src/quantisation/quantisedNetwork';
import type { LayerForm } from '../inference/layerForms';
import type { Allocations, KernelHeap } from '../memory/heap';
import type { QuadLayout } from '../memory/quadLayout';
import { split, type Axis } from '../threads/split';
import { denseChunk, sparseChunk, sparseFrom } from './choose';
import { int8KernelRecords, type Int8KernelName } from './kernels';
import { storedNumber, SUFFIX, type Multiplication } from './multiplication';
import {
  packDepthwise,
  packProduct,
  packSparse,
  patchKernel,
  SPARSE_SCRATCH_BYTES,
  zeroQuadShare,
  type Int8Weights,
} from './packing';
import { outputPlaces, planeFields, TURN } from './planes';
import { int8Memory, patchLayout, planeRoom, type Int8Memory } from './programMemory';
import {
  int8RecordBytes,
  stageFields,
  writeInt8Record,
  type Int8Record,
  type Int8Values,
} from './records';
import { INT8_SPLITS } from './splits';

export interface Int8Call {
  readonly kernel: Int8KernelName;
  /** Addresses of the call records, one a thread; 0 where there is nothing left for it. */
  readonly records: readonly number[];
  /** That it computes; null for what happens to the image before. */
  readonly layer: Layer | null;
}

/** No activation. */
const WHOLE = { low: -128, high: 127 } as const;

export class Int8ProgramBuilder {
  readonly calls: Int8Call[] = [];
  readonly images: number;
  private readonly quantised: QuantisedNetwork;
  private readonly forms: readonly LayerForm[];
  private readonly multiplication: Multiplication;
  private readonly threads: number;
  private readonly products: 'dense' | 'sparse' | undefined;
  private readonly heap: KernelHeap;
  private readonly allocations: Allocations;
  private readonly memory: Int8Memory;
  private readonly arena: number;

  /** @throws OutOfMemory */
  constructor(
    quantised: QuantisedNetwork,
    forms: readonly LayerForm[],
    images: number,
    multiplication: Multiplication,
    heap: KernelHeap,
    allocations: Allocations,
    { products, threads }: { readonly products?: 'dense' | 'sparse'; readonly threads: number },
  ) {
    this.threads = threads;
    this.products = products;
    this.images = images;
    this.quantised = quantised;
    this.forms = forms;
    this.multiplication = multiplication;
    this.heap = heap;
    this.allocations = allocations;
    this.memory = int8Memory(quantised.network, forms, images, threads);
    this.arena = allocations.reserve(this.memory.arenaBytes);
  }

  /** @throws OutOfMemory */
  build(): void {
    this.addQuantise();
    for (const quantised of this.quantised.layers) {
      this.addLayer(quantised);
      if (quantised.layer.adds !== null) this.addAddition(quantised, quantised.layer.adds);
    }
    this.addScores();
  }

  private addQuantise(): void {
    const { image, network } = this.quantised;
    const { columns, pitch } = this.memory.image;
    this.add(null, 'quantise', {
      ...{ ...this.stage(image, WHOLE), input: 0, output: this.arena + this.memory.imageOffset },
      ...{ planes: network.input.planes, columns, outPitch: pitch, scale: 1 / image.scale },
    });
  }

  private addLayer(quantised: QuantisedLayer): void {
    const { form } = this.forms[quantised.layer.index];
    switch (form) {
      case 'stem':
      case 'convolution':
        return this.addConvolution(quantised);
      case 'pointwise':
      case 'dense':
        return this.addProduct(quantised, weightsOf(quantised), this.source(quantised.layer));
      case 'depthwise3':
      case 'depthwise':
        return this.addDepthwise(quantised);
      case 'pool':
        return this.addPool(quantised);
    }
  }

  private addConvolution(quantised: QuantisedLayer): void {
    const { layer } = quantised;
    const rows = patchLayout(layer, this.images);
    const address = this.arena + this.memory.patchOffsets[layer.index];
    const stage = this.stage(quantised.input, WHOLE);
    this.add(
      layer,
      'patches',
      {
        ...{ ...stage, ...this.planes(quantised), output: address, outPitch: rows.pitch },
      },
      this.ownPlanes(layer),
    );
    const { outChannels, kernelSide } = layer;
    const weights = weightsOf(quantised);
    const kernel = patchKernel(weights.kernel, kernelSide, outChannels);
    this.addProduct(quantised, { ...weights, kernel }, { ...rows, address });
  }

  private addProduct(
    quantised: QuantisedLayer,
    weights: Int8Weights,
    from: QuadLayout & { readonly address: number },
  ): void {
    const { layer } = quantised;
    const to = this.memory.maps[layer.index];
    if (this.isSparse(weights.kernel, layer.outChannels, to.columns)) {
      return this.addSparse(quantised, weights, from);
    }
    const packed = this.allocations.place(packProduct(weights, this.multiplication));
    const fields = {
      ...{ ...this.outputStage(quantised), input: from.address, output: this.address(layer.index) },
      ...{ weights: packed, inQuads: from.quads, outQuads: to.quads },
      ...{ inPitch: from.pitch, outPitch: to.pitch },
    };
    const suffix = SUFFIX[this.multiplication.way];
    if (to.columns === 1) return this.add(layer, `vector${suffix}`, fields);
    this.add(layer, `product${suffix}`, {
      ...{ ...fields, columns: to.columns, chunk: denseChunk(from.quads) },
    });
  }

  private addSparse(
    quantised: QuantisedLayer,
    weights: Int8Weights,
    from: QuadLayout & { readonly address: number },
  ): void {
    const { layer } = quantised;
    const to = this.memory.maps[layer.index];
    const { headers, counts, entries } = packSparse(weights, from.pitch, this.multiplication);
    this.add(
      layer,
      `sparse${SUFFIX[this.multiplication.way]}`,
      {
        ...{
          ...this.outputStage(quantised),
          input: from.address,
          output: this.address(layer.index),
        },
        ...{ headers: this.allocations.place(headers), counts: this.allocations.place(counts) },
        ...{ entries: this.allocations.place(entries), outQuads: to.quads, columns: to.columns },
        ...{ outPitch: to.pitch, chunk: sparseChunk(from.quads) },
        scratch: 0,
      },
      (part) => ({ ...part, scratch: this.allocations.reserve(SPARSE_SCRATCH_BYTES) }),
    );
  }

  private isSparse(kernel: Int8Array, outChannels: number, columns: number): boolean {
    if (this.products) return this.products === 'sparse';
    return zeroQuadShare(kernel, outChannels) >= sparseFrom(columns);
  }

  private addDepthwise(quantised: QuantisedLayer): void {
    const { layer } = quantised;
    const packed = packDepthwise(weightsOf(quantised), layer.kernelSide, this.multiplication);
    const places = outputPlaces(layer, this.images);
    this.add(
      layer,
      `depthwise${SUFFIX[this.multiplication.way]}`,
      {
        ...{ ...this.outputStage(quantised), ...this.planes(quantised) },
        ...{ output: this.address(layer.index), outPitch: this.memory.maps[layer.index].pitch },
        weights: this.allocations.place(packed),
        ...{ places: this.allocations.place(places), columns: places.length, turn: TURN },
      },
      this.ownPlanes(layer),
    );
  }

  private addPool(quantised: QuantisedLayer): void {
    const { layer } = quantised;
    const { address, quads, pitch } = this.source(layer);
    const ends = { input: address, output: this.address(layer.index) };
    const { images } = this;
    const shape = { quads, images, pixels: layer.inSize ** 2, inPitch: pitch };
    const outPitch = this.memory.maps[layer.index].pitch;
    this.add(layer, 'pool', { ...this.outputStage(quantised), ...ends, ...shape, outPitch });
  }

  private addAddition({ layer, output, sum }: QuantisedLayer, adds: number): void {
    const { quads, pitch } = this.memory.maps[layer.index];
    const input = this.address(layer.index);
    this.add(layer, 'add', {
      ...{ ...this.stage(sum, WHOLE), input, output: input, residual: this.address(adds) },
      ...{ ...additionOf(output, this.quantised.layers[adds].sum, sum), bytes: quads * pitch },
    });
  }

  private addScores(): void {
    const { layers, network } = this.quantised;
    const { layer, sum } = layers[layers.length - 1];
    this.add(layer, 'scores', {
      ...{ ...this.stage(sum, WHOLE), input: this.address(layer.index), output: 0 },
      ...{ classes: network.classes, images: this.images, scale: sum.scale },
      inPitch: this.memory.maps[layer.index].pitch,
    });
  }

  /** What a convolution reads, and the room that it needs for it. */
  private planes({ layer, input }: QuantisedLayer) {
    const { address, quads, pitch } = this.source(layer);
    return {
      ...{ input: address, planes: this.arena + this.memory.planeOffsets[layer.index], quads },
      ...{ ...planeFields(layer, this.images), inPitch: pitch },
      padding: storedNumber(input.zeroPoint, this.multiplication),
    };
  }

  private source({ from }: Layer): QuadLayout & { readonly address: number } {
    const { image, imageOffset, maps } = this.memory;
    if (from === null) return { ...image, address: this.arena + imageOffset };
    return { ...maps[from], address: this.address(from) };
  }

  private address(layer: number): number {
    return this.arena + this.memory.mapOffsets[layer];
  }

  private outputStage({ layer, output }: QuantisedLayer) {
    return this.stage(output, clampOf(layer.activation, output));
  }

  private stage(
    { zeroPoint }: TensorScale,
    clamp: { readonly low: number; readonly high: number },
  ) {
    return stageFields({ zeroPoint, ...clamp }, this.multiplication);
  }

  /**
   * A call, shared out among the threads.
   * @param finish what a part does not share with the others: scratch of its own
   */
  private add<N extends Int8KernelName>(
    layer: Layer | null,
    kernel: N,
    values: CallValues<N>,
    finish: (part: CallValues<N>, thread: number) => CallValues<N> = (part) => part,
  ): void {
    const axes = INT8_SPLITS[kernel] as readonly Axis<CallValues<N>>[];
    const { parts } = split(axes, values, this.threads, this.heap.memory);
    const records = parts.map((part, thread) =>
      part === null ? 0 : this.record(int8KernelRecords[kernel], finish(part, thread)),
    );
    this.calls.push({ kernel, records, layer });
  }

  /** Planes that no other thread writes. */
  private ownPlanes(layer: Layer) {
    const room = planeRoom(layer, this.images);
    return <V extends { readonly planes: number }>(part: V, thread: number): V => ({
      ...part,
      planes: part.planes + thread * room,
    });
  }

  private record(kind: Int8Record, values: Readonly<Record<string, number>>): number {
    const address = this.allocations.reserve(int8RecordBytes(kind));
    writeInt8Record(this.heap.memory, address, kind, values as never);
    return address;
  }
}

type CallValues<N extends Int8KernelName> = Int8Values<(typeof int8KernelRecords)[N]>;

function weightsOf({ kernel, kernelScales, bias, input, output }: QuantisedLayer): Int8Weights {
  const factors = productFactors(input, kernelScales, output);
  return { kernel, bias, factors, zeroPoint: input.zeroPoint };
}
