/**
 * From a network to the kernel calls of one training step. Maps are [channel][pixel][image], padded after each channel.
 * Stored for the way back are only the maps before normalisation and the sums of the residual stream.
 */
import { BATCH_NORM_EPSILON, type Layer, type Network } from '../../src/model/network';
import type { Allocations, KernelHeap } from './heap';
import { recordBytes, writeRecord } from './records';
import type { TrainingKernelName } from './trainingKernels';
import type { TrainingParameters } from './trainingParameters';
import {
  trainingRecordBytes,
  writeTrainingRecord,
  type TrainingRecord,
  type TrainingValues,
} from './trainingRecords';

export interface TrainingCall {
  readonly kernel: TrainingKernelName;
  readonly record: number;
  /** Index of the layer that it works for. */
  readonly layer: number;
}

/** Where one map lies; `norm` is the record of the normalisation that its reader applies, or 0. */
interface TrainingMap {
  readonly address: number;
  readonly pitch: number;
  readonly channels: number;
  readonly columns: number;
  readonly norm: number;
}

export interface Workspace {
  readonly images: number;
  /** Height and width of an image. */
  readonly imageSize: number;
  readonly logits: number;
  readonly logitGradients: number;
  /** Bytes from one class to the next in both. */
  readonly logitPitch: number;
  /** Means and inverse deviations of every normalisation, for the check that all are finite. */
  readonly statistics: number;
  readonly statisticCount: number;
}

const CACHE_LINE = 64;
/**
 * Cache lines of padding for rows of at least so many lines. A chunk is a few lines of each of many rows, and all of
 * them must find room in a cache of 1,024 sets: rows 1,025 lines apart would crowd into a few sets.
 */
const PADDING_LINES = [
  [1024, 67],
  [256, 11],
  [0, 1],
] as const;
/** Share of a new batch in the running statistics, as in PyTorch. */
const NORM_MOMENTUM = 0.1;
/** Values of input and output in one chunk of columns: what stays in half a megabyte of cache. */
const PRODUCT_CHUNK_VALUES = 98304;
/** Gradient maps beyond this size are read once for both of their uses; smaller ones stay in the cache anyway. */
const PAIR_BYTES = 4 << 20;
const CORRELATION_CHUNK_VALUES = 81920;

function chunkFor(values: number, rows: number): number {
  return Math.min(1024, Math.max(64, Math.floor(values / rows) & ~31));
}

export class TrainingBuilder {
  readonly forward: TrainingCall[] = [];
  readonly backward: TrainingCall[] = [];
  readonly workspace: Workspace;
  private readonly network: Network;
  private readonly batch: number;
  private readonly parameters: TrainingParameters;
  private readonly allocations: Allocations;
  private readonly memory: WebAssembly.Memory;
  private readonly panels: number;
  private readonly sums: number;
  private readonly scratch: number;
  private readonly inPlane: number;
  private readonly outPlane: number;
  private readonly poolScratch: number;
  /** Gradients: of the stream, of a project's map, of a depthwise output, of a depthwise input (or head's map). */
  private readonly streamGradient: number;
  private readonly projectGradient: number;
  private readonly outGradient: number;
  private readonly inGradient: number;
  private readonly norms: number[] = [];

  /** @throws OutOfMemory */
  constructor(
    network: Network,
    batch: number,
    parameters: TrainingParameters,
    allocations: Allocations,
    heap: KernelHeap,
  ) {
    this.network = network;
    this.batch = batch;
    this.parameters = parameters;
    this.allocations = allocations;
    this.memory = heap.memory;
    const { layers, config } = network;
    const values = (of: (layer: Layer) => number) => Math.max(...layers.map(of));
    const outMap = (l: Layer) => l.outChannels * this.pitch(l.outSize);
    const isProject = (l: Layer) => l.kind === 'pointwise' && l.activation === 'linear';
    const isDepthwise = (l: Layer) => l.kind === 'depthwise';
    const reserve = (bytes: number) => allocations.reserve(bytes);
    this.panels = reserve(4 * values((l) => (l.inChannels + 1) * (l.outChannels + 1)));
    this.sums = reserve(16 * values((l) => l.outChannels));
    this.scratch = reserve(this.scratchBytes());
    const plane = (size: number) => 4 * (size + 2) ** 2 * batch;
    this.inPlane = reserve(plane(values((l) => (isDepthwise(l) ? l.inSize : 0))));
    this.outPlane = reserve(plane(values((l) => (isDepthwise(l) ? l.outSize : 0))));
    this.poolScratch = reserve(this.pitch(layers[layers.length - 2].outSize));
    this.streamGradient = reserve(values((l) => (isProject(l) ? outMap(l) : 0)));
    this.projectGradient = reserve(values((l) => (isProject(l) ? outMap(l) : 0)));
    this.outGradient = reserve(values((l) => (isDepthwise(l) ? outMap(l) : 0)));
    this.inGradient = reserve(values((l) => (isProject(l) || isDepthwise(l) ? 0 : outMap(l))));
    const logitPitch = this.pitchOf(batch);
    const statisticCount = layers.reduce((sum, l) => sum + l.outChannels, 0);
    this.workspace = {
      images: reserve(4 * 3 * batch * config.inputSize ** 2),
      imageSize: config.inputSize,
      logits: reserve(config.classes * logitPitch),
      logitGradients: reserve(config.classes * logitPitch),
      logitPitch,
      statistics: reserve(4 * 4 * statisticCount),
      statisticCount,
    };
    this.build();
  }

  private build(): void {
    const streams = new Map<number, TrainingMap>();
    let map: TrainingMap = { address: 0, pitch: 0, channels: 0, columns: 0, norm: 0 };
    // Layers run backwards later: each gives its calls of the way back as one group.
    const groups: TrainingCall[][] = [];
    for (const layer of this.network.layers) {
      const group: TrainingCall[] = [];
      groups.unshift(group);
      if (layer.kind === 'stem') map = this.stem(layer, group);
      else if (layer.kind === 'depthwise') map = this.depthwise(layer, map, group);
      else if (layer.kind === 'classifier') this.classifier(layer, map, group);
      else if (layer.activation === 'relu6') map = this.expand(layer, map, group);
      else {
        const residual = layer.residualFrom === null ? null : streams.get(layer.residualFrom)!;
        map = this.project(layer, map, residual, group);
        streams.set(layer.index, map);
      }
    }
    this.backward.push(...groups.flat());
  }

  private stem(layer: Layer, backward: TrainingCall[]): TrainingMap {
    const map = this.newMap(layer);
    const { batch } = this;
    const columns = layer.outSize * batch;
    const patchPitch = this.pitchOf(columns);
    const planes = this.allocations.reserve(4 * 3 * (layer.inSize + 2) ** 2 * batch);
    const patches = this.allocations.reserve(27 * patchPitch);
    const patchMap = { address: patches, pitch: patchPitch, channels: 27, columns, norm: 0 };
    const right = { ...patchMap };
    const left = { ...map, address: this.inGradient, norm: 0, columns };
    const record = this.record('stemTraining', {
      ...{ images: this.workspace.images, planes, patches, patchPitch },
      product: this.productRecord(patchMap, { ...map, columns }, { sums: true }),
      correlation: this.correlationRecord(layer, left, right, 'left'),
      ...{ output: map.address, outputGradient: this.inGradient },
      ...{ inSize: layer.inSize, outSize: layer.outSize, count: batch, stride: layer.stride },
    });
    this.packForward(layer, 27);
    this.push(this.forward, 'stemForward', record, layer);
    this.finishNorm(layer);
    this.push(backward, 'stemFilterGradient', record, layer);
    return map;
  }

  private expand(layer: Layer, input: TrainingMap, backward: TrainingCall[]): TrainingMap {
    const map = this.newMap(layer);
    this.packForward(layer, layer.inChannels);
    const forward = this.productRecord(input, map, { sums: true });
    this.push(this.forward, 'product', forward, layer);
    this.finishNorm(layer);
    // The reader of the map leaves its gradient, already through the normalisation, in inGradient.
    const gradient = { ...map, address: this.inGradient, norm: 0 };
    const correlation = this.correlationRecord(layer, gradient, input, 'left');
    const below = { ...input, address: this.streamGradient };
    // The layer before is the project layer whose output this one reads.
    const added = this.network.layers.some((l) => l.residualFrom === layer.index - 1);
    this.packBackward(layer, backward);
    const product = this.productRecord(gradient, below, { sums: false, added });
    if (map.channels * map.pitch > PAIR_BYTES) {
      const chunk = chunkFor(PRODUCT_CHUNK_VALUES, input.channels + map.channels);
      const pair = this.record('pair', { correlation, product, columns: map.columns, chunk });
      this.push(backward, 'correlateAndProduct', pair, layer);
    } else {
      this.push(backward, 'correlate', correlation, layer);
      this.push(backward, 'product', product, layer);
    }
    return map;
  }

  private depthwise(layer: Layer, input: TrainingMap, backward: TrainingCall[]): TrainingMap {
    const map = this.newMap(layer);
    const { parameters } = this;
    const kernel = parameters.offset(layer.index, 'kernel');
    const record = this.record('depthwiseTraining', {
      ...{ input: input.address, output: map.address, inPitch: input.pitch, outPitch: map.pitch },
      ...{ outputGradient: this.outGradient, inputGradient: this.inGradient },
      ...{ outGradientPitch: map.pitch, inGradientPitch: input.pitch },
      ...{ inputNorm: input.norm, outputNorm: map.norm },
      kernel: parameters.weightsAt + kernel,
      kernelGradient: parameters.gradientsAt + kernel,
      ...{ inPlane: this.inPlane, outPlane: this.outPlane, channels: layer.outChannels },
      ...{ inSize: layer.inSize, outSize: layer.outSize, images: this.batch, stride: layer.stride },
    });
    this.push(this.forward, 'depthwiseForward', record, layer);
    this.finishNorm(layer);
    this.push(backward, 'depthwiseBackward', record, layer);
    return map;
  }

  private project(
    layer: Layer,
    input: TrainingMap,
    residual: TrainingMap | null,
    backward: TrainingCall[],
  ): TrainingMap {
    const map = this.newMap(layer);
    const output = { ...map, address: this.allocations.reserve(map.channels * map.pitch), norm: 0 };
    this.packForward(layer, layer.inChannels);
    const forward = this.productRecord(input, map, { sums: true });
    this.push(this.forward, 'product', forward, layer);
    this.finishNorm(layer);
    const linear = this.record('linear', {
      ...{ norm: map.norm, input: map.address, output: output.address },
      ...{ residual: residual?.address ?? 0, gradient: this.streamGradient },
      ...{ inputGradient: this.projectGradient, pitch: map.pitch, columns: map.columns },
    });
    this.push(this.forward, 'linearForward', linear, layer);
    this.push(backward, 'linearBackward', linear, layer);
    const gradient = { ...map, address: this.projectGradient, norm: 0 };
    const correlation = this.correlationRecord(layer, input, gradient, 'right');
    this.push(backward, 'correlate', correlation, layer);
    const below = { ...input, address: this.outGradient, norm: 0 };
    this.inputGradient(layer, gradient, below, backward);
    return output;
  }

  private classifier(layer: Layer, input: TrainingMap, backward: TrainingCall[]): void {
    const { workspace, batch } = this;
    const pitch = workspace.logitPitch;
    const rows = { pitch, columns: batch, norm: 0 };
    const room = () => this.allocations.reserve(input.channels * pitch);
    const pooled = { ...rows, address: room(), channels: input.channels };
    const pooledGradient = { ...pooled, address: room() };
    const pool = this.record('poolTraining', {
      ...{ norm: input.norm, input: input.address, output: pooled.address },
      ...{ gradient: pooledGradient.address, inputGradient: this.inGradient },
      ...{ scratch: this.poolScratch, inPitch: input.pitch, outPitch: pitch },
      ...{ gradientPitch: input.pitch, pixels: input.columns / batch, images: batch },
    });
    this.push(this.forward, 'poolForward', pool, layer);
    this.packForward(layer, layer.inChannels);
    const logits = { ...rows, address: workspace.logits, channels: layer.outChannels };
    const forward = this.productRecord(pooled, logits, { sums: false });
    this.push(this.forward, 'product', forward, layer);
    const gradient = { ...logits, address: workspace.logitGradients };
    const correlation = this.correlationRecord(layer, pooled, gradient, 'right');
    this.push(backward, 'correlate', correlation, layer);
    this.inputGradient(layer, gradient, pooledGradient, backward);
    this.push(backward, 'poolBackward', pool, layer);
  }

  private newMap(layer: Layer): TrainingMap {
    const pitch = this.pitch(layer.outSize);
    return {
      address: this.allocations.reserve(layer.outChannels * pitch),
      pitch,
      channels: layer.outChannels,
      columns: layer.outSize ** 2 * this.batch,
      norm: this.normRecord(layer),
    };
  }

  private normRecord(layer: Layer): number {
    const { parameters, workspace } = this;
    const { index, outChannels } = layer;
    const before = this.network.layers.slice(0, index).reduce((sum, l) => sum + l.outChannels, 0);
    const statistic = (i: number) =>
      workspace.statistics + 4 * (i * workspace.statisticCount + before);
    const gamma = parameters.offset(index, 'gamma');
    const beta = parameters.offset(index, 'beta');
    const running = parameters.runningAt(index);
    return (this.norms[index] = this.record('norm', {
      ...{ sums: this.sums, mean: statistic(0), inverse: statistic(1) },
      ...{ scale: statistic(2), shift: statistic(3) },
      ...{ gamma: parameters.weightsAt + gamma, beta: parameters.weightsAt + beta },
      gammaGradient: parameters.gradientsAt + gamma,
      betaGradient: parameters.gradientsAt + beta,
      ...{ runningMean: running.mean, runningVariance: running.variance },
      ...{ channels: outChannels, count: layer.outSize ** 2 * this.batch },
      ...{ epsilon: BATCH_NORM_EPSILON, momentum: NORM_MOMENTUM },
    }));
  }

  private finishNorm(layer: Layer): void {
    this.push(this.forward, 'finishNorm', this.norms[layer.index], layer);
  }

  private packForward(layer: Layer, inChannels: number): void {
    const { parameters } = this;
    const bias = layer.kind === 'classifier';
    const record = this.record('pack', {
      kernel: parameters.weightsAt + parameters.offset(layer.index, 'kernel'),
      ...{ inStride: 4 * layer.outChannels, outStride: 4 },
      ...{ inChannels, outChannels: layer.outChannels, panels: this.panels },
      bias: bias ? parameters.weightsAt + parameters.offset(layer.index, 'bias') : 0,
    });
    this.push(this.forward, 'packPanels', record, layer);
  }

  /** The gradient of a 1×1 convolution's input: the transposed weights on the gradient of its output. */
  private inputGradient(
    layer: Layer,
    gradient: TrainingMap,
    below: TrainingMap,
    backward: TrainingCall[],
  ): void {
    this.packBackward(layer, backward);
    this.push(backward, 'product', this.productRecord(gradient, below, { sums: false }), layer);
  }

  private packBackward(layer: Layer, backward: TrainingCall[]): void {
    const { parameters } = this;
    const pack = this.record('pack', {
      kernel: parameters.weightsAt + parameters.offset(layer.index, 'kernel'),
      ...{ inStride: 4, outStride: 4 * layer.outChannels, bias: 0, panels: this.panels },
      ...{ inChannels: layer.outChannels, outChannels: layer.inChannels },
    });
    this.push(backward, 'packPanels', pack, layer);
  }

  private productRecord(
    input: TrainingMap,
    output: TrainingMap,
    { sums, added = false }: { sums: boolean; added?: boolean },
  ): number {
    const chunk = chunkFor(PRODUCT_CHUNK_VALUES, input.channels + output.channels);
    const product = this.allocations.reserve(recordBytes('pointwise'));
    writeRecord(this.memory, product, 'pointwise', {
      ...{ input: 0, output: 0, residual: 0, weights: this.panels, columns: 0, chunk: 0 },
      ...{ inChannels: input.channels, outChannels: output.channels },
      ...{ inPitch: input.pitch, outPitch: output.pitch, low: -Infinity, high: Infinity },
    });
    return this.record('product', {
      ...{ product, norm: input.norm, input: input.address, inPitch: input.pitch },
      ...{ output: output.address, added: added ? output.address : 0 },
      ...{ scratch: this.scratch, scratchPitch: this.pitchOf(chunk) },
      ...{ sums: sums ? this.sums : 0, columns: output.columns, chunk },
    });
  }

  /** @param outputSide which of the two is the layer's output: its kernel is [in][out] */
  private correlationRecord(
    layer: Layer,
    left: TrainingMap,
    right: TrainingMap,
    outputSide: 'left' | 'right',
  ): number {
    const chunk = chunkFor(CORRELATION_CHUNK_VALUES, right.channels);
    const along = (side: 'left' | 'right') => (side === outputSide ? 4 : 4 * layer.outChannels);
    const { parameters } = this;
    return this.record('correlation', {
      ...{ left: left.address, leftPitch: left.pitch, leftRows: left.channels, norm: left.norm },
      ...{ right: right.address, rightPitch: right.pitch, rightRows: right.channels },
      ...{ scratch: this.scratch, scratchPitch: this.pitchOf(chunk) },
      gradient: parameters.gradientsAt + parameters.offset(layer.index, 'kernel'),
      ...{ leftStride: along('left'), rightStride: along('right') },
      ...{ columns: left.columns, chunk, accumulate: 0 },
    });
  }

  private record<K extends TrainingRecord>(kind: K, values: TrainingValues<K>): number {
    const address = this.allocations.reserve(trainingRecordBytes(kind));
    writeTrainingRecord(this.memory, address, kind, values);
    return address;
  }

  private push(
    calls: TrainingCall[],
    kernel: TrainingKernelName,
    record: number,
    layer: Layer,
  ): void {
    calls.push({ kernel, record, layer: layer.index });
  }

  private pitch(size: number): number {
    return this.pitchOf(size * size * this.batch);
  }

  private pitchOf(columns: number): number {
    const lines = Math.ceil((4 * columns) / CACHE_LINE);
    const [, padding] = PADDING_LINES.find(([least]) => lines >= least)!;
    return CACHE_LINE * (lines + padding);
  }

  /** Room for a chunk of any product's input, and for six rows of any correlation's. */
  private scratchBytes(): number {
    const product = this.network.layers.map(
      (l) =>
        l.inChannels * this.pitchOf(chunkFor(PRODUCT_CHUNK_VALUES, l.inChannels + l.outChannels)),
    );
    return Math.max(...product, 6 * this.pitchOf(1024));
  }
}
