/**
 * A network's trainable values in one block, so that the optimiser takes one pass:
 *   kernels of all layers | γ of all layers | β of all layers, or the bias
 * Each array starts at a multiple of 4 values; what lies between them stays 0. Weights, gradients and velocities are
 * three such blocks; masks are bytes over the kernels; running means and, behind them, variances lie apart.
 */
import { hasNorm, hasWeights, kernelSize } from '../../../src/model/costs';
import type { LayerWeights, Network, Weights } from '../../../src/model/network';
import type { Allocations, KernelHeap } from '../memory/heap';

interface Span {
  readonly offset: number;
  readonly length: number;
}

interface LayerSpans {
  readonly kernel: Span;
  readonly gamma: Span | null;
  readonly beta: Span | null;
  readonly bias: Span | null;
}

export type LayerArray = keyof LayerSpans;

const upTo4 = (n: number) => (n + 3) & ~3;

export class TrainingParameters {
  /** Values in all kernels, in all γ, and in a whole block; multiples of 4. */
  readonly kernelCount: number;
  readonly gammaCount: number;
  readonly count: number;
  readonly weightsAt: number;
  readonly gradientsAt: number;
  readonly velocitiesAt: number;
  readonly masksAt: number;
  /** Whether any weight is masked. */
  masked = false;
  private readonly trained: boolean;
  private readonly meansAt: number;
  private readonly variancesAt: number;
  private readonly statisticCount: number;
  private readonly spans: readonly LayerSpans[];
  private readonly statistics: readonly Span[];
  private readonly memory: WebAssembly.Memory;

  /**
   * @param use `fixed` values take no room for gradients, velocities and masks, which are then at 0
   * @throws OutOfMemory
   */
  constructor(
    network: Network,
    allocations: Allocations,
    heap: KernelHeap,
    use: 'trained' | 'fixed' = 'trained',
  ) {
    this.memory = heap.memory;
    this.trained = use === 'trained';
    const kernels = consecutive(network.layers.map(kernelSize));
    this.kernelCount = kernels.end;
    const channels = network.layers.map((l) => (hasNorm(l) ? l.outChannels : 0));
    const gammas = consecutive(channels, this.kernelCount);
    this.gammaCount = gammas.end - this.kernelCount;
    // β, or the bias.
    const shifts = consecutive(
      network.layers.map((layer) => (hasWeights(layer) ? layer.outChannels : 0)),
      gammas.end,
    );
    this.count = shifts.end;
    this.spans = network.layers.map((layer, i) => {
      const [kernel, gamma, shift] = [kernels.spans[i], gammas.spans[i], shifts.spans[i]];
      if (!hasWeights(layer)) return { kernel, gamma: null, beta: null, bias: null };
      if (!hasNorm(layer)) return { kernel, gamma: null, beta: null, bias: shift };
      return { kernel, gamma, beta: shift, bias: null };
    });
    const statistics = consecutive(channels);
    this.statistics = statistics.spans;
    this.statisticCount = statistics.end;
    this.weightsAt = allocations.reserve(4 * this.count);
    const room = (bytes: number) => (this.trained ? allocations.reserve(bytes) : 0);
    this.gradientsAt = room(4 * this.count);
    this.velocitiesAt = room(4 * this.count);
    this.masksAt = room(this.kernelCount);
    this.meansAt = allocations.reserve(8 * statistics.end);
    this.variancesAt = this.meansAt + 4 * statistics.end;
    if (this.trained) new Uint8Array(this.memory.buffer, this.masksAt, this.kernelCount).fill(1);
  }

  /** Byte offset of an array inside each block; 0-length arrays have none. */
  offset(layer: number, array: LayerArray): number {
    const span = this.spans[layer][array];
    if (!span) throw new Error(`layer ${layer} has no ${array}`);
    return 4 * span.offset;
  }

  runningAt(layer: number): { readonly mean: number; readonly variance: number } {
    const bytes = 4 * this.statistics[layer].offset;
    return { mean: this.meansAt + bytes, variance: this.variancesAt + bytes };
  }

  /** A whole block in place. */
  block(of: 'weights' | 'gradients' | 'velocities'): Float32Array {
    return new Float32Array(this.memory.buffer, this[`${of}At`], this.count);
  }

  /** Running means, then variances, in place. */
  runningStatistics(): Float32Array {
    return new Float32Array(this.memory.buffer, this.meansAt, 2 * this.statisticCount);
  }

  write(weights: Weights): void {
    weights.forEach((layer, i) => {
      const spans = this.spans[i];
      this.view(this.weightsAt, spans.kernel).set(layer.kernel);
      if (spans.bias && layer.bias) this.view(this.weightsAt, spans.bias).set(layer.bias);
      if (!spans.gamma || !spans.beta || !layer.norm) return;
      this.view(this.weightsAt, spans.gamma).set(layer.norm.gamma);
      this.view(this.weightsAt, spans.beta).set(layer.norm.beta);
      this.view(this.meansAt, this.statistics[i]).set(layer.norm.mean);
      this.view(this.variancesAt, this.statistics[i]).set(layer.norm.variance);
    });
    if (!this.trained) return;
    new Float32Array(this.memory.buffer, this.velocitiesAt, this.count).fill(0);
    this.applyMasks();
  }

  /** Copies of a layer's running statistics. */
  running(layer: number): { mean: Float32Array; variance: Float32Array } {
    const span = this.statistics[layer];
    const copy = (at: number) => this.view(at, span).slice();
    return { mean: copy(this.meansAt), variance: copy(this.variancesAt) };
  }

  /** Copies of the weights, or of the gradients, which have zeros for the running statistics. */
  read(block: 'weights' | 'gradients'): LayerWeights[] {
    const base = block === 'weights' ? this.weightsAt : this.gradientsAt;
    return this.spans.map(({ kernel, gamma, beta, bias }, i) => {
      const copy = (span: Span) => this.view(base, span).slice();
      const running = this.running(i);
      if (block === 'gradients') for (const values of Object.values(running)) values.fill(0);
      const norm = gamma && beta ? { gamma: copy(gamma), beta: copy(beta), ...running } : null;
      return { kernel: copy(kernel), norm, bias: bias && copy(bias) };
    });
  }

  /** @param mask 1 for each kernel value that is kept, 0 for the others; null keeps all */
  setMask(layer: number, mask: Uint8Array | null): void {
    const { offset, length } = this.spans[layer].kernel;
    if (mask && mask.length !== length) {
      throw new RangeError(`invalid mask for layer ${layer}: ${mask.length} values, not ${length}`);
    }
    const bytes = new Uint8Array(this.memory.buffer, this.masksAt + offset, length);
    if (mask) bytes.set(mask);
    else bytes.fill(1);
    this.applyMasks();
  }

  private applyMasks(): void {
    const masks = new Uint8Array(this.memory.buffer, this.masksAt, this.kernelCount);
    const kernels = new Float32Array(this.memory.buffer, this.weightsAt, this.kernelCount);
    this.masked = masks.includes(0);
    for (let i = 0; i < masks.length; i++) if (masks[i] === 0) kernels[i] = 0;
  }

  private view(base: number, { offset, length }: Span): Float32Array {
    return new Float32Array(this.memory.buffer, base + 4 * offset, length);
  }
}

function consecutive(lengths: readonly number[], from = 0): { spans: Span[]; end: number } {
  let end = from;
  const spans = lengths.map((length) => {
    const span = { offset: end, length };
    end += upTo4(length);
    return span;
  });
  return { spans, end };
}
