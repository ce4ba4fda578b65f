/** From the steps of a forward pass to the kernel calls of the way back. */
import type { Layer } from '../../../src/model/network';
import { productChunk, type CallBuilder, type TrainingCall } from './calls';
import type { ForwardPass, ForwardStep, Logits } from './forward';
import { columnChunk, pitchOf, type TrainingMap } from './maps';

/** Right rows of a correlation in one chunk of columns. */
const CORRELATION_CHUNK_VALUES = 81920;
/** Gradient maps beyond this size are read once for both of their uses; smaller ones stay in the cache anyway. */
const PAIR_BYTES = 4 << 20;

export class BackwardPass {
  readonly calls: readonly TrainingCall[];
  private readonly calling: CallBuilder;
  private readonly logitGradients: Logits;
  /** Gradients: of the stream, of a project's map, of a depthwise output, of a depthwise input (or head's map). */
  private readonly streamGradient: number;
  private readonly projectGradient: number;
  private readonly outGradient: number;
  private readonly inGradient: number;

  /** @throws OutOfMemory */
  constructor(calling: CallBuilder, { steps }: ForwardPass, logitGradients: Logits) {
    const { allocations } = calling;
    const largest = (takesPart: (layer: Layer) => boolean) =>
      allocations.reserve(
        Math.max(
          ...steps.map(({ layer, map }) => (takesPart(layer) ? map.channels * map.pitch : 0)),
        ),
      );
    const isProject = (l: Layer) => l.kind === 'pointwise' && l.activation === 'linear';
    const isDepthwise = (l: Layer) => l.kind === 'depthwise';
    this.calling = calling;
    this.logitGradients = logitGradients;
    this.streamGradient = largest(isProject);
    this.projectGradient = largest(isProject);
    this.outGradient = largest(isDepthwise);
    this.inGradient = largest((l) => !isProject(l) && !isDepthwise(l));
    this.calls = [...steps].reverse().flatMap((step) => this.callsOf(step));
  }

  private callsOf(step: ForwardStep): TrainingCall[] {
    const { kind, activation } = step.layer;
    if (kind === 'convolution') return this.stem(step);
    if (kind === 'depthwise') return this.depthwise(step);
    if (kind === 'dense') return this.classifier(step);
    return activation === 'relu6' ? this.expand(step) : this.project(step);
  }

  private stem({ layer, map, record, gathered }: ForwardStep): TrainingCall[] {
    const patches = gathered!;
    const row = { ...map, address: this.inGradient, norm: 0, columns: patches.columns };
    this.calling.complete(record, 'stemTraining', {
      correlation: this.correlation(layer, row, patches, 'left'),
      outputGradient: this.inGradient,
    });
    return [this.calling.call('stemFilterGradient', record, layer)];
  }

  private expand({ layer, input, map }: ForwardStep): TrainingCall[] {
    const { calling } = this;
    // The reader of the map leaves its gradient, already through the normalisation, in inGradient.
    const gradient = { ...map, address: this.inGradient, norm: 0 };
    const below = { ...input, address: this.streamGradient };
    const correlation = this.correlation(layer, gradient, input, 'left');
    // The layer before is the project layer whose output this one reads.
    const added = calling.network.layers.some((l) => l.adds === layer.index - 1);
    const pack = calling.packBackward(layer);
    const product = calling.product(gradient, below, { sums: false, added });
    if (map.channels * map.pitch <= PAIR_BYTES) {
      return [
        pack,
        calling.call('correlate', correlation, layer),
        calling.call('product', product, layer),
      ];
    }
    const chunk = productChunk(input.channels, map.channels);
    const pair = calling.record('pair', { correlation, product, columns: map.columns, chunk });
    return [pack, calling.call('correlateAndProduct', pair, layer)];
  }

  private depthwise({ layer, input, map, record }: ForwardStep): TrainingCall[] {
    const { values } = this.calling;
    this.calling.complete(record, 'depthwiseTraining', {
      ...{ outputGradient: this.outGradient, outGradientPitch: map.pitch },
      ...{ inputGradient: this.inGradient, inGradientPitch: input.pitch },
      kernelGradient: values.gradientsAt + values.offset(layer.index, 'kernel'),
    });
    return [this.calling.call('depthwiseBackward', record, layer)];
  }

  private project({ layer, input, map, record }: ForwardStep): TrainingCall[] {
    const { streamGradient, projectGradient, outGradient } = this;
    this.calling.complete(record, 'linear', {
      gradient: streamGradient,
      inputGradient: projectGradient,
    });
    const gradient = { ...map, address: projectGradient, norm: 0 };
    return [
      this.calling.call('linearBackward', record, layer),
      ...this.gradients(layer, input, gradient, outGradient),
    ];
  }

  private classifier({ layer, input, map, record, gathered }: ForwardStep): TrainingCall[] {
    const pooled = gathered!;
    const pooledGradient = this.calling.allocations.reserve(pooled.channels * pooled.pitch);
    this.calling.complete(record, 'poolTraining', {
      ...{ gradient: pooledGradient, inputGradient: this.inGradient, gradientPitch: input.pitch },
    });
    const gradient = { ...map, address: this.logitGradients.address };
    return [
      ...this.gradients(layer, pooled, gradient, pooledGradient),
      this.calling.call('poolBackward', record, layer),
    ];
  }

  /** Of a 1×1 convolution's filter, and of its input: the transposed weights on the gradient of its output. */
  private gradients(
    layer: Layer,
    input: TrainingMap,
    gradient: TrainingMap,
    inputGradient: number,
  ): TrainingCall[] {
    const { calling } = this;
    const correlation = this.correlation(layer, input, gradient, 'right');
    const below = { ...input, address: inputGradient, norm: 0 };
    const product = calling.product(gradient, below, { sums: false });
    return [
      calling.call('correlate', correlation, layer),
      calling.packBackward(layer),
      calling.call('product', product, layer),
    ];
  }

  /** @param outputSide which of the two is the layer's output: its kernel is [in][out] */
  private correlation(
    layer: Layer,
    left: TrainingMap,
    right: TrainingMap,
    outputSide: 'left' | 'right',
  ): number {
    const { values, scratch } = this.calling;
    const chunk = columnChunk(CORRELATION_CHUNK_VALUES, right.channels);
    const along = (side: 'left' | 'right') => (side === outputSide ? 4 : 4 * layer.outChannels);
    return this.calling.record('correlation', {
      ...{ left: left.address, leftPitch: left.pitch, leftRows: left.channels, norm: left.norm },
      ...{ right: right.address, rightPitch: right.pitch, rightRows: right.channels },
      ...{ scratch, scratchPitch: pitchOf(chunk) },
      gradient: values.gradientsAt + values.offset(layer.index, 'kernel'),
      ...{ leftStride: along('left'), rightStride: along('right') },
      ...{ columns: left.columns, chunk, accumulate: 0 },
    });
  }
}
