/**
 * Geometry of the whole network as one strip: each map as wide as its channels and as high as its resolution, by
 * octaves, so that each halving is one step down. Where the page is narrow it is two strips in the same scale.
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
  /** Of its strip: from top to bottom, and where every map is centred. */
  readonly y: number;
  readonly height: number;
  readonly middle: number;
  readonly maps: readonly StripMap[];
}

export interface StripLayout {
  readonly width: number;
  readonly height: number;
  /** Pixels a channel, of all maps. */
  readonly scale: number;
  readonly blocks: readonly StripBlock[];
  /** One path for each residual. */
  readonly arcs: readonly string[];
  /** Where another resolution begins, in pixels of the network's maps. */
  readonly ticks: readonly { readonly x: number; readonly y: number; readonly size: number }[];
}

/** Between blocks, and between the maps of one. */
const GAP = 5;
const MAP_GAP = 1.5;
/** So wide a block is easy to point at, however few its channels; but never so that most of a narrow strip goes to it. */
const LEAST_SLOT = 24;
const LEAST_SHARE = 0.75;
/** Below this width there are two strips, where they are high enough. */
const NARROW = 600;
const LEAST_ROW = 60;
const TOP = 18;
const BOTTOM = 18;
/** A number and its unit. */
const TICK_WIDTH = 42;

export function stripLayout(blocks: readonly Block[], frame: Frame): StripLayout {
  const rows = rowsOf(blocks, frame);
  const height = frame.height / rows.length;
  const scale = Math.min(...rows.map((row) => slotsOf(row, frame.width).scale));
  const largest = Math.max(...blocks.flatMap(({ maps }) => maps.map(({ fromSize }) => fromSize)));
  const tall = height - TOP - BOTTOM;
  const heightOf = (size: number) => (tall * octaves(size)) / octaves(largest);
  const placed = rows.flatMap((row, r) => {
    const [slots, y] = [spreadSlots(row, frame.width, scale), r * height];
    let x = 0;
    return row.map((block, i) => {
      const maps = mapsIn(block, x, slots[i], scale, heightOf);
      const slot = { block, x, width: slots[i], y, height, middle: y + TOP + tall / 2, maps };
      x += slots[i];
      return slot;
    });
  });
  return { ...frame, scale, blocks: placed, arcs: arcsOf(placed), ticks: ticksOf(placed) };
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Two strips where that makes the channels wider; never between blocks that a residual joins. */
function rowsOf(blocks: readonly Block[], { width, height }: Frame): (readonly Block[])[] {
  if (width >= NARROW || height < 2 * LEAST_ROW) return [blocks];
  const splits = [...blocks.keys()].filter((i) => i > 0 && blocks[i].residual === null);
  const halves = splits.map((i) => [blocks.slice(0, i), blocks.slice(i)]);
  const scaleOf = (rows: (readonly Block[])[]) =>
    Math.min(...rows.map((row) => slotsOf(row, width).scale));
  return halves.reduce((best, rows) => (scaleOf(rows) > scaleOf(best) ? rows : best), [blocks]);
}

/** What a strip does not need in the common scale goes to all of its blocks alike. */
function spreadSlots(row: readonly Block[], width: number, scale: number): number[] {
  const least = leastSlot(row, width);
  const slots = row.map((block) => Math.max(least, channelsOf(block) * scale + extraOf(block)));
  const spare = (width - slots.reduce((sum, slot) => sum + slot, 0)) / row.length;
  return slots.map((slot) => slot + spare);
}

function leastSlot({ length }: readonly Block[], width: number): number {
  return Math.min(LEAST_SLOT, (LEAST_SHARE * width) / length);
}

function channelsOf({ maps }: Block): number {
  return maps.reduce((sum, map) => sum + map.channels, 0);
}

function extraOf({ maps }: Block): number {
  return GAP + MAP_GAP * (maps.length - 1);
}

function octaves(size: number): number {
  return Math.log2(size) + 1;
}

/** The largest scale in which the blocks fit; those that would be too narrow are given the least, at the cost of the others. */
function slotsOf(blocks: readonly Block[], width: number): { scale: number } {
  const least = leastSlot(blocks, width);
  const [channels, extras] = [blocks.map(channelsOf), blocks.map(extraOf)];
  const open = new Set(blocks.keys());
  let scale = 0;
  for (let before = Infinity; open.size > 0 && open.size < before;) {
    before = open.size;
    const room = width - least * (blocks.length - open.size) - sumOf(extras, open);
    scale = Math.max(0, room / sumOf(channels, open));
    for (const i of open) if (channels[i] * scale + extras[i] < least) open.delete(i);
  }
  return { scale };
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

function arcsOf(blocks: readonly StripBlock[]): string[] {
  const maps = blocks.flatMap((block) => block.maps);
  const mapOf = (layer: number) =>
    maps.find(({ map }) => map.layers.some(({ index }) => index === layer));
  return blocks.flatMap(({ block, middle, maps: own }) => {
    const source = block.residual === null ? undefined : mapOf(block.residual);
    const adding = own.find(({ map }) => map.layers.some(({ adds }) => adds === block.residual));
    return source && adding ? [arc(source, adding, middle)] : [];
  });
}

function arc(source: StripMap, target: StripMap, middle: number): string {
  const [x1, x2] = [source, target].map(({ x, width }) => fixed(x + width / 2));
  const [y1, y2] = [fixed(middle - source.to / 2 - 2), fixed(middle - target.from / 2 - 2)];
  const top = fixed(Math.min(y1, y2) - 13);
  return `M${x1} ${y1}C${x1} ${top} ${x2} ${top} ${x2} ${y2}`;
}

function ticksOf(blocks: readonly StripBlock[]): { x: number; y: number; size: number }[] {
  const ticks: { x: number; y: number; size: number }[] = [];
  let size = 0;
  for (const { y, height, maps } of blocks) {
    for (const { map, x, width } of maps) {
      const last = ticks.findLast((tick) => tick.y === y + height - 4);
      const at = last ? x + width : x;
      if (map.toSize !== size && (!last || at - last.x >= TICK_WIDTH))
        ticks.push({ x: at, y: y + height - 4, size: map.toSize });
      size = map.toSize;
    }
  }
  return ticks;
}

/** Path of a map. @param middle its height on the strip @param share of its width that is drawn */
export function outline({ x, width, from, to }: StripMap, middle: number, share = 1): string {
  const [left, right] = [fixed(x), fixed(x + share * width)];
  const [top, end] = [fixed(middle - from / 2), fixed(middle - to / 2)];
  return `M${left} ${top}L${right} ${end}V${fixed(middle + to / 2)}L${left} ${fixed(middle + from / 2)}Z`;
}

function fixed(value: number): number {
  return Math.round(100 * value) / 100;
}
