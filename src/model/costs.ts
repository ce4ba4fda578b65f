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
  /** Trainable values: kernels, γ, β and the classifier's bias. Zeros count: they are stored. */
  readonly parameters: number;
  /** The same without the kernels' zeros. */
  readonly nonZeros: number;
  /** Multiply-accumulates of one image; a zero that was pruned is not multiplied. */
  readonly macs: number;
  readonly layers: readonly LayerCosts[];
}

/** Number of values in a layer's kernel. */
export function kernelSize(layer: Layer): number {
  switch (layer.kind) {
    case 'stem':
      return 9 * layer.inChannels * layer.outChannels;
    case 'depthwise':
      return 9 * layer.outChannels;
    case 'pointwise':
    case 'classifier':
      return layer.inChannels * layer.outChannels;
  }
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
  // γ and β of each convolution; the classifier has one bias an output.
  const perChannel = sum(
    network.layers.map((l) => l.outChannels * (l.kind === 'classifier' ? 1 : 2)),
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
