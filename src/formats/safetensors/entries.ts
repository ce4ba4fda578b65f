/** The arrays of a network as PyTorch keeps them: their names, their shapes, and which of the lab's each one is. */
import { hasNorm, hasWeights } from '../../model/costs';
import type { Layer, LayerWeights, Network } from '../../model/network';
import { moduleNames, type Modules } from './moduleNames';

export type Field = 'kernel' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance';

export interface NamedEntry {
  readonly layer: Layer;
  readonly field: Field;
  readonly name: string;
  readonly shape: readonly number[];
}

export function entriesOf(network: Network): NamedEntry[] {
  const modules = moduleNames(network);
  return network.layers
    .filter(hasWeights)
    .flatMap((layer) => layerEntries(layer, modules[layer.index]));
}

/** Of the normalised layers: how many batches they were trained on, which PyTorch expects and nobody reads. */
export function batchCounts(network: Network): string[] {
  const modules = moduleNames(network);
  const normed = network.layers.filter(hasNorm);
  return normed.map(({ index }) => `${modules[index].norm}.num_batches_tracked`);
}

export function valuesOf({ kernel, norm, bias }: LayerWeights, field: Field): Float32Array {
  if (field === 'kernel') return kernel;
  return field === 'bias' ? bias! : norm![field];
}

function layerEntries(layer: Layer, { own, norm }: Modules): NamedEntry[] {
  const of = (field: Field, name: string) => ({ layer, field, name, shape: shapeOf(layer, field) });
  const kernel = of('kernel', `${own}.weight`);
  if (!hasNorm(layer)) return [kernel, of('bias', `${own}.bias`)];
  return [
    kernel,
    of('gamma', `${norm}.weight`),
    of('beta', `${norm}.bias`),
    of('mean', `${norm}.running_mean`),
    of('variance', `${norm}.running_var`),
  ];
}

function shapeOf({ kind, kernelSide, inChannels, outChannels }: Layer, field: Field): number[] {
  if (field !== 'kernel') return [outChannels];
  if (kind === 'dense') return [outChannels, inChannels];
  return [outChannels, kind === 'depthwise' ? 1 : inChannels, kernelSide, kernelSide];
}
