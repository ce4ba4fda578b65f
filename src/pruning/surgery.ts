import { carries } from '../model/channelSets';
import { hasWeights } from '../model/costs';
import type { BatchNorm, Layer, LayerWeights, Network, Weights } from '../model/network';
import type { QuantisedNetwork } from '../quantisation/quantisedNetwork';
import { withChannels } from '../model/networkOf';

export interface CompactNetwork {
  readonly network: Network;
  readonly weights: Weights;
  /** Where it is not kept in float32. */
  readonly stored?: Stored;
}

export type Stored =
  | { readonly precision: 'float16' }
  /** What runs are the integers; the weights are those that were rounded. */
  | { readonly precision: 'int8'; readonly quantised: QuantisedNetwork };

type Kept = Int32Array | null;

/**
 * Removes channels for good: smaller tensors in every producer, carrier and consumer. Residual partners keep
 * the same channels because they share one list. A removed channel contributes nothing, not even the constant
 * that its batch normalisation would leave. Arrays from which nothing goes are shared: treat them as read-only.
 * @param kept by channel set: channels that stay, ascending
 */
export function compact(
  network: Network,
  weights: Weights,
  kept: readonly Int32Array[],
): CompactNetwork {
  const cutIn = (set: number | null): Kept =>
    set === null || kept[set].length === network.sets[set].size ? null : kept[set];
  return {
    network: withChannels(
      network,
      kept.map(({ length }) => length),
    ),
    weights: network.layers.map((layer) =>
      compactLayer(layer, weights[layer.index], cutIn(layer.inSet), cutIn(layer.outSet)),
    ),
  };
}

function compactLayer(
  layer: Layer,
  weights: LayerWeights,
  inputs: Kept,
  outputs: Kept,
): LayerWeights {
  if ((!inputs && !outputs) || !hasWeights(layer)) return weights;
  const rows = inputs && !carries(layer) ? kernelRows(layer, inputs) : null;
  return {
    kernel: gatherKernel(weights.kernel, layer.outChannels, rows, outputs),
    norm: weights.norm && gatherNorm(weights.norm, outputs),
    bias: weights.bias && gather(weights.bias, outputs),
  };
}

/** Every kernel is rows × outputs, a row for each tap and input; depthwise rows are the taps, which all stay. */
function kernelRows({ kernelSide, inChannels }: Layer, inputs: Int32Array): Int32Array {
  const taps = kernelSide * kernelSide;
  const row = (i: number) => Math.floor(i / inputs.length) * inChannels + inputs[i % inputs.length];
  return Int32Array.from({ length: taps * inputs.length }, (_, i) => row(i));
}

function gatherKernel(
  kernel: Float32Array,
  outChannels: number,
  rows: Kept,
  outputs: Kept,
): Float32Array {
  const rowCount = rows?.length ?? kernel.length / outChannels;
  const width = outputs?.length ?? outChannels;
  const result = new Float32Array(rowCount * width);
  for (let r = 0; r < rowCount; r++) {
    const start = (rows ? rows[r] : r) * outChannels;
    const row = kernel.subarray(start, start + outChannels);
    if (outputs) for (let o = 0; o < width; o++) result[r * width + o] = row[outputs[o]];
    else result.set(row, r * width);
  }
  return result;
}

function gatherNorm({ gamma, beta, mean, variance }: BatchNorm, kept: Kept): BatchNorm {
  return {
    gamma: gather(gamma, kept),
    beta: gather(beta, kept),
    mean: gather(mean, kept),
    variance: gather(variance, kept),
  };
}

function gather(values: Float32Array, kept: Kept): Float32Array {
  return kept ? Float32Array.from(kept, (channel) => values[channel]) : values;
}

/**
 * Puts zeros where the masks say so. Layers without a mask are shared, not copied: treat them as read-only.
 * @param masks by layer: 1 for each weight that stays, in the order of its kernel; null for all
 */
export function applyMasks(weights: Weights, masks: readonly (Uint8Array | null)[]): Weights {
  return weights.map((layer, index) => {
    const mask = masks[index];
    return mask ? { ...layer, kernel: maskedKernel(layer.kernel, mask) } : layer;
  });
}

function maskedKernel(kernel: Float32Array, mask: Uint8Array): Float32Array {
  const masked = new Float32Array(kernel.length);
  for (let i = 0; i < kernel.length; i++) masked[i] = mask[i] === 1 ? kernel[i] : 0;
  return masked;
}
