/**
 * Finds the channels that can only be cut together in a network's graph, by joining layers whose outputs depend on
 * each other (DepGraph, Fang et al. 2023, section 3.1): what is added has the same channels, and a depthwise
 * layer or a pool gives on those that it reads. Everything else makes channels of its own from those that it reads.
 */
import type { Layer } from './network';

/** What the search reads of a layer. */
export type GraphLayer = Pick<Layer, 'index' | 'kind' | 'from' | 'adds'>;

export interface FoundSet {
  readonly producers: readonly number[];
  readonly carriers: readonly number[];
  readonly consumers: readonly number[];
}

export interface FoundSets {
  /** In the order of their first producers. */
  readonly sets: readonly FoundSet[];
  /** By layer: the set of its output; null where it holds the image's planes or the class scores. */
  readonly outSets: readonly (number | null)[];
}

/** Whether a layer gives on the channels that it reads. */
export function carries({ kind }: Pick<Layer, 'kind'>): boolean {
  return kind === 'depthwise' || kind === 'pool';
}

export function findChannelSets(layers: readonly GraphLayer[]): FoundSets {
  const groups = new Groups(layers.length);
  for (const layer of layers) {
    if (carries(layer)) groups.join(layer.index, layer.from);
    if (layer.adds !== null) groups.join(layer.index, layer.adds);
  }
  const fixed = [groups.of(null), groups.of(layers.length - 1)];
  const roots = [...new Set(layers.map(({ index }) => groups.of(index)))];
  const free = roots.filter((root) => !fixed.includes(root));
  const numbers = new Map(free.map((root, set) => [root, set]));
  const setOf = (output: number | null) => numbers.get(groups.of(output)) ?? null;
  const sets = free.map(emptySet);
  for (const layer of layers) {
    const [read, made] = [setOf(layer.from), setOf(layer.index)];
    const { index } = layer;
    if (layer.kind === 'depthwise' && made !== null) sets[made].carriers.push(index);
    if (carries(layer)) continue;
    if (read !== null) sets[read].consumers.push(index);
    if (made !== null) sets[made].producers.push(index);
  }
  return { sets, outSets: layers.map(({ index }) => setOf(index)) };
}

function emptySet() {
  const none = (): number[] => [];
  return { producers: none(), carriers: none(), consumers: none() };
}

/** Outputs of layers, and the image, in disjoint groups (union–find, halving paths). */
class Groups {
  private readonly parents: number[];
  private readonly image: number;

  constructor(layers: number) {
    this.image = layers;
    this.parents = Array.from({ length: layers + 1 }, (_, output) => output);
  }

  of(output: number | null): number {
    const { parents } = this;
    let at = output ?? this.image;
    while (parents[at] !== at) at = parents[at] = parents[parents[at]];
    return at;
  }

  join(a: number | null, b: number | null): void {
    this.parents[this.of(a)] = this.of(b);
  }
}
