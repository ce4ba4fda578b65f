/**
 * Training's 1×1 convolutions: maps are [channel][pixel][image], rows `pitch` bytes apart.
 *
 * Versions: 1, this one: columns in chunks whose input rows stay in the second-level cache. The normalisation and the
 * activation of the layer before are applied while a chunk is on its way into the cache, so activations are never stored; the
 * sums for the statistics are taken while the product is still there. The product itself is inference's `pointwise`.
 */
import { pointwise, PointwiseCall } from "../inference/pointwise";
import { madd } from "../simd";
import { activateRow, addSums, at, Norm } from "./rows";

/** output = weights · a, with a = the normalised and activated input if `norm`, else the input itself. */
@unmanaged
export class ProductCall {
  /** Record for `pointwise`, whose weights, channels, pitch of output and limits are set. */
  product: PointwiseCall;
  /** Of the input, or 0. */
  norm: Norm | null;
  input: usize;
  inPitch: usize;
  output: usize;
  /** Output map that is added, or 0. */
  added: usize;
  /** Room for a chunk of normalised input rows. */
  scratch: usize;
  scratchPitch: usize;
  /** Pairs of doubles for Σ and Σ² of each output channel, or 0. */
  sums: usize;
  /** Multiples of 4. */
  columns: i32;
  chunk: i32;
}

export function product(call: ProductCall): void {
  const p = call.product;
  const norm = call.norm;
  for (let from = 0; from < call.columns; from += call.chunk) {
    const columns = min(call.chunk, call.columns - from);
    const offset = <usize>from << 2;
    const bytes = <usize>columns << 2;
    if (norm) {
      activateRows(norm, 0, p.inChannels, call.input + offset, call.inPitch, call.scratch, call.scratchPitch, bytes);
      p.input = call.scratch;
      p.inPitch = call.scratchPitch;
    } else {
      p.input = call.input + offset;
      p.inPitch = call.inPitch;
    }
    p.output = call.output + offset;
    p.residual = call.added ? call.added + offset : 0;
    p.columns = columns;
    p.chunk = (columns + 7) & ~7;
    pointwise(p);
    if (call.sums) {
      for (let m = 0; m < p.outChannels; m++) addSums(p.output + m * p.outPitch, bytes, call.sums + (<usize>m << 4));
    }
  }
}

function activateRows(n: Norm, first: i32, end: i32, input: usize, inPitch: usize, out: usize, outPitch: usize, bytes: usize): void {
  for (let c = first; c < end; c++) {
    activateRow(n, c, input + c * inPitch, out + (c - first) * outPitch, bytes);
  }
}

/** gradient[a][b] = Σ over columns of left[a] · right[b]: the filter gradient of a 1×1 convolution. */
@unmanaged
export class CorrelationCall {
  left: usize;
  leftPitch: usize;
  leftRows: i32;
  /** Of the left rows, which are then normalised and activated, or 0. */
  norm: Norm | null;
  right: usize;
  rightPitch: usize;
  rightRows: i32;
  /** Room for six rows of a chunk. */
  scratch: usize;
  scratchPitch: usize;
  gradient: usize;
  /** Bytes between neighbours along the left rows and the right rows. */
  leftStride: usize;
  rightStride: usize;
  columns: i32;
  chunk: i32;
  /** Not 0: the first chunk adds to the gradient too. */
  accumulate: i32;
}

export function correlate(call: CorrelationCall): void {
  const norm = call.norm;
  for (let from = 0; from < call.columns; from += call.chunk) {
    const bytes = <usize>min(call.chunk, call.columns - from) << 2;
    const offset = <usize>from << 2;
    const adds = call.accumulate != 0 || from > 0;
    for (let a = 0; a < call.leftRows; a += 6) {
      let left = call.left + offset + a * call.leftPitch;
      let pitch = call.leftPitch;
      if (norm) {
        const end = min(a + 6, call.leftRows);
        activateRows(norm, a, end, call.left + offset, pitch, call.scratch, call.scratchPitch, bytes);
        left = call.scratch;
        pitch = call.scratchPitch;
      }
      for (let b = 0; b < call.rightRows; b += 2) {
        correlateTile(call, a, b, left, pitch, call.right + offset + b * call.rightPitch, bytes, adds);
      }
    }
  }
}

/** 6 left rows × 2 right rows: 12 accumulators. Rows beyond the last are read as the last and not written. */
function correlateTile(call: CorrelationCall, a: i32, b: i32, left: usize, pitch: usize, right: usize, bytes: usize, adds: bool): void {
  const last = call.leftRows - 1 - a;
  const r1 = left + min(1, last) * pitch;
  const r2 = left + min(2, last) * pitch;
  const r3 = left + min(3, last) * pitch;
  const r4 = left + min(4, last) * pitch;
  const r5 = left + min(5, last) * pitch;
  const second = b + 1 < call.rightRows ? right + call.rightPitch : right;
  const zero = f32x4.splat(0);
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero;
  let b0 = zero, b1 = zero, b2 = zero, b3 = zero, b4 = zero, b5 = zero;
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(right + i);
    const y = v128.load(second + i);
    const l0 = v128.load(left + i);
    a0 = madd(x, l0, a0);
    b0 = madd(y, l0, b0);
    const l1 = v128.load(r1 + i);
    a1 = madd(x, l1, a1);
    b1 = madd(y, l1, b1);
    const l2 = v128.load(r2 + i);
    a2 = madd(x, l2, a2);
    b2 = madd(y, l2, b2);
    const l3 = v128.load(r3 + i);
    a3 = madd(x, l3, a3);
    b3 = madd(y, l3, b3);
    const l4 = v128.load(r4 + i);
    a4 = madd(x, l4, a4);
    b4 = madd(y, l4, b4);
    const l5 = v128.load(r5 + i);
    a5 = madd(x, l5, a5);
    b5 = madd(y, l5, b5);
  }
  let out = call.gradient + a * call.leftStride + b * call.rightStride;
  const rows = min(6, last + 1);
  writeSums(out, call.leftStride, a0, a1, a2, a3, a4, a5, rows, adds);
  if (second == right) return;
  out += call.rightStride;
  writeSums(out, call.leftStride, b0, b1, b2, b3, b4, b5, rows, adds);
}

/** Lane i is the sum of the lanes of the i-th vector. */
// @ts-ignore: decorator
@inline
function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/** The sums of up to six vectors to places `stride` bytes apart. Inlined: a call would send the vectors through memory. */
// @ts-ignore: decorator
@inline
function writeSums(out: usize, stride: usize, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, rows: i32, adds: bool): void {
  const first = sumsOf(a, b, c, d);
  if (stride == 4 && rows > 3) v128.store(out, adds ? f32x4.add(first, v128.load(out)) : first);
  else {
    writeSum(out, f32x4.extract_lane(first, 0), adds);
    if (rows > 1) writeSum(out + stride, f32x4.extract_lane(first, 1), adds);
    if (rows > 2) writeSum(out + 2 * stride, f32x4.extract_lane(first, 2), adds);
    if (rows > 3) writeSum(out + 3 * stride, f32x4.extract_lane(first, 3), adds);
  }
  const second = sumsOf(e, f, e, f);
  if (rows > 4) writeSum(out + 4 * stride, f32x4.extract_lane(second, 0), adds);
  if (rows > 5) writeSum(out + 5 * stride, f32x4.extract_lane(second, 1), adds);
}

// @ts-ignore: decorator
@inline
function writeSum(address: usize, sum: f32, adds: bool): void {
  store<f32>(address, adds ? load<f32>(address) + sum : sum);
}

/** The two gradients of a 1×1 convolution whose correlation's left rows are the product's input. */
@unmanaged
export class PairCall {
  correlation: CorrelationCall;
  product: ProductCall;
  columns: i32;
  /** Both take the same columns, so that the large map comes into the cache once. */
  chunk: i32;
}

export function correlateAndProduct(call: PairCall): void {
  const c = call.correlation;
  const p = call.product;
  const left = c.left;
  const right = c.right;
  const output = p.output;
  const added = p.added;
  for (let from = 0; from < call.columns; from += call.chunk) {
    const columns = min(call.chunk, call.columns - from);
    const offset = <usize>from << 2;
    c.left = left + offset;
    c.right = right + offset;
    c.columns = columns;
    c.accumulate = from;
    correlate(c);
    p.input = left + offset;
    p.output = output + offset;
    p.added = added ? added + offset : 0;
    p.columns = columns;
    product(p);
  }
  c.left = left;
  c.right = right;
  p.output = output;
  p.added = added;
}

/** Weights into the panels of `pointwise`; weight (in, out) lies at kernel + in·inStride + out·outStride. */
@unmanaged
export class PackCall {
  kernel: usize;
  inStride: usize;
  outStride: usize;
  inChannels: i32;
  outChannels: i32;
  /** Values an output channel, or 0 for none. */
  bias: usize;
  panels: usize;
}

/** The rule of the panels' widths stands in pointwise.ts too. */
export function packPanels(call: PackCall): void {
  let out = call.panels;
  for (let first = 0; first < call.outChannels;) {
    const left = call.outChannels - first;
    const width = left <= 6 ? left : left < 10 ? (left + 1) >> 1 : 6;
    for (let m = first; m < first + width; m++, out += 4) {
      store<f32>(out, call.bias ? at(call.bias, m) : 0);
    }
    const row = call.kernel + first * call.outStride;
    out = width == 6 ? packSix(call, row, out) : packRows(call, row, out, width, 0);
    first += width;
  }
}

/** One weight after the other, from input channel `from` on; returns the place behind. */
function packRows(call: PackCall, row: usize, out: usize, width: i32, from: i32): usize {
  row += from * call.inStride;
  for (let k = from; k < call.inChannels; k++, row += call.inStride) {
    for (let m = 0; m < width; m++, out += 4) store<f32>(out, load<f32>(row + m * call.outStride));
  }
  return out;
}

/** A panel of 6: copied where its weights are neighbours, turned four input channels at a time where these are. */
function packSix(call: PackCall, row: usize, out: usize): usize {
  let k = 0;
  if (call.outStride == 4) {
    for (let from = row; k < call.inChannels; k++, from += call.inStride, out += 24) {
      v128.store(out, v128.load(from));
      store<i64>(out, load<i64>(from, 16), 16);
    }
  } else if (call.inStride == 4) {
    const stride = call.outStride;
    for (let from = row; k + 4 <= call.inChannels; k += 4, from += 16, out += 96) {
      const a = v128.load(from);
      const b = v128.load(from + stride);
      const c = v128.load(from + 2 * stride);
      const d = v128.load(from + 3 * stride);
      const e = v128.load(from + 4 * stride);
      const f = v128.load(from + 5 * stride);
      packTwo(out, v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(e, f, 0, 4, 1, 5));
      packTwo(out + 48, v128.shuffle<f32>(a, b, 2, 6, 3, 7), v128.shuffle<f32>(c, d, 2, 6, 3, 7), v128.shuffle<f32>(e, f, 2, 6, 3, 7));
    }
  }
  return packRows(call, row, out, 6, k);
}

/** Two input channels: the first half of each vector, then the second. */
// @ts-ignore: decorator
@inline
function packTwo(out: usize, ab: v128, cd: v128, ef: v128): void {
  v128.store(out, v128.shuffle<i64>(ab, cd, 0, 2));
  store<i64>(out, i64x2.extract_lane(ef, 0), 16);
  v128.store(out, v128.shuffle<i64>(ab, cd, 1, 3), 24);
  store<i64>(out, i64x2.extract_lane(ef, 1), 40);
}
