/**
 * Sparse 1×1 convolution: output[M][columns] = clamp(sparse weights[M][K] · input[K][columns] + bias + residual).
 *
 * For each output channel its non-zeros come one after the other, each a broadcast weight and the number of an
 * input row. Numbers are absolute, not differences to the one before: no non-zero waits for the address of
 * another. Where a tile has few columns, 2 or 4 non-zeros go to accumulators of their own, since one chain of
 * additions would wait for its own latency; rows are padded with zero weights to that multiple. Output channels
 * come sorted by their number of non-zeros: the end of the loop over them is then hardly ever mispredicted.
 */
import { clamp, madd } from "./simd";
import { sparsePlane16 } from "./sparseSmall";

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
}

/** Tiles of 32 columns; the rest in tiles of 16, 8 and 4. */
export function sparse32(call: SparseCall): void {
  chunks(8, call);
}

/** Tiles of 28 columns: 784 and 196 pixels (28×28, 14×14) are a multiple. */
export function sparse28(call: SparseCall): void {
  chunks(7, call);
}

/** Tiles of 16 columns, non-zeros by 2: for many input channels, whose tiles of 32 overflow the first cache. */
export function sparse16(call: SparseCall): void {
  if (call.columns == 16 && call.inPitch == 64 && call.outPitch == 64) sparsePlane16(call);
  else chunks(4, call);
}

/** Tiles of 8 columns, non-zeros by 4. */
export function sparse8(call: SparseCall): void {
  chunks(2, call);
}

// @ts-ignore: decorator
@inline
function chunks(vectors: i32, call: SparseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    if (call.panel) {
      gatherPanel(call, from, to, vectors << 4);
      rows(vectors, call, call.panel - from, vectors << 4, from, to);
    } else {
      rows(vectors, call, call.input, call.inPitch, from, to);
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
function rows(vectors: i32, call: SparseCall, input: usize, inPitch: usize, from: usize, to: usize): void {
  const whole = to - (to - from) % (vectors << 4);
  let values = call.values;
  let indices = call.indices;
  let row = call.rows;
  const lastRow = row + (call.rowCount << 2);
  for (; row < lastRow; row += 4) {
    const place = <usize>load<u16>(row) * call.outPitch;
    const count = <usize>load<u16>(row, 2);
    const end = indices + (count << 1);
    if (vectors == 8) span8(call, input, inPitch, values, indices, end, place, from, whole);
    if (vectors == 7) span7(call, input, inPitch, values, indices, end, place, from, whole);
    if (vectors == 4) span4(call, input, inPitch, values, indices, end, place, from, whole);
    if (vectors == 2) span2(call, input, inPitch, values, indices, end, place, from, whole);
    let at = whole;
    if (vectors > 4 && to - at >= 64) { span4(call, input, inPitch, values, indices, end, place, at, at + 64); at += 64; }
    if (vectors > 2 && to - at >= 32) { span2(call, input, inPitch, values, indices, end, place, at, at + 32); at += 32; }
    if (vectors > 1 && to - at >= 16) span1(call, input, inPitch, values, indices, end, place, at, at + 16);
    values += (count + 1) << 2;
    indices = end;
  }
}

// @ts-ignore: decorator
@inline
function span8(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  for (; from < to; from += 128) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let a4 = a0;
    let a5 = a0;
    let a6 = a0;
    let a7 = a0;
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      a4 = madd(v128.load(xa, 64), wa, a4);
      a5 = madd(v128.load(xa, 80), wa, a5);
      a6 = madd(v128.load(xa, 96), wa, a6);
      a7 = madd(v128.load(xa, 112), wa, a7);
    }
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
      a4 = f32x4.add(a4, v128.load(added, 64));
      a5 = f32x4.add(a5, v128.load(added, 80));
      a6 = f32x4.add(a6, v128.load(added, 96));
      a7 = f32x4.add(a7, v128.load(added, 112));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
    v128.store(output, clamp(a4, low, high), 64);
    v128.store(output, clamp(a5, low, high), 80);
    v128.store(output, clamp(a6, low, high), 96);
    v128.store(output, clamp(a7, low, high), 112);
  }
}

// @ts-ignore: decorator
@inline
function span7(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  for (; from < to; from += 112) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let a4 = a0;
    let a5 = a0;
    let a6 = a0;
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      a4 = madd(v128.load(xa, 64), wa, a4);
      a5 = madd(v128.load(xa, 80), wa, a5);
      a6 = madd(v128.load(xa, 96), wa, a6);
    }
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
      a4 = f32x4.add(a4, v128.load(added, 64));
      a5 = f32x4.add(a5, v128.load(added, 80));
      a6 = f32x4.add(a6, v128.load(added, 96));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
    v128.store(output, clamp(a4, low, high), 64);
    v128.store(output, clamp(a5, low, high), 80);
    v128.store(output, clamp(a6, low, high), 96);
  }
}

function span4(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const unrolled = indices + ((end - indices) & ~3);
  for (; from < to; from += 64) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let b2 = f32x4.splat(0);
    let b3 = f32x4.splat(0);
    for (; index < unrolled; index += 4, value += 8) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      const xb = base + <usize>load<u16>(index, 2) * inPitch;
      const wb = v128.load32_splat(value, 4);
      b0 = madd(v128.load(xb), wb, b0);
      b1 = madd(v128.load(xb, 16), wb, b1);
      b2 = madd(v128.load(xb, 32), wb, b2);
      b3 = madd(v128.load(xb, 48), wb, b3);
    }
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
    }
    a0 = f32x4.add(a0, b0);
    a1 = f32x4.add(a1, b1);
    a2 = f32x4.add(a2, b2);
    a3 = f32x4.add(a3, b3);
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
  }
}

function span2(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const unrolled = indices + ((end - indices) & ~7);
  for (; from < to; from += 32) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let c0 = f32x4.splat(0);
    let c1 = f32x4.splat(0);
    let d0 = f32x4.splat(0);
    let d1 = f32x4.splat(0);
    for (; index < unrolled; index += 8, value += 16) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      const xb = base + <usize>load<u16>(index, 2) * inPitch;
      const wb = v128.load32_splat(value, 4);
      b0 = madd(v128.load(xb), wb, b0);
      b1 = madd(v128.load(xb, 16), wb, b1);
      const xc = base + <usize>load<u16>(index, 4) * inPitch;
      const wc = v128.load32_splat(value, 8);
      c0 = madd(v128.load(xc), wc, c0);
      c1 = madd(v128.load(xc, 16), wc, c1);
      const xd = base + <usize>load<u16>(index, 6) * inPitch;
      const wd = v128.load32_splat(value, 12);
      d0 = madd(v128.load(xd), wd, d0);
      d1 = madd(v128.load(xd, 16), wd, d1);
    }
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
    }
    a0 = f32x4.add(f32x4.add(a0, b0), f32x4.add(c0, d0));
    a1 = f32x4.add(f32x4.add(a1, b1), f32x4.add(c1, d1));
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
  }
}

function span1(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const unrolled = indices + ((end - indices) & ~7);
  for (; from < to; from += 16) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let b0 = f32x4.splat(0);
    let c0 = f32x4.splat(0);
    let d0 = f32x4.splat(0);
    for (; index < unrolled; index += 8, value += 16) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      const xb = base + <usize>load<u16>(index, 2) * inPitch;
      const wb = v128.load32_splat(value, 4);
      b0 = madd(v128.load(xb), wb, b0);
      const xc = base + <usize>load<u16>(index, 4) * inPitch;
      const wc = v128.load32_splat(value, 8);
      c0 = madd(v128.load(xc), wc, c0);
      const xd = base + <usize>load<u16>(index, 6) * inPitch;
      const wd = v128.load32_splat(value, 12);
      d0 = madd(v128.load(xd), wd, d0);
    }
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
    }
    a0 = f32x4.add(f32x4.add(a0, b0), f32x4.add(c0, d0));
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
  }
}
