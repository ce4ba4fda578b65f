import type { ChannelSet, ChannelSetKind, Layer, Network } from '../model/network';
import type { Scope } from './plan';

const KINDS: Record<Scope, readonly ChannelSetKind[]> = {
  inner: ['inner'],
  'inner-streams': ['inner', 'stream', 'stem'],
  all: ['inner', 'stream', 'stem', 'head'],
};

/** Channel sets that a channel method may cut. */
export function setsInScope(network: Network, scope: Scope): readonly ChannelSet[] {
  return network.sets.filter(({ kind }) => KINDS[scope].includes(kind));
}

/** Layers whose weights a weight method may cut: the 1×1 convolutions, 96 % of all parameters. */
export function prunableLayers(network: Network): readonly Layer[] {
  return network.layers.filter(({ kind }) => kind === 'pointwise');
}
