import type { ChannelSet, ChannelSetKind, Layer, Network } from '../model/network';

/** Channel sets that take part. Weight methods always act on every 1×1 convolution and ignore it. */
export type Scope = 'inner' | 'inner-streams' | 'all';

export const SCOPES: readonly Scope[] = ['inner', 'inner-streams', 'all'];

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
