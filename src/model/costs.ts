/**
 * What a network costs: parameters, multiplications and bytes, exactly, from its shapes and from the
 * number of non-zeros in each kernel. Cheap enough (a few microseconds) to run on every slider event.
 */
import type { Layer, Network } from './network';

export interface LayerCosts {
  readonly layer: Layer;
  /** Values in the kernel, zeros included. */
  readonly kernelSize: number;
  readonly nonZeros: number;
  /** Multiplications of one image by stored non-zeros. */
  readonly macs: number;
}

export interface Costs {
  /** Trainable values: kernels, γ, β and biases. Zeros count: they are stored. */
  readonly parameters: number;
  /** The same without the kernels' zeros. */
  readonly nonZeros: number;
  /** Multiply-accumulates of one image; a zero that was pruned is not multiplied. */
  readonly macs: number;
  readonly layers: readonly LayerCosts[];
}

/** Shape of a layer's kernel as it is stored. */
export function kernelShape({ kind, kernelSide, inChannels, outChannels }: Layer): number[] {
  switch (kind) {
    case 'convolution':
    case 'pointwise':
      return [kernelSide, kernelSide, inChannels, outChannels];
    case 'depthwise':
      return [kernelSide, kernelSide, outChannels, 1];
    case 'dense':
      return [inChannels, outChannels];
    case 'pool':
      return [0];
  }
}

/** Number of values in a layer's kernel. */
export function kernelSize(layer: Layer): number {
  const { kind, kernelSide, inChannels, outChannels } = layer;
  if (kind === 'pool') return 0;
  return kernelSide * kernelSide * (kind === 'depthwise' ? 1 : inChannels) * outChannels;
}

/** Whether a layer's channels are normalised; where not, they have a bias, but for a pool's. */
export function hasNorm({ epsilon }: Pick<Layer, 'epsilon'>): boolean {
  return epsilon !== null;
}

/** A pool computes without any. */
export function hasWeights({ kind }: Pick<Layer, 'kind'>): boolean {
  return kind !== 'pool';
}

/**
 * @param nonZeros non-zeros in the kernel of each layer, by layer index; a missing entry means that the
 *   kernel is dense.
 */
export function networkCosts(
  network: Network,
  nonZeros: readonly (number | undefined)[] = [],
): Costs {
  const layers = network.layers.map((layer) => layerCosts(layer, nonZeros[layer.index]));
  // γ and β of each normalised channel, one bias of every other.
  const perChannel = sum(
    network.layers.filter(hasWeights).map((l) => l.outChannels * (hasNorm(l) ? 2 : 1)),
  );
  return {
    parameters: sum(layers.map((l) => l.kernelSize)) + perChannel,
    nonZeros: sum(layers.map((l) => l.nonZeros)) + perChannel,
    macs: sum(layers.map((l) => l.macs)),
    layers,
  };
}

function layerCosts(layer: Layer, given: number | undefined): LayerCosts {
  const size = kernelSize(layer);
  const nonZeros = given ?? size;
  return { layer, kernelSize: size, nonZeros, macs: nonZeros * layer.outSize * layer.outSize };
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
