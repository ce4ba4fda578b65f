/**
 * 1×1 convolution by what is not zero: for each output channel its quads of inputs (1×4 blocks along the inputs) with a
 * weight that is not zero. A quad's number is its distance in bytes, so that nothing is multiplied to find it.
 *
 * Tiles are one output channel × 32, 16, 8 or 4 columns; the four channels of a quad follow each other, and their results
 * wait in `scratch` until they can be stored together.
 */
import { DOT, highPairs, joined, lowPairs, PAIRS, sums, WIDE } from "./multiply";
import {
  clampedBytes, lowestOf, magicOf, OutputStage, rescaled, rounderOf, stored, transposed
} from "./outputStage";
import { HEADER } from "./product";

/** Fields as in `int8Fields.sparse`; addresses and pitches are in bytes. */
@unmanaged
export class SparseCall extends OutputStage {
  input: usize;
  output: usize;
  /** For each quad of outputs 4 biases and 4 factors. */
  headers: usize;
  /** For each output channel how many entries it has, 16 bits; even for PAIRS. */
  counts: usize;
  /** A quad's distance from the input's start and its weights: 4 bytes, or 8 for WIDE. */
  entries: usize;
  outQuads: i32;
  columns: i32;
  outPitch: usize;
  /** Columns, multiple of 32. */
  chunk: i32;
  /** 128 bytes. */
  scratch: usize;
}

export function sparseDot(call: SparseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    let counts = call.counts;
    let entries = call.entries;
    let output = call.output;
    for (let quad = 0; quad < call.outQuads; quad++) {
      const header = call.headers + quad * HEADER;
      let at = from;
      for (; at + 112 < to; at += 128) eightDot(call, header, counts, entries, at, output + at);
      if (at + 48 < to) {
        fourDot(call, header, counts, entries, at, output + at);
        at += 64;
      }
      if (at + 16 < to) {
        twoDot(call, header, counts, entries, at, output + at);
        at += 32;
      }
      if (at < to) oneDot(call, header, counts, entries, at, output + at);
      entries += entriesOf(counts) * entryBytes(DOT);
      counts += 8;
      output += call.outPitch;
    }
  }
}

export function sparseWide(call: SparseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    let counts = call.counts;
    let entries = call.entries;
    let output = call.output;
    for (let quad = 0; quad < call.outQuads; quad++) {
      const header = call.headers + quad * HEADER;
      let at = from;
      for (; at + 112 < to; at += 128) eightWide(call, header, counts, entries, at, output + at);
      if (at + 48 < to) {
        fourWide(call, header, counts, entries, at, output + at);
        at += 64;
      }
      if (at + 16 < to) {
        twoWide(call, header, counts, entries, at, output + at);
        at += 32;
      }
      if (at < to) oneWide(call, header, counts, entries, at, output + at);
      entries += entriesOf(counts) * entryBytes(WIDE);
      counts += 8;
      output += call.outPitch;
    }
  }
}

export function sparsePairs(call: SparseCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    let counts = call.counts;
    let entries = call.entries;
    let output = call.output;
    for (let quad = 0; quad < call.outQuads; quad++) {
      const header = call.headers + quad * HEADER;
      let at = from;
      for (; at + 112 < to; at += 128) eightPairs(call, header, counts, entries, at, output + at);
      if (at + 48 < to) {
        fourPairs(call, header, counts, entries, at, output + at);
        at += 64;
      }
      if (at + 16 < to) {
        twoPairs(call, header, counts, entries, at, output + at);
        at += 32;
      }
      if (at < to) onePairs(call, header, counts, entries, at, output + at);
      entries += entriesOf(counts) * entryBytes(PAIRS);
      counts += 8;
      output += call.outPitch;
    }
  }
}

// @ts-ignore: decorator
@inline
function entryBytes(way: i32): usize {
  return way == WIDE ? 12 : 8;
}

/** Of the four channels of a quad. */
// @ts-ignore: decorator
@inline
function entriesOf(counts: usize): usize {
  return <usize>load<u16>(counts) + <usize>load<u16>(counts, 2) + <usize>load<u16>(counts, 4) + <usize>load<u16>(counts, 6);
}

function eightDot(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(DOT, 8, call, header, counts, entries, column, output);
}

function fourDot(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(DOT, 4, call, header, counts, entries, column, output);
}

function twoDot(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(DOT, 2, call, header, counts, entries, column, output);
}

function oneDot(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(DOT, 1, call, header, counts, entries, column, output);
}

function eightWide(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(WIDE, 8, call, header, counts, entries, column, output);
}

function fourWide(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(WIDE, 4, call, header, counts, entries, column, output);
}

function twoWide(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(WIDE, 2, call, header, counts, entries, column, output);
}

function oneWide(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(WIDE, 1, call, header, counts, entries, column, output);
}

function eightPairs(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(PAIRS, 8, call, header, counts, entries, column, output);
}

function fourPairs(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(PAIRS, 4, call, header, counts, entries, column, output);
}

function twoPairs(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(PAIRS, 2, call, header, counts, entries, column, output);
}

function onePairs(call: SparseCall, header: usize, counts: usize, entries: usize, column: usize, output: usize): void {
  tile(PAIRS, 1, call, header, counts, entries, column, output);
}

/** Four channels one after the other; way and vectors are constants, so what is not used folds away. */
// @ts-ignore: decorator
@inline
function tile(
  way: i32, vectors: i32, call: SparseCall,
  header: usize, counts: usize, entry: usize, column: usize, output: usize
): void {
  const input = call.input + column;
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  let scratch = call.scratch;
  const last = header + 16;
  for (; header < last; header += 4, counts += 2, scratch += scratchBytes(vectors)) {
    const end = entry + <usize>load<u16>(counts) * entryBytes(way);
    const zero = i32x4.splat(0);
    const bias = v128.load32_splat(header);
    let a = way == PAIRS ? zero : bias;
    let b = a, c = a, d = a, e = a, f = a, g = a, h = a;
    let i = zero, j = zero, k = zero, l = zero, m = zero, n = zero, o = zero, p = zero;
    if (way == PAIRS) {
      for (; entry < end; entry += 2 * entryBytes(PAIRS)) {
        const x = input + load<u32>(entry);
        const y = input + load<u32>(entry, 8);
        const w = v128.load32_splat(entry, 4);
        const v = v128.load32_splat(entry, 12);
        a = lowPairs(v128.load(x), w, v128.load(y), v, a);
        i = highPairs(v128.load(x), w, v128.load(y), v, i);
        if (vectors > 1) {
          b = lowPairs(v128.load(x, 16), w, v128.load(y, 16), v, b);
          j = highPairs(v128.load(x, 16), w, v128.load(y, 16), v, j);
        }
        if (vectors > 2) {
          c = lowPairs(v128.load(x, 32), w, v128.load(y, 32), v, c);
          k = highPairs(v128.load(x, 32), w, v128.load(y, 32), v, k);
          d = lowPairs(v128.load(x, 48), w, v128.load(y, 48), v, d);
          l = highPairs(v128.load(x, 48), w, v128.load(y, 48), v, l);
        }
        if (vectors > 4) {
          e = lowPairs(v128.load(x, 64), w, v128.load(y, 64), v, e);
          m = highPairs(v128.load(x, 64), w, v128.load(y, 64), v, m);
          f = lowPairs(v128.load(x, 80), w, v128.load(y, 80), v, f);
          n = highPairs(v128.load(x, 80), w, v128.load(y, 80), v, n);
          g = lowPairs(v128.load(x, 96), w, v128.load(y, 96), v, g);
          o = highPairs(v128.load(x, 96), w, v128.load(y, 96), v, o);
          h = lowPairs(v128.load(x, 112), w, v128.load(y, 112), v, h);
          p = highPairs(v128.load(x, 112), w, v128.load(y, 112), v, p);
        }
      }
      a = i32x4.add(bias, joined(a, i));
      if (vectors > 1) b = i32x4.add(bias, joined(b, j));
      if (vectors > 2) {
        c = i32x4.add(bias, joined(c, k));
        d = i32x4.add(bias, joined(d, l));
      }
      if (vectors > 4) {
        e = i32x4.add(bias, joined(e, m));
        f = i32x4.add(bias, joined(f, n));
        g = i32x4.add(bias, joined(g, o));
        h = i32x4.add(bias, joined(h, p));
      }
    } else {
      for (; entry < end; entry += entryBytes(way)) {
        const x = input + load<u32>(entry);
        const w = v128.load32_splat(entry, 4);
        const v = way == WIDE ? v128.load32_splat(entry, 8) : w;
        a = sums(way, w, v, v128.load(x), a);
        if (vectors > 1) b = sums(way, w, v, v128.load(x, 16), b);
        if (vectors > 2) {
          c = sums(way, w, v, v128.load(x, 32), c);
          d = sums(way, w, v, v128.load(x, 48), d);
        }
        if (vectors > 4) {
          e = sums(way, w, v, v128.load(x, 64), e);
          f = sums(way, w, v, v128.load(x, 80), f);
          g = sums(way, w, v, v128.load(x, 96), g);
          h = sums(way, w, v, v128.load(x, 112), h);
        }
      }
    }
    const factor = v128.load32_splat(header, 16);
    a = rescaled(a, factor, rounder, magic, lowest);
    if (vectors > 1) b = rescaled(b, factor, rounder, magic, lowest);
    if (vectors <= 2) {
      v128.store(scratch, a);
      if (vectors > 1) v128.store(scratch, b, 16);
    } else {
      c = rescaled(c, factor, rounder, magic, lowest);
      d = rescaled(d, factor, rounder, magic, lowest);
      v128.store(scratch, narrowed(call, a, b, c, d));
      if (vectors > 4) {
        e = rescaled(e, factor, rounder, magic, lowest);
        f = rescaled(f, factor, rounder, magic, lowest);
        g = rescaled(g, factor, rounder, magic, lowest);
        h = rescaled(h, factor, rounder, magic, lowest);
        v128.store(scratch, narrowed(call, e, f, g, h), 16);
      }
    }
  }
  scratch = call.scratch;
  if (vectors > 2) {
    weave(scratch, scratchBytes(vectors), output);
    if (vectors > 4) weave(scratch + 16, scratchBytes(vectors), output + 64);
  } else {
    unite(call, scratch, scratchBytes(vectors), output);
    if (vectors > 1) unite(call, scratch + 16, scratchBytes(vectors), output + 16);
  }
}

/** What a channel's results take: bytes in wide tiles, numbers in narrow ones. */
// @ts-ignore: decorator
@inline
function scratchBytes(vectors: i32): usize {
  return vectors == 8 || vectors == 2 ? 32 : 16;
}

/** Sixteen columns of one channel. */
// @ts-ignore: decorator
@inline
function narrowed(call: OutputStage, a: v128, b: v128, c: v128, d: v128): v128 {
  return clampedBytes(call, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

/** Sixteen columns of four channels, `step` bytes apart, as they are stored in a map. */
// @ts-ignore: decorator
@inline
function weave(from: usize, step: usize, output: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + step);
  const c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step);
  const abLow = v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const abHigh = v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const cdLow = v128.shuffle<i8>(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const cdHigh = v128.shuffle<i8>(c, d, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  v128.store(output, v128.shuffle<i16>(abLow, cdLow, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(output, v128.shuffle<i16>(abLow, cdLow, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  v128.store(output, v128.shuffle<i16>(abHigh, cdHigh, 0, 8, 1, 9, 2, 10, 3, 11), 32);
  v128.store(output, v128.shuffle<i16>(abHigh, cdHigh, 4, 12, 5, 13, 6, 14, 7, 15), 48);
}

/** Four columns of four channels. */
// @ts-ignore: decorator
@inline
function unite(call: OutputStage, from: usize, step: usize, output: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + step);
  const c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step);
  v128.store(output, transposed(stored(call, a, b, c, d)));
}
