/**
 * From a network to the kernel calls of a forward pass in training mode. A layer's map is stored before its
 * normalisation; the reader normalises and activates it on the way in. Stored as it comes out is only what is linear, what
 * adds, what is added, what was pooled and the scores.
 */
import { hasNorm, hasWeights } from '../../../src/model/costs';
import type { Activation, Layer } from '../../../src/model/network';
import { clampOf, dequantise } from '../../../src/quantisation/arithmetic';
import type { TensorScale } from '../../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../../src/quantisation/ranges';
import type { CallBuilder, TrainingCall } from './calls';
import { pitchOf, type TrainingMap } from './maps';
import { layerRoles, type LayerRole } from './roles';

/** Addresses for maps; the pass itself needs a map no longer than until the layer that reads it last. */
export interface MapRoom {
  /** For a layer's map before its normalisation. */
  map(layer: Layer, bytes: number): number;
  /** For a layer's stored output, which may lie where its map lies. */
  output(layer: Layer, bytes: number): number;
}

/** A layer of the forward pass, as the way back needs it. */
export interface ForwardStep {
  readonly layer: Layer;
  /** What it reads; null for the images. */
  readonly input: TrainingMap | null;
  /** The map that it computes; a pool's is its output. */
  readonly map: TrainingMap;
  /** What its readers read. */
  readonly output: TrainingMap;
  /** Of its own kernel (not of a product), whose fields for the way back are still 0; else 0. */
  readonly record: number;
  /** Of `outputForward`, as far; 0 where the output is not stored. */
  readonly outputRecord: number;
  /** Stem: the patches of one output row. */
  readonly patches: TrainingMap | null;
}

type OwnStep = Pick<ForwardStep, 'map' | 'record' | 'patches'>;

/** Share of a new batch in the running statistics, as in PyTorch. */
const NORM_MOMENTUM = 0.1;

const LIMITS: Readonly<Record<Activation, { low: number; high: number }>> = {
  relu6: { low: 0, high: 6 },
  relu: { low: 0, high: Infinity },
  linear: { low: -Infinity, high: Infinity },
};

/** What an activation lets through, and the steps in which it does. */
function endsOf(activation: Activation, scale: TensorScale | undefined) {
  if (!scale) return { ...LIMITS[activation], step: 0 };
  const { low, high } = clampOf(activation, scale);
  return { low: dequantise(low, scale), high: dequantise(high, scale), step: scale.scale };
}

export class ForwardPass {
  readonly calls: TrainingCall[] = [];
  readonly steps: ForwardStep[] = [];
  readonly roles: readonly LayerRole[];
  /** [batch][size][size][planes] */
  readonly images: number;
  /** Means, inverse deviations, scales and shifts of all layers, `statisticCount` values each. */
  readonly statistics: number;
  readonly statisticCount: number;
  /** Records of the normalisations, in the order of the layers. */
  readonly norms: number[] = [];
  private readonly calling: CallBuilder;
  private readonly room: MapRoom;
  private readonly scales: PerMap<TensorScale> | null;
  private statisticsUsed = 0;

  /**
   * @param until layers to compute, from the first on
   * @param scales of the integers whose values alone the maps may take; null for any value
   * @throws OutOfMemory
   */
  constructor(
    calling: CallBuilder,
    room: MapRoom,
    until: number,
    scales: PerMap<TensorScale> | null = null,
  ) {
    const { network, batch, allocations } = calling;
    const { input, layers } = network;
    this.calling = calling;
    this.room = room;
    this.scales = scales;
    this.roles = layerRoles(layers);
    this.images = allocations.reserve(4 * input.planes * batch * input.size ** 2);
    this.statisticCount = layers
      .filter(hasWeights)
      .reduce((sum, { outChannels }) => sum + outChannels, 0);
    this.statistics = allocations.reserve(4 * 4 * this.statisticCount);
    for (const layer of layers.slice(0, until)) this.addLayer(layer);
  }

  private addLayer(layer: Layer): void {
    const input = layer.from === null ? null : this.steps[layer.from].output;
    if (hasWeights(layer)) this.calls.push(...this.calling.roundKernel(layer));
    const step = this.stepOf(layer, input);
    const { stored } = this.roles[layer.index];
    const storing = stored && hasWeights(layer);
    const { outputRecord, output } = storing
      ? this.store(layer, step.map)
      : { outputRecord: 0, output: step.map };
    this.steps.push({ layer, input, ...step, output, outputRecord });
  }

  private stepOf(layer: Layer, input: TrainingMap | null): OwnStep {
    if (!input) return this.stem(layer);
    switch (layer.kind) {
      case 'depthwise':
        return this.depthwise(layer, input);
      case 'pool':
        return this.pool(layer, input);
      default:
        return this.product(layer, input);
    }
  }

  private stem(layer: Layer): OwnStep {
    const { allocations, batch } = this.calling;
    const { kernelSide, stride, padding, inChannels, inSize, outSize } = layer;
    const map = this.newMap(layer);
    const columns = outSize * batch;
    const pitch = pitchOf(columns);
    const channels = kernelSide ** 2 * inChannels;
    const address = allocations.reserve(channels * pitch);
    const patches = { address, pitch, channels, columns, norm: 0 };
    const side = paddedSide(layer);
    const record = this.calling.record('stemTraining', {
      ...{ images: this.images, patches: address, patchPitch: pitch },
      planes: allocations.reserve(4 * inChannels * side ** 2 * batch),
      product: this.calling.product(patches, { ...map, columns }, { sums: true }),
      ...{ correlation: 0, output: map.address, outputGradient: 0, imagePlanes: inChannels },
      ...{ inSize, outSize, count: batch, kernelSide, stride, side },
      ...{ top: padding.top, left: padding.left },
    });
    this.calls.push(
      this.calling.packForward(layer, channels),
      this.calling.call('stemForward', record, layer),
      this.finishNorm(layer, map),
    );
    return { map, record, patches };
  }

  private depthwise(layer: Layer, input: TrainingMap): OwnStep {
    const map = this.newMap(layer);
    const { calling } = this;
    const { kernelSide, stride, padding, inSize, outSize } = layer;
    const record = calling.record('depthwiseTraining', {
      ...{ input: input.address, output: map.address, inPitch: input.pitch, outPitch: map.pitch },
      ...{ outputGradient: 0, inputGradient: 0, outGradientPitch: 0, inGradientPitch: 0 },
      ...{
        inputNorm: input.norm,
        outputNorm: map.norm,
        kernel: calling.kernelOf(layer),
      },
      ...{ kernelGradient: 0, inPlane: calling.inPlane, outPlane: calling.outPlane },
      ...{ scratch: calling.channel, channels: layer.outChannels, inSize, outSize },
      ...{ images: calling.batch, kernelSide, stride, side: paddedSide(layer) },
      ...{ top: padding.top, left: padding.left, settles: 0, adds: 0 },
    });
    this.calls.push(calling.call('depthwiseForward', record, layer), this.finishNorm(layer, map));
    return { map, record, patches: null };
  }

  private product(layer: Layer, input: TrainingMap): OwnStep {
    const map = this.newMap(layer);
    const product = this.calling.product(input, map, { sums: true });
    this.calls.push(
      this.calling.packForward(layer, layer.inChannels),
      this.calling.call('product', product, layer),
      this.finishNorm(layer, map),
    );
    return { map, record: 0, patches: null };
  }

  private pool(layer: Layer, input: TrainingMap): OwnStep {
    const { calling } = this;
    const { batch, allocations } = calling;
    const map = this.placed(layer, batch, 0);
    const record = calling.record('poolTraining', {
      ...{ norm: input.norm, input: input.address, output: map.address, gradient: 0 },
      ...{ inputGradient: 0, scratch: allocations.reserve(input.pitch), inPitch: input.pitch },
      ...{ outPitch: map.pitch, gradientPitch: 0, channels: input.channels },
      ...{ pixels: input.columns / batch, images: batch, settles: 0, adds: 0 },
      step: this.scales?.outputs[layer.index].scale ?? 0,
    });
    this.calls.push(calling.call('poolForward', record, layer));
    return { map, record, patches: null };
  }

  private store(layer: Layer, map: TrainingMap) {
    const address = this.room.output(layer, map.channels * map.pitch);
    const residual = layer.adds === null ? 0 : this.steps[layer.adds].output.address;
    const outputRecord = this.calling.record('output', {
      ...{ norm: map.norm, input: map.address, output: address, residual },
      ...{ gradient: 0, inputGradient: 0, pitch: map.pitch, columns: map.columns },
      sumStep: this.scales?.sums[layer.index].scale ?? 0,
    });
    this.calls.push(this.calling.call('outputForward', outputRecord, layer));
    return { outputRecord, output: { ...map, address, norm: 0 } };
  }

  private newMap(layer: Layer): TrainingMap {
    const columns = layer.outSize ** 2 * this.calling.batch;
    return this.placed(layer, columns, this.norm(layer, columns));
  }

  private placed(layer: Layer, columns: number, norm: number): TrainingMap {
    const pitch = pitchOf(columns);
    const channels = layer.outChannels;
    return { address: this.room.map(layer, channels * pitch), pitch, channels, columns, norm };
  }

  /** A bias is a normalisation without γ, whose statistics only tell whether all is finite. */
  private norm(layer: Layer, count: number): number {
    const { index, outChannels, epsilon, activation } = layer;
    const { calling } = this;
    const first = this.statisticsUsed;
    this.statisticsUsed += outChannels;
    const statistic = (i: number) => this.statistics + 4 * (i * this.statisticCount + first);
    const normed = hasNorm(layer);
    const shift = normed ? 'beta' : 'bias';
    const running = calling.values.runningAt(index);
    const record = calling.record('norm', {
      ...{ sums: calling.sums, mean: statistic(0), inverse: statistic(1), scale: statistic(2) },
      ...{ shift: statistic(3), gamma: normed ? calling.weightsOf(layer, 'gamma') : 0 },
      beta: calling.weightsOf(layer, shift),
      gammaGradient: normed ? calling.gradientOf(layer, 'gamma') : 0,
      betaGradient: calling.gradientOf(layer, shift),
      ...{ runningMean: running.mean, runningVariance: running.variance },
      ...{ channels: outChannels, count, epsilon: epsilon ?? 1, momentum: NORM_MOMENTUM },
      ...endsOf(activation, this.scales?.outputs[index]),
    });
    this.norms.push(record);
    return record;
  }

  private finishNorm(layer: Layer, { norm }: TrainingMap): TrainingCall {
    return this.calling.call('finishNorm', norm, layer);
  }
}

/** Height and width of a map with the zeros on both sides. */
export function paddedSide({ inSize, padding }: Layer): number {
  return padding.top + inSize + padding.bottom;
}
