/**
 * Geometry of an open block: its kernels as matrices one above the other, the channels inside the block along the page,
 * those of the stream down it, all in one scale. A channel inside is one line through all of them.
 */
import type { Block } from '../../model/blocks';
import type { Layer } from '../../model/network';
import type { SliceAxis } from '../../model/coupledSlices';

/** One axis of a kernel. */
export interface TensorAxis {
  /** Channel set along it; null where none can go. */
  readonly set: number | null;
  readonly axis: SliceAxis;
  readonly count: number;
}

export interface TensorBox {
  readonly layer: Layer;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: TensorAxis;
  /** Null for a depthwise filter: its taps are no channels. */
  readonly rows: TensorAxis | null;
}

export interface BlockLayout {
  readonly width: number;
  readonly height: number;
  readonly tensors: readonly TensorBox[];
  /** From the rows that the block reads to those that it makes; null where nothing is added. */
  readonly residual: string | null;
}

/** For the line of the residual, and for what is written above each kernel. */
const LEFT = 28;
const LABEL = 20;
const GAP = 10;
const TAPS = 16;
const LEAST = 4;

/** @param tallest no kernel is higher */
export function blockLayout(
  block: Block,
  { width, tallest }: { readonly width: number; readonly tallest: number },
): BlockLayout {
  const centre = block.layers.find(({ kind }) => kind === 'depthwise');
  const drawn = block.layers.filter(({ kind }) => kind !== 'pool');
  const axes = drawn.map((layer) => ({ layer, ...axesOf(layer, centre) }));
  const most = (counts: readonly number[]) => Math.max(1, ...counts);
  const scale = Math.min(
    (width - LEFT) / most(axes.map(({ columns }) => columns.count)),
    tallest / most(axes.map(({ rows }) => rows?.count ?? 1)),
  );
  let y = 0;
  const tensors = axes.map((tensor) => {
    const height = tensor.rows ? Math.max(LEAST, tensor.rows.count * scale) : TAPS;
    const box = { ...tensor, x: LEFT, y: y + LABEL, width: tensor.columns.count * scale, height };
    y += LABEL + height + GAP;
    return box;
  });
  const residual = block.residual === null ? null : residualPath(tensors);
  return { width, height: y, tensors, residual };
}

/** What reads the depthwise layer has the inside of the block as its inputs; so has a classifier the longer axis. */
function axesOf(layer: Layer, centre: Layer | undefined) {
  const { kind, from, inSet, outSet, inChannels, outChannels } = layer;
  const made: TensorAxis = {
    ...{ set: outSet, count: outChannels },
    axis: kind === 'depthwise' ? 'filter' : 'output',
  };
  if (kind === 'depthwise') return { columns: made, rows: null };
  const read: TensorAxis = { set: inSet, axis: 'input', count: inChannels };
  const inwards = kind === 'dense' || (centre !== undefined && from === centre.index);
  return inwards ? { columns: read, rows: made } : { columns: made, rows: read };
}

function residualPath(tensors: readonly TensorBox[]): string {
  const [first, last] = [tensors[0], tensors[tensors.length - 1]];
  const [top, bottom] = [first, last].map(({ y, height }) => y + height / 2);
  const edge = LEFT - 4;
  return `M${edge} ${top}H14Q6 ${top} 6 ${top + 8}V${bottom - 8}Q6 ${bottom} 14 ${bottom}H${edge}`;
}

/** Where one channel lies in a kernel; null where it has no part in it. */
export function sliceOf(
  { x, y, width, height, columns, rows }: TensorBox,
  { set, channel }: { readonly set: number; readonly channel: number },
): readonly { x: number; y: number; width: number; height: number }[] {
  const column =
    columns.set === set ? line(x, width, channel / columns.count, columns.count) : null;
  const row = rows?.set === set ? line(y, height, channel / rows.count, rows.count) : null;
  return [
    ...(column ? [{ x: column.from, y: y - 3, width: column.size, height: height + 6 }] : []),
    ...(row ? [{ x: x - 3, y: row.from, width: width + 6, height: row.size }] : []),
  ];
}

/** Never thinner than can be seen, never out of its kernel. */
function line(start: number, length: number, share: number, count: number) {
  const size = Math.max(2, length / count);
  return { from: Math.min(start + share * length, start + length - Math.min(size, length)), size };
}

/** The channel at a point along an axis, 0 … count − 1. */
export function channelAt(offset: number, length: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((offset / length) * count)));
}
