/**
 * From a network to the kernel calls of a forward pass in training mode. A layer's map is stored before its
 * normalisation; the reader normalises and activates it on the way in. Only the residual stream is stored normalised.
 */
import { hasNorm } from '../../../src/model/costs';
import type { Layer } from '../../../src/model/network';
import type { CallBuilder, TrainingCall } from './calls';
import { pitchOf, type TrainingMap } from './maps';

/** Addresses for maps; the pass itself needs a map no longer than until the layer that reads it last. */
export interface MapRoom {
  /** For a layer's map before its normalisation. */
  map(layer: Layer, bytes: number): number;
  /** For a project layer's output, which may lie where its map lies. */
  output(layer: Layer, bytes: number): number;
}

export interface Logits {
  readonly address: number;
  /** Bytes from one class to the next. */
  readonly pitch: number;
}

/** A layer of the forward pass, as the way back needs it. */
export interface ForwardStep {
  readonly layer: Layer;
  readonly input: TrainingMap;
  /** The map that it computes; the classifier's are the logits. */
  readonly map: TrainingMap;
  /** Of its own kernel (not of a product), whose fields for the way back are still 0; else 0. */
  readonly record: number;
  /** Stem: the patches of one output row. Classifier: the pooled map. */
  readonly gathered: TrainingMap | null;
}

/** Share of a new batch in the running statistics, as in PyTorch. */
const NORM_MOMENTUM = 0.1;

export class ForwardPass {
  readonly calls: TrainingCall[] = [];
  readonly steps: ForwardStep[] = [];
  /** [batch][size][size][3] */
  readonly images: number;
  /** Means, inverse deviations, scales and shifts of all normalisations, `statisticCount` values each. */
  readonly statistics: number;
  readonly statisticCount: number;
  /** Records of the normalisations, in the order of the layers. */
  readonly norms: number[] = [];
  private readonly calling: CallBuilder;
  private readonly room: MapRoom;
  private statisticsUsed = 0;

  /**
   * @param logits null leaves out the classifier
   * @throws OutOfMemory
   */
  constructor(calling: CallBuilder, room: MapRoom, logits: Logits | null) {
    const { network, batch, allocations } = calling;
    this.calling = calling;
    this.room = room;
    this.images = allocations.reserve(4 * 3 * batch * network.input.size ** 2);
    this.statisticCount = network.layers.filter(hasNorm).reduce((sum, l) => sum + l.outChannels, 0);
    this.statistics = allocations.reserve(4 * 4 * this.statisticCount);
    this.build(logits);
  }

  private build(logits: Logits | null): void {
    const streams = new Map<number, TrainingMap>();
    let map: TrainingMap = { address: this.images, pitch: 0, channels: 3, columns: 0, norm: 0 };
    for (const layer of this.calling.network.layers) {
      // The dense layer pools what it reads.
      if (layer.kind === 'pool') continue;
      if (layer.kind === 'convolution') map = this.stem(layer, map);
      else if (layer.kind === 'depthwise') map = this.depthwise(layer, map);
      else if (layer.kind === 'dense') {
        if (logits) this.classifier(layer, map, logits);
      } else if (layer.activation === 'relu6') map = this.expand(layer, map);
      else {
        const residual = layer.adds === null ? null : streams.get(layer.adds)!;
        map = this.project(layer, map, residual);
        streams.set(layer.index, map);
      }
    }
  }

  private stem(layer: Layer, input: TrainingMap): TrainingMap {
    const { allocations, batch } = this.calling;
    const map = this.newMap(layer);
    const columns = layer.outSize * batch;
    const pitch = pitchOf(columns);
    const address = allocations.reserve(27 * pitch);
    const patches = { address, pitch, channels: 27, columns, norm: 0 };
    const record = this.calling.record('stemTraining', {
      ...{ images: input.address, patches: address, patchPitch: pitch },
      planes: allocations.reserve(4 * 3 * (layer.inSize + 2) ** 2 * batch),
      product: this.calling.product(patches, { ...map, columns }, { sums: true }),
      ...{ correlation: 0, output: map.address, outputGradient: 0 },
      ...{ inSize: layer.inSize, outSize: layer.outSize, count: batch, stride: layer.stride },
    });
    this.calls.push(
      this.calling.packForward(layer, 27),
      this.calling.call('stemForward', record, layer),
      this.finishNorm(layer, map),
    );
    this.steps.push({ layer, input, map, record, gathered: patches });
    return map;
  }

  private expand(layer: Layer, input: TrainingMap): TrainingMap {
    const map = this.newMap(layer);
    this.product(layer, input, map);
    this.steps.push({ layer, input, map, record: 0, gathered: null });
    return map;
  }

  private depthwise(layer: Layer, input: TrainingMap): TrainingMap {
    const map = this.newMap(layer);
    const { calling } = this;
    const record = calling.record('depthwiseTraining', {
      ...{ input: input.address, output: map.address, inPitch: input.pitch, outPitch: map.pitch },
      ...{ outputGradient: 0, inputGradient: 0, outGradientPitch: 0, inGradientPitch: 0 },
      ...{ inputNorm: input.norm, outputNorm: map.norm },
      kernel: calling.values.weightsAt + calling.values.offset(layer.index, 'kernel'),
      ...{ kernelGradient: 0, inPlane: calling.inPlane, outPlane: calling.outPlane },
      ...{ channels: layer.outChannels, inSize: layer.inSize, outSize: layer.outSize },
      ...{ images: calling.batch, stride: layer.stride },
    });
    this.calls.push(calling.call('depthwiseForward', record, layer), this.finishNorm(layer, map));
    this.steps.push({ layer, input, map, record, gathered: null });
    return map;
  }

  private project(layer: Layer, input: TrainingMap, residual: TrainingMap | null): TrainingMap {
    const map = this.newMap(layer);
    const output = { ...map, address: this.room.output(layer, map.channels * map.pitch), norm: 0 };
    this.product(layer, input, map);
    const record = this.calling.record('linear', {
      ...{ norm: map.norm, input: map.address, output: output.address },
      ...{ residual: residual?.address ?? 0, gradient: 0, inputGradient: 0 },
      ...{ pitch: map.pitch, columns: map.columns },
    });
    this.calls.push(this.calling.call('linearForward', record, layer));
    this.steps.push({ layer, input, map, record, gathered: null });
    return output;
  }

  private product(layer: Layer, input: TrainingMap, map: TrainingMap): void {
    const product = this.calling.product(input, map, { sums: true });
    this.calls.push(
      this.calling.packForward(layer, layer.inChannels),
      this.calling.call('product', product, layer),
      this.finishNorm(layer, map),
    );
  }

  private classifier(layer: Layer, input: TrainingMap, { address, pitch }: Logits): void {
    const { calling } = this;
    const { allocations, batch } = calling;
    const rows = { pitch, columns: batch, norm: 0 };
    const pooledAt = allocations.reserve(input.channels * pitch);
    const pooled = { ...rows, address: pooledAt, channels: input.channels };
    const map = { ...rows, address, channels: layer.outChannels };
    const record = calling.record('poolTraining', {
      ...{ norm: input.norm, input: input.address, output: pooledAt, gradient: 0 },
      ...{ inputGradient: 0, scratch: allocations.reserve(input.pitch), inPitch: input.pitch },
      ...{ outPitch: pitch, gradientPitch: 0, pixels: input.columns / batch, images: batch },
    });
    this.calls.push(
      calling.call('poolForward', record, layer),
      calling.packForward(layer, layer.inChannels),
      calling.call('product', calling.product(pooled, map, { sums: false }), layer),
    );
    this.steps.push({ layer, input, map, record, gathered: pooled });
  }

  private newMap(layer: Layer): TrainingMap {
    const columns = layer.outSize ** 2 * this.calling.batch;
    const pitch = pitchOf(columns);
    const channels = layer.outChannels;
    const address = this.room.map(layer, channels * pitch);
    return { address, pitch, channels, columns, norm: this.norm(layer, columns) };
  }

  private norm({ index, outChannels, epsilon }: Layer, count: number): number {
    const { values, sums } = this.calling;
    const first = this.statisticsUsed;
    this.statisticsUsed += outChannels;
    const statistic = (i: number) => this.statistics + 4 * (i * this.statisticCount + first);
    const gamma = values.offset(index, 'gamma');
    const beta = values.offset(index, 'beta');
    const running = values.runningAt(index);
    const record = this.calling.record('norm', {
      ...{ sums, mean: statistic(0), inverse: statistic(1), scale: statistic(2) },
      ...{ shift: statistic(3), gamma: values.weightsAt + gamma, beta: values.weightsAt + beta },
      gammaGradient: values.gradientsAt + gamma,
      betaGradient: values.gradientsAt + beta,
      ...{ runningMean: running.mean, runningVariance: running.variance },
      ...{ channels: outChannels, count, epsilon: epsilon!, momentum: NORM_MOMENTUM },
    });
    this.norms.push(record);
    return record;
  }

  private finishNorm(layer: Layer, { norm }: TrainingMap): TrainingCall {
    return this.calling.call('finishNorm', norm, layer);
  }
}
