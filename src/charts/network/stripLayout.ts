/**
 * Geometry of the whole network as one strip: each map as wide as its channels and as high as its resolution, by
 * octaves, so that each halving is one step down.
 */
import type { Block, BlockMap } from '../../model/blocks';

export interface StripMap {
  readonly map: BlockMap;
  readonly x: number;
  readonly width: number;
  /** Heights at its left and its right: a stride makes it taper. */
  readonly from: number;
  readonly to: number;
}

export interface StripBlock {
  readonly block: Block;
  /** Its share of the strip, from edge to edge. */
  readonly x: number;
  readonly width: number;
  readonly maps: readonly StripMap[];
}

export interface StripLayout {
  readonly width: number;
  readonly height: number;
  /** Height at which every map is centred. */
  readonly middle: number;
  /** Pixels a channel, of all maps. */
  readonly scale: number;
  readonly blocks: readonly StripBlock[];
  /** One path for each residual. */
  readonly arcs: readonly string[];
  /** Where another resolution begins, in pixels of the network's maps. */
  readonly ticks: readonly { readonly x: number; readonly size: number }[];
}

/** Between blocks, and between the maps of one. */
const GAP = 5;
const MAP_GAP = 1.5;
/** So wide a block is easy to point at, however few its channels. */
const LEAST_SLOT = 24;
const TOP = 18;
const BOTTOM = 18;
/** A number and its unit. */
const TICK_WIDTH = 42;

export function stripLayout(
  blocks: readonly Block[],
  { width, height }: { readonly width: number; readonly height: number },
): StripLayout {
  const { scale, slots } = slotsOf(blocks, width);
  const middle = TOP + (height - TOP - BOTTOM) / 2;
  const largest = Math.max(...blocks.flatMap(({ maps }) => maps.map(({ fromSize }) => fromSize)));
  const heightOf = (size: number) => ((height - TOP - BOTTOM) * octaves(size)) / octaves(largest);
  let x = 0;
  const placed = blocks.map((block, i) => {
    const slot = { block, x, width: slots[i], maps: mapsIn(block, x, slots[i], scale, heightOf) };
    x += slots[i];
    return slot;
  });
  return { width, height, middle, scale, blocks: placed, ...annotations(placed, middle) };
}

function octaves(size: number): number {
  return Math.log2(size) + 1;
}

/** Slots fill the width; those that would be too narrow are given the least, at the cost of the others. */
function slotsOf(blocks: readonly Block[], width: number): { scale: number; slots: number[] } {
  const least = Math.min(LEAST_SLOT, width / blocks.length);
  const channels = blocks.map(({ maps }) => maps.reduce((sum, map) => sum + map.channels, 0));
  const extras = blocks.map(({ maps }) => GAP + MAP_GAP * (maps.length - 1));
  const open = new Set(blocks.keys());
  let scale = Infinity;
  for (let before = Infinity; open.size < before;) {
    before = open.size;
    const room = width - least * (blocks.length - open.size) - sumOf(extras, open);
    scale = open.size > 0 ? Math.max(0, room / sumOf(channels, open)) : fitting();
    for (const i of open) if (channels[i] * scale + extras[i] < least) open.delete(i);
  }
  const slots = channels.map((all, i) => (open.has(i) ? all * scale + extras[i] : least));
  return { scale, slots };

  function fitting(): number {
    return Math.max(0, Math.min(...channels.map((all, i) => (least - extras[i]) / all)));
  }
}

function sumOf(values: readonly number[], places: Iterable<number>): number {
  let sum = 0;
  for (const place of places) sum += values[place];
  return sum;
}

/** Side by side, in the middle of the block's slot. */
function mapsIn(
  { maps }: Block,
  left: number,
  slot: number,
  scale: number,
  heightOf: (size: number) => number,
): StripMap[] {
  const wide = maps.reduce((sum, { channels }) => sum + channels * scale, 0);
  const gap = maps.length > 1 ? Math.min(MAP_GAP, Math.max(0, (slot - wide) / maps.length)) : 0;
  let x = left + (slot - wide - gap * (maps.length - 1)) / 2;
  return maps.map((map) => {
    const width = map.channels * scale;
    const placed = { map, x, width, from: heightOf(map.fromSize), to: heightOf(map.toSize) };
    x += width + gap;
    return placed;
  });
}

function annotations(blocks: readonly StripBlock[], middle: number) {
  const maps = blocks.flatMap((block) => block.maps);
  const mapOf = (layer: number) =>
    maps.find(({ map }) => map.layers.some(({ index }) => index === layer));
  const arcs = blocks.flatMap(({ block, maps: own }) => {
    const source = block.residual === null ? undefined : mapOf(block.residual);
    const adding = own.find(({ map }) => map.layers.some(({ adds }) => adds === block.residual));
    return source && adding ? [arc(source, adding, middle)] : [];
  });
  return { arcs, ticks: ticksOf(maps) };
}

function arc(source: StripMap, target: StripMap, middle: number): string {
  const [x1, x2] = [source, target].map(({ x, width }) => x + width / 2);
  const [y1, y2] = [middle - source.to / 2 - 2, middle - target.from / 2 - 2];
  const top = Math.min(y1, y2) - 13;
  return `M${fixed(x1)} ${fixed(y1)}C${fixed(x1)} ${fixed(top)} ${fixed(x2)} ${fixed(top)} ${fixed(x2)} ${fixed(y2)}`;
}

function ticksOf(maps: readonly StripMap[]): { x: number; size: number }[] {
  const ticks: { x: number; size: number }[] = [];
  let size = 0;
  for (const { map, x, width } of maps) {
    const last = ticks.at(-1);
    if (map.toSize !== size && (!last || x + width - last.x >= TICK_WIDTH))
      ticks.push({ x: last ? x + width : x, size: map.toSize });
    size = map.toSize;
  }
  return ticks;
}

/** Of a map from its left edge, 1 high a pixel, around height 0. */
export function outline({ width, from, to }: StripMap): string {
  const [left, right] = [fixed(from / 2), fixed(to / 2)];
  return `M0 ${-left}L${fixed(width)} ${-right}V${right}L0 ${left}Z`;
}

function fixed(value: number): number {
  return Math.round(100 * value) / 100;
}
