/** From the steps of a forward pass to the kernel calls of the way back. */
import type { Layer } from '../../../src/model/network';
import { productChunk, type CallBuilder, type TrainingCall } from './calls';
import type { ForwardPass, ForwardStep } from './forward';
import { planGradients, sharesGradient, type GradientPlan } from './gradientPlan';
import { columnChunk, pitchOf, type TrainingMap } from './maps';
import type { LayerRole } from './roles';

/** Right rows of a correlation in one chunk of columns. */
const CORRELATION_CHUNK_VALUES = 81920;
/** Gradient maps beyond this size are read once for both of their uses; smaller ones stay in the cache anyway. */
const PAIR_BYTES = 4 << 20;

export class BackwardPass {
  readonly calls: readonly TrainingCall[];
  /** Address of the scores' gradient, laid out as they are. */
  readonly scoreGradients: number;
  private readonly calling: CallBuilder;
  private readonly steps: readonly ForwardStep[];
  private readonly roles: readonly LayerRole[];
  private readonly plan: GradientPlan;
  private readonly arena: number;

  /** @throws OutOfMemory */
  constructor(calling: CallBuilder, { steps, roles }: ForwardPass) {
    this.calling = calling;
    this.steps = steps;
    this.roles = roles;
    const maps = steps.map(({ map }) => map);
    this.plan = planGradients(calling.network.layers, roles, maps);
    this.arena = calling.allocations.reserve(this.plan.bytes);
    this.scoreGradients = this.outputGradient(steps[steps.length - 1].layer);
    this.calls = [...steps].reverse().flatMap((step) => this.callsOf(step));
  }

  /** Address of the gradient of a layer's output. */
  private outputGradient({ index }: Layer): number {
    return this.arena + this.plan.outputs[index];
  }

  private callsOf(step: ForwardStep): TrainingCall[] {
    const passed = this.passToAdded(step);
    switch (step.layer.kind) {
      case 'depthwise':
        return [...passed, ...this.depthwise(step)];
      case 'pool':
        return this.pool(step);
      default:
        return [...passed, ...this.settle(step), ...this.products(step)];
    }
  }

  /** The gradient of a sum is that of what it adds. */
  private passToAdded({ layer, map }: ForwardStep): TrainingCall[] {
    const { calling } = this;
    if (layer.adds === null) return [];
    const { layer: added } = this.steps[layer.adds];
    const isFirst = this.roles[added.index].readers[0] === layer;
    if (isFirst && sharesGradient(layer, added.index)) return [];
    const record = calling.record('pass', {
      ...{ from: this.outputGradient(layer), to: this.outputGradient(added) },
      ...{ channels: map.channels, pitch: map.pitch, columns: map.columns, adds: isFirst ? 0 : 1 },
    });
    return [calling.call('passGradient', record, layer)];
  }

  /** Through the activation and the normalisation, unless the reader has done it. */
  private settle(step: ForwardStep): TrainingCall[] {
    const { layer, map } = step;
    if (this.roles[layer.index].settledByReader) return [];
    const { calling } = this;
    const fields = {
      gradient: this.outputGradient(layer),
      inputGradient: this.mapGradient(step).address,
    };
    let record = step.outputRecord;
    if (record) calling.complete(record, 'output', fields);
    else {
      record = calling.record('output', {
        ...{ norm: map.norm, input: map.address, output: 0, residual: 0 },
        ...{ pitch: map.pitch, columns: map.columns, sumStep: 0, ...fields },
      });
    }
    return [calling.call('outputBackward', record, layer)];
  }

  /** Of a layer's map before its normalisation: in the place of the output's where nobody reads that any longer. */
  private mapGradient({ layer, map }: ForwardStep): TrainingMap {
    const own = this.plan.maps[layer.index];
    return {
      ...map,
      address: own === null ? this.outputGradient(layer) : this.arena + own,
      norm: 0,
    };
  }

  /** Whether another layer has left its part of the gradient of what `layer` reads there before. */
  private addsToInput(layer: Layer): boolean {
    const { from, adds } = layer;
    return this.roles[from!].readers[0] !== layer || adds === from;
  }

  private products(step: ForwardStep): TrainingCall[] {
    const { layer, input } = step;
    const gradient = this.mapGradient(step);
    if (!input) return this.stem(step, gradient);
    const { calling } = this;
    const address = this.outputGradient(this.steps[layer.from!].layer);
    const below = { ...input, address, norm: 0 };
    const pack = calling.packBackward(layer);
    const added = this.addsToInput(layer);
    const product = calling.product(gradient, below, { sums: false, added });
    // Only left rows are normalised on their way; those of the gradient are in the cache once for both of its uses.
    if (input.norm) {
      const correlation = this.correlation(layer, input, gradient, 'right');
      return [
        calling.call('correlate', correlation, layer),
        pack,
        calling.call('product', product, layer),
      ];
    }
    const correlation = this.correlation(layer, gradient, input, 'left');
    if (gradient.channels * gradient.pitch <= PAIR_BYTES) {
      return [
        pack,
        calling.call('correlate', correlation, layer),
        calling.call('product', product, layer),
      ];
    }
    const chunk = productChunk(input.channels, gradient.channels);
    const pair = calling.record('pair', { correlation, product, columns: gradient.columns, chunk });
    return [pack, calling.call('correlateAndProduct', pair, layer)];
  }

  private stem(step: ForwardStep, gradient: TrainingMap): TrainingCall[] {
    const { layer, record } = step;
    const patches = step.patches!;
    const row = { ...gradient, columns: patches.columns };
    this.calling.complete(record, 'stemTraining', {
      correlation: this.correlation(layer, row, patches, 'left'),
      outputGradient: gradient.address,
    });
    return [this.calling.call('stemFilterGradient', record, layer)];
  }

  private depthwise({ layer, input, map, record }: ForwardStep): TrainingCall[] {
    const { calling } = this;
    calling.complete(record, 'depthwiseTraining', {
      ...{ outputGradient: this.outputGradient(layer), outGradientPitch: map.pitch },
      ...this.intoInput(layer),
      inGradientPitch: input!.pitch,
      kernelGradient: calling.gradientOf(layer, 'kernel'),
    });
    return [calling.call('depthwiseBackward', record, layer)];
  }

  private pool({ layer, input, record }: ForwardStep): TrainingCall[] {
    this.calling.complete(record, 'poolTraining', {
      ...{ gradient: this.outputGradient(layer), gradientPitch: input!.pitch },
      ...this.intoInput(layer),
    });
    return [this.calling.call('poolBackward', record, layer)];
  }

  private intoInput(layer: Layer) {
    const { layer: below } = this.steps[layer.from!];
    return {
      inputGradient: this.outputGradient(below),
      settles: this.roles[below.index].settledByReader ? 1 : 0,
      adds: this.addsToInput(layer) ? 1 : 0,
    };
  }

  /** @param outputSide which of the two is the layer's output: its kernel is [in][out] */
  private correlation(
    layer: Layer,
    left: TrainingMap,
    right: TrainingMap,
    outputSide: 'left' | 'right',
  ): number {
    const { calling } = this;
    const chunk = columnChunk(CORRELATION_CHUNK_VALUES, right.channels);
    const along = (side: 'left' | 'right') => (side === outputSide ? 4 : 4 * layer.outChannels);
    return calling.record('correlation', {
      ...{ left: left.address, leftPitch: left.pitch, leftRows: left.channels, norm: left.norm },
      ...{ right: right.address, rightPitch: right.pitch, rightRows: right.channels },
      ...{ scratch: calling.scratch, scratchPitch: pitchOf(chunk) },
      gradient: calling.gradientOf(layer, 'kernel'),
      ...{ leftStride: along('left'), rightStride: along('right') },
      ...{ columns: left.columns, chunk, accumulate: 0 },
    });
  }
}
