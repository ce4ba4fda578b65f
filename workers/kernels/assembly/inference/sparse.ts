/**
 * Sparse 1×1 convolution: output[M][columns] = clamp(sparse weights[M][K] · input[K][columns] + bias + residual).
 *
 * For each output channel its non-zeros come one after the other, each a broadcast weight and the number of an
 * input row. Numbers are absolute, not differences to the one before: no non-zero waits for the address of
 * another. Output channels come sorted by their number of non-zeros: the end of the loop over them is then hardly
 * ever mispredicted. The inputs of a tile may first be gathered in a panel: rows that lie far apart would
 * need an address translation each, again for every output channel. A tile of many input channels overflows the first
 * cache: they are then taken in segments, each a call that adds to the sums of the one before.
 */
import { quadPlane16, sparsePlane16 } from "./sparseSmall";
import { quadSpan4, quadSpan7, quadSpan8 } from "./sparseQuads";
import { span1, span2, span4, span7, span8 } from "./sparseSpans";

/** Fields as in `recordFields.sparse`; addresses and pitches are in bytes. */
@unmanaged
export class SparseCall {
  input: usize;
  output: usize;
  /** 0 where nothing is added. Same pitch as the output. */
  residual: usize;
  /** For each row its bias (a block row: 4), then its weights (4 a block), f32. */
  values: usize;
  /** For each weight (or block of 4) the number of its input channel, u16. */
  indices: usize;
  /** For each row its output channel (a block row: the first of 4) and how many weights or blocks it has, u16 each. */
  rows: usize;
  /** A block row may reach beyond the last one. */
  outChannels: i32;
  rowCount: i32;
  /** Multiple of 4. */
  columns: i32;
  inPitch: usize;
  outPitch: usize;
  inChannels: i32;
  /** Columns, multiple of the tile; the tile where there is a panel. */
  chunk: i32;
  /** Scratch for a tile of all input channels, one after the other; 0 where the input is read in place. */
  panel: usize;
  low: f32;
  high: f32;
  /** Call for the next input channels, which adds to what this one has summed (its residual is the output), or 0. */
  next: SparseCall | null;
}

/** Tiles of 32 columns; the rest in tiles of 16, 8 and 4. */
export function sparse32(call: SparseCall): void {
  for (let part: SparseCall | null = call; part; part = part.next) chunks(8, false, part);
}

/** Tiles of 28 columns: 784 and 196 pixels (28×28, 14×14) are a multiple. */
export function sparse28(call: SparseCall): void {
  for (let part: SparseCall | null = call; part; part = part.next) chunks(7, false, part);
}

/** Tiles of 16 columns, non-zeros by 2: for many input channels, whose tiles of 32 overflow the first cache. */
export function sparse16(call: SparseCall): void {
  if (isPlane16(call)) sparsePlane16(call);
  else chunks(4, false, call);
}

/** Whether all columns are one tile, and rows lie without gaps. */
// @ts-ignore: decorator
@inline
function isPlane16(call: SparseCall): bool {
  return call.columns == 16 && call.inPitch == 64 && call.outPitch == 64;
}

/** The same three with the weights and numbers of 4 non-zeros in a load each. */
export function sparse32Quads(call: SparseCall): void {
  for (let part: SparseCall | null = call; part; part = part.next) chunks(8, true, part);
}

export function sparse28Quads(call: SparseCall): void {
  for (let part: SparseCall | null = call; part; part = part.next) chunks(7, true, part);
}

export function sparse16Quads(call: SparseCall): void {
  if (isPlane16(call)) quadPlane16(call);
  else chunks(4, true, call);
}

/** Tiles of 8 columns, non-zeros by 4. */
export function sparse8(call: SparseCall): void {
  chunks(2, false, call);
}

// @ts-ignore: decorator
@inline
function chunks(vectors: i32, quads: bool, call: SparseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    if (call.panel) {
      gatherPanel(call, from, to, vectors << 4);
      rows(vectors, quads, call, call.panel - from, vectors << 4, from, to);
    } else {
      rows(vectors, quads, call, call.input, call.inPitch, from, to);
    }
  }
}

/** Copies columns [from, to) of all input channels into the panel, `pitch` bytes a channel. */
function gatherPanel(call: SparseCall, from: usize, to: usize, pitch: usize): void {
  let input = call.input + from;
  const width = to - from;
  const end = call.panel + call.inChannels * pitch;
  for (let panel = call.panel; panel < end; panel += pitch, input += call.inPitch) {
    for (let x: usize = 0; x < width; x += 16) v128.store(panel + x, v128.load(input + x));
  }
}

/** All output channels of columns [from, to), in bytes; a channel's count of non-zeros serves many tiles. */
// @ts-ignore: decorator
@inline
function rows(vectors: i32, quads: bool, call: SparseCall, input: usize, inPitch: usize, from: usize, to: usize): void {
  const whole = to - (to - from) % (vectors << 4);
  let values = call.values;
  let indices = call.indices;
  let row = call.rows;
  const lastRow = row + (call.rowCount << 2);
  for (; row < lastRow; row += 4) {
    const place = <usize>load<u16>(row) * call.outPitch;
    const count = <usize>load<u16>(row, 2);
    const end = indices + (count << 1);
    if (vectors == 8) {
      if (quads) quadSpan8(call, input, inPitch, values, indices, end, place, from, whole);
      else span8(call, input, inPitch, values, indices, end, place, from, whole);
    }
    if (vectors == 7) {
      if (quads) quadSpan7(call, input, inPitch, values, indices, end, place, from, whole);
      else span7(call, input, inPitch, values, indices, end, place, from, whole);
    }
    if (vectors == 4) {
      if (quads) quadSpan4(call, input, inPitch, values, indices, end, place, from, whole);
      else span4(call, input, inPitch, values, indices, end, place, from, whole);
    }
    if (vectors == 2) span2(call, input, inPitch, values, indices, end, place, from, whole);
    let at = whole;
    if (vectors > 4 && to - at >= 64) { span4(call, input, inPitch, values, indices, end, place, at, at + 64); at += 64; }
    if (vectors > 2 && to - at >= 32) { span2(call, input, inPitch, values, indices, end, place, at, at + 32); at += 32; }
    if (vectors > 1 && to - at >= 16) span1(call, input, inPitch, values, indices, end, place, at, at + 16);
    values += (count + 1) << 2;
    indices = end;
  }
}
