/** From a description to the network: sizes of all maps, and the channel sets that its graph holds. */
import { carries, findChannelSets, type FoundSet } from './channelSets';
import type { LayerDescription, NetworkDescription, SetName } from './description';
import type { ChannelSet, ChannelSetKind, Layer, Network } from './network';
import { NO_PADDING, paddedOutput, samePadding } from './padding';
import type { Note } from '../base/outcome';
import { note } from '../words/refusal';
import { contradiction, type Contradiction } from './contradiction';

type Shaped = Omit<Layer, 'inSet' | 'outSet'>;

/** @throws Contradiction where the description contradicts itself; it names the layer. */
export function networkOf(description: NetworkDescription): Network {
  const shaped: Shaped[] = [];
  for (const layer of description.layers) shaped.push(shapedLayer(description, layer, shaped));
  requireUse(shaped);
  const found = findChannelSets(shaped);
  const named = namedSets(found.sets, shaped, description.sets);
  const order = found.sets.map((set) =>
    named.findIndex(({ producers }) => producers === set.producers),
  );
  const setOf = (output: number | null) => {
    const set = output === null ? null : found.outSets[output];
    return set === null ? null : order[set];
  };
  const layers = shaped.map((layer) => ({
    ...layer,
    inSet: setOf(layer.from),
    outSet: setOf(layer.index),
  }));
  return {
    config: null,
    input: description.input,
    classes: shaped[shaped.length - 1].outChannels,
    layers,
    sets: named,
  };
}

function shapedLayer(
  { input }: NetworkDescription,
  layer: LayerDescription,
  before: readonly Shaped[],
): Shaped {
  const { name, kind, stride = 1, activation = 'linear', epsilon = null } = layer;
  const index = before.length;
  const from = layer.from === undefined ? before[index - 1] : named(layer, layer.from, before);
  const adds = named(layer, layer.adds ?? null, before);
  const inSize = from?.outSize ?? input.size;
  const inChannels = from?.outChannels ?? input.planes;
  const kernelSide = layer.kernelSide ?? 1;
  const padding =
    layer.padding === 'same'
      ? samePadding(inSize, kernelSide, stride)
      : (layer.padding ?? NO_PADDING);
  const outSize = kind === 'pool' ? 1 : paddedOutput(inSize, kernelSide, stride, padding);
  const outChannels = carries(layer) ? inChannels : (layer.channels ?? 0);
  const shaped: Shaped = {
    ...{ index, name, kind, from: from?.index ?? null, adds: adds?.index ?? null },
    ...{ activation, kernelSide, stride, padding, epsilon },
    ...{ inChannels, outChannels, inSize, outSize },
  };
  const twice = before.some((other) => other.name === name);
  const wrong = twice ? note('layer-twice') : impossible(shaped, adds);
  if (wrong) throw ofLayer(name, wrong);
  return shaped;
}

function named(
  { name }: LayerDescription,
  wanted: string | null,
  before: readonly Shaped[],
): Shaped | null {
  if (wanted === null) return null;
  const found = before.find((other) => other.name === wanted);
  if (!found) throw ofLayer(name, note('layer-not-before', { wanted }));
  return found;
}

/** Every output but the last is read, and the last are the scores. */
function requireUse(layers: readonly Shaped[]): void {
  const last = layers[layers.length - 1];
  const read = new Set(layers.flatMap(({ from, adds }) => [from, adds]));
  const idle = layers.find((layer) => layer !== last && !read.has(layer.index));
  if (idle) throw ofLayer(idle.name, note('layer-unread'));
  if (last.outSize === 1) return;
  throw ofLayer(last.name, note('layer-no-scores', { pixels: last.outSize }));
}

function ofLayer(layer: string, cause: Note): Contradiction {
  return contradiction('layer-contradiction', { layer, cause });
}

function impossible(layer: Shaped, added: Shaped | null): Note | null {
  const { kind, inSize, outSize, outChannels, padding } = layer;
  if (!(outChannels >= 1)) return note('layer-channels', { channels: outChannels });
  if (!(outSize >= 1)) return note('layer-kernel-size', { pixels: inSize });
  if (padding.top + padding.bottom !== padding.left + padding.right)
    return note('layer-not-square');
  if (kind === 'dense' && inSize !== 1) return note('layer-reads-map', { pixels: inSize });
  if (added && (added.outSize !== outSize || added.outChannels !== outChannels)) {
    const shape = ({ outSize: size, outChannels: own }: Shaped) => [size, size, own];
    return note('layer-adds', { added: shape(added), other: added.name, own: shape(layer) });
  }
  return null;
}

/** In the order of the names where there are any. */
function namedSets(
  found: readonly FoundSet[],
  layers: readonly Shaped[],
  names: readonly SetName[] | undefined,
): ChannelSet[] {
  const size = ({ producers }: FoundSet) => layers[producers[0]].outChannels;
  if (!names) {
    return found.map((set, index) => ({
      ...{ index, name: layers[set.producers[0]].name, kind: kindOf(set, layers), size: size(set) },
      ...set,
    }));
  }
  if (names.length !== found.length) {
    throw contradiction('set-names', { names: names.length, sets: found.length });
  }
  return names.map(({ name, kind, of }, index) => {
    const set = found.find(({ producers }) => producers.some((layer) => layers[layer].name === of));
    if (!set) throw contradiction('set-of-none', { set: name, layer: of });
    return { index, name, kind, size: size(set), ...set };
  });
}

/** What reads the image makes the stem, what a dense layer reads the head, and what is linear or added a stream. */
function kindOf(set: FoundSet, layers: readonly Shaped[]): ChannelSetKind {
  const producers = set.producers.map((index) => layers[index]);
  if (producers.some(({ from }) => from === null)) return 'stem';
  if (set.consumers.some((index) => layers[index].kind === 'dense')) return 'head';
  const streams = producers.some(
    ({ activation, adds }) => activation === 'linear' || adds !== null,
  );
  return streams ? 'stream' : 'inner';
}

/** The description that `networkOf` makes this very network of, but for its `config`. */
export function describe({ input, layers, sets }: Network): NetworkDescription {
  const nameOf = (index: number | null) => (index === null ? null : layers[index].name);
  return {
    input,
    layers: layers.map((layer) => {
      const { name, kind, from, adds, stride, padding, activation, epsilon } = layer;
      return {
        ...{ name, kind, from: nameOf(from) },
        ...(adds === null ? {} : { adds: layers[adds].name }),
        ...(carries(layer) ? {} : { channels: layer.outChannels }),
        ...{ kernelSide: layer.kernelSide, stride, padding, activation },
        ...(epsilon === null ? {} : { epsilon }),
      };
    }),
    sets: sets.map(({ name, kind, producers }) => ({ name, kind, of: layers[producers[0]].name })),
  };
}

/**
 * The same network with `counts[i]` channels in channel set i.
 * @throws Contradiction when a count is missing, not a whole number or outside 1…size.
 */
export function withChannels(network: Network, counts: readonly number[]): Network {
  requireChannelCounts(network, counts);
  const left = (set: number | null, all: number) => (set === null ? all : counts[set]);
  return {
    ...network,
    layers: network.layers.map((layer) => ({
      ...layer,
      inChannels: left(layer.inSet, layer.inChannels),
      outChannels: left(layer.outSet, layer.outChannels),
    })),
    sets: network.sets.map((set) => ({ ...set, size: counts[set.index] })),
  };
}

function requireChannelCounts(full: Pick<Network, 'sets'>, kept: readonly number[]): void {
  if (kept.length !== full.sets.length) {
    throw contradiction('channel-counts', { given: kept.length, sets: full.sets.length });
  }
  for (const { index, name, size } of full.sets) {
    const count = kept[index];
    if (!Number.isInteger(count) || count < 1 || count > size) {
      throw contradiction('channel-count-range', { set: name, count, most: size });
    }
  }
}
