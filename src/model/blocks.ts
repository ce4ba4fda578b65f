/** A network as a person looks at it: a stem, a block around each depthwise layer, a head, and what gives the scores. */
import { carries } from './channelSets';
import type { Layer, Network } from './network';

export type BlockKind = 'stem' | 'block' | 'head' | 'classifier';

/** Channels that one layer makes, and layers of the same block that carry them on. */
export interface BlockMap {
  /** The first makes the channels, whichever they are; the others are depthwise, or a pool. */
  readonly layers: readonly Layer[];
  readonly channels: number;
  /** Channel set of the channels; null where none can go. */
  readonly set: number | null;
  /** Height and width in pixels as they are made, and as they are given on. */
  readonly fromSize: number;
  readonly toSize: number;
}

export interface Block {
  /** Among all blocks of the network, 0 … */
  readonly index: number;
  readonly kind: BlockKind;
  /** Among those of kind `block`, 0 …; null for the others. */
  readonly number: number | null;
  readonly layers: readonly Layer[];
  readonly maps: readonly BlockMap[];
  /** Layer of an earlier block whose output is added to this one's; null where nothing is. */
  readonly residual: number | null;
}

/** Every layer is in exactly one block; blocks stand in the order of their first layers. */
export function blocksOf({ layers }: Pick<Network, 'layers'>): readonly Block[] {
  const owners = ownersOf(layers);
  const depthwise = layers.filter(({ kind }) => kind === 'depthwise').map(({ index }) => index);
  const [first = 0, last = -1] = [depthwise[0], depthwise.at(-1)];
  const kindOf = (layer: Layer): BlockKind => {
    if (owners.has(layer.index)) return 'block';
    if (layer.from === null) return 'stem';
    if (layer.kind === 'dense') return 'classifier';
    if (layer.index < first) return 'stem';
    return layer.index > last ? 'head' : 'block';
  };
  const groups: { kind: BlockKind; owner: number | undefined; layers: Layer[] }[] = [];
  for (const layer of layers) {
    const [kind, owner] = [kindOf(layer), owners.get(layer.index)];
    const open = owner === undefined ? groups.at(-1) : undefined;
    const own = groups.find((group) => owner !== undefined && group.owner === owner);
    const joined = own ?? (open?.kind === kind && open.owner === undefined ? open : undefined);
    if (joined) joined.layers.push(layer);
    else groups.push({ kind, owner, layers: [layer] });
  }
  let number = 0;
  return groups.map((group, index) => ({
    ...{ index, kind: group.kind, number: group.kind === 'block' ? number++ : null },
    ...{ layers: group.layers, maps: mapsOf(group.layers), residual: residualOf(group.layers) },
  }));
}

/** By layer: the depthwise layer whose block it is in. */
function ownersOf(layers: readonly Layer[]): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  const free = (layer: Layer | undefined) =>
    layer && !owners.has(layer.index) ? layer : undefined;
  for (const centre of layers.filter(({ kind }) => kind === 'depthwise')) {
    const claim = (layer: Layer | undefined) => layer && owners.set(layer.index, centre.index);
    claim(centre);
    const expand = free(expandOf(centre, layers));
    claim(expand);
    const project = layers.find(({ kind, from }) => kind === 'pointwise' && from === centre.index);
    claim(free(project));
    const added = project?.adds ?? null;
    const shortcut = added === null ? undefined : free(layers[added]);
    const input = (expand ?? centre).from;
    if (shortcut?.kind === 'pointwise' && shortcut.from === input) claim(shortcut);
  }
  return owners;
}

/** The 1×1 convolution that makes channels for the depthwise layer alone. */
function expandOf(centre: Layer, layers: readonly Layer[]): Layer | undefined {
  if (centre.from === null || layers[centre.from].kind !== 'pointwise') return undefined;
  const readers = layers.filter(({ from, adds }) => from === centre.from || adds === centre.from);
  return readers.length === 1 ? layers[centre.from] : undefined;
}

function mapsOf(layers: readonly Layer[]): BlockMap[] {
  const chains: Layer[][] = [];
  for (const layer of layers) {
    const carried = chains.find((chain) => carries(layer) && chain.at(-1)!.index === layer.from);
    if (carried) carried.push(layer);
    else chains.push([layer]);
  }
  return chains.map((chain) => ({
    layers: chain,
    channels: chain[0].outChannels,
    set: chain[0].outSet,
    fromSize: chain[0].outSize,
    toSize: chain.at(-1)!.outSize,
  }));
}

function residualOf(layers: readonly Layer[]): number | null {
  const within = new Set(layers.map(({ index }) => index));
  const adding = layers.find(({ adds }) => adds !== null && !within.has(adds));
  return adding?.adds ?? null;
}
