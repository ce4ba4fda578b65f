/** What the gradients of the loss say about each channel and weight, gathered batch by batch. */
import type { ChannelSet, LayerWeights, Network, Weights } from '../model/network';
import { prunableLayers } from './scope';

/** Of one layer's kernel, in its order. */
export interface WeightSaliency {
  /** Mean over the batches of |w·∂L/∂w|. */
  readonly meanMagnitude: Float32Array;
  /** |w·∂L/∂w| with L over all images together: gradients of opposite sign cancel. */
  readonly ofMean: Float32Array;
}

/** Of the dense network, with batch normalisation in training mode; L is the mean cross-entropy of a batch, in nats. */
export interface GradientStatistics {
  readonly images: number;
  /** By channel set, a value a channel: mean over the batches of (Σ over its gates of γ·∂L/∂γ + β·∂L/∂β)². */
  readonly channels: readonly Float32Array[];
  /** By layer; null where no weight can be pruned. */
  readonly weights: readonly (WeightSaliency | null)[];
}

/** Of a short fine-tuning of the dense network. */
export interface MovementStatistics {
  readonly steps: number;
  /**
   * By layer, in the order of its kernel: −Σ over the steps of w·∂L/∂w, less the smallest of all layers so that none
   * is negative; null where no weight can be pruned.
   */
  readonly weights: readonly (Float32Array | null)[];
}

/**
 * Layers whose batch normalisation a removed channel silences. In series only the last one counts: its output is what
 * surgery takes away, and its gradient holds what the ones before it did. The blocks of a stream add up, and their
 * outputs vanish together: all of them count, summed before squaring (Molchanov et al. 2019, section 3.1, on groups).
 */
export function gates({ producers, carriers }: ChannelSet): readonly number[] {
  return carriers.length > 0 ? carriers.slice(-1) : producers;
}

/** Takes the gradients of one batch after another, all of the same weights. */
export class GradientSums {
  private readonly network: Network;
  private readonly weights: Weights;
  private readonly channels: readonly Float64Array[];
  private readonly magnitudes: readonly (Float32Array | null)[];
  private readonly gradients: readonly (Float32Array | null)[];
  private batches = 0;

  constructor(network: Network, weights: Weights) {
    this.network = network;
    this.weights = weights;
    this.channels = network.sets.map(({ size }) => new Float64Array(size));
    this.magnitudes = perWeight(network, weights);
    this.gradients = perWeight(network, weights);
  }

  /** @param gradients in the shape of weights */
  add(gradients: Weights): void {
    this.batches++;
    for (const set of this.network.sets) {
      const changes = new Float64Array(set.size);
      for (const gate of gates(set)) addChange(changes, this.weights[gate], gradients[gate]);
      for (let c = 0; c < set.size; c++) this.channels[set.index][c] += changes[c] ** 2;
    }
    for (const { index } of prunableLayers(this.network)) {
      const [magnitudes, sums] = [this.magnitudes[index]!, this.gradients[index]!];
      const [own, { kernel }] = [this.weights[index].kernel, gradients[index]];
      for (let i = 0; i < kernel.length; i++) {
        magnitudes[i] += Math.abs(own[i] * kernel[i]);
        sums[i] += kernel[i];
      }
    }
  }

  /** @param images of all batches together */
  statistics(images: number): GradientStatistics {
    const { batches, weights } = this;
    return {
      images,
      channels: this.channels.map((sums) => Float32Array.from(sums, (sum) => sum / batches)),
      weights: this.magnitudes.map((magnitudes, layer) => {
        const { kernel } = weights[layer];
        const sums = this.gradients[layer];
        if (!magnitudes || !sums) return null;
        return {
          meanMagnitude: magnitudes.map((sum) => sum / batches),
          ofMean: sums.map((sum, i) => Math.abs((sum / batches) * kernel[i])),
        };
      }),
    };
  }
}

/** Takes weights and gradients of one step after another of a training that goes on. */
export class MovementSums {
  private readonly network: Network;
  private readonly sums: readonly (Float32Array | null)[];
  private steps = 0;

  constructor(network: Network, weights: Weights) {
    this.network = network;
    this.sums = perWeight(network, weights);
  }

  /**
   * @param weights before the step
   * @param gradients of the step
   */
  add(weights: Weights, gradients: Weights): void {
    this.steps++;
    for (const { index } of prunableLayers(this.network)) {
      const sums = this.sums[index]!;
      const [own, gradient] = [weights[index].kernel, gradients[index].kernel];
      for (let i = 0; i < sums.length; i++) sums[i] -= own[i] * gradient[i];
    }
  }

  statistics(): MovementStatistics {
    let least = Infinity;
    for (const sums of this.sums) sums?.forEach((sum) => (least = Math.min(least, sum)));
    return { steps: this.steps, weights: this.sums.map((s) => s && s.map((sum) => sum - least)) };
  }
}

function perWeight(network: Network, weights: Weights): (Float32Array | null)[] {
  const prunable = new Set(prunableLayers(network));
  return network.layers.map((layer) =>
    prunable.has(layer) ? new Float32Array(weights[layer.index].kernel.length) : null,
  );
}

/**
 * First-order change of the loss if a gate went from 1 to 0, up to its sign: what scales a channel is its γ and β, or,
 * without batch normalisation, its column of the kernel and its bias.
 */
function addChange(changes: Float64Array, own: LayerWeights, gradient: LayerWeights): void {
  const [scale, slope] = [scalesOf(own), scalesOf(gradient)];
  for (const [i, values] of scale.entries()) {
    for (let at = 0; at < values.length; at++) {
      changes[at % changes.length] += values[at] * slope[i][at];
    }
  }
}

function scalesOf({ kernel, norm, bias }: LayerWeights): readonly Float32Array[] {
  return norm ? [norm.gamma, norm.beta] : [kernel, bias!];
}
