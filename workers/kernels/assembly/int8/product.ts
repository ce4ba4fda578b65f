/**
 * Dense 1×1 convolution of maps in quads [channels / 4][column][4]: a vector is 4 columns of 4 channels, and a quad's
 * weights for one output channel are 32 bits that every column meets.
 *
 * Tiles of 4 output channels (one quad, so that bytes leave as they are stored) × 8 columns. On x86-64 that is 8 sums, 2
 * inputs and a weight, of 15 registers. Columns come in chunks, so that their inputs stay in the cache while all output
 * channels pass over them.
 */
import { DOT, dot, even, highPair, highPairs, joined, lowPair, lowPairs, odd, PAIRS, WIDE, wide } from "./multiply";
import { lowestOf, magicOf, OutputStage, rescaled, rounderOf, stored, transposed } from "./outputStage";

/** Fields as in `int8Fields.product`; addresses and pitches are in bytes. */
@unmanaged
export class ProductCall extends OutputStage {
  input: usize;
  output: usize;
  /** For each quad of outputs 4 biases, 4 factors, and for each quad of inputs the weights of 4 outputs: see packing.ts. */
  weights: usize;
  inQuads: i32;
  outQuads: i32;
  columns: i32;
  inPitch: usize;
  outPitch: usize;
  /** Columns, multiple of 8. */
  chunk: i32;
}

/** Bytes of biases and factors of a quad. */
export const HEADER: usize = 32;

export function productDot(call: ProductCall): void {
  product(DOT, call);
}

export function productWide(call: ProductCall): void {
  product(WIDE, call);
}

export function productPairs(call: ProductCall): void {
  product(PAIRS, call);
}

/** Bytes of the weights of one quad of inputs and 4 outputs. */
// @ts-ignore: decorator
@inline
export function quadBytes(way: i32): usize {
  return way == WIDE ? 32 : 16;
}

// @ts-ignore: decorator
@inline
function product(way: i32, call: ProductCall): void {
  const end = <usize>call.columns << 2;
  const chunk = <usize>call.chunk << 2;
  const step = HEADER + call.inQuads * quadBytes(way);
  for (let from: usize = 0; from < end; from += chunk) {
    const to = min(from + chunk, end);
    let weights = call.weights;
    let output = call.output;
    for (let quad = 0; quad < call.outQuads; quad++) {
      if (way == DOT) quadDot(call, weights, output, from, to);
      else if (way == WIDE) quadWide(call, weights, output, from, to);
      else quadPairs(call, weights, output, from, to);
      weights += step;
      output += call.outPitch;
    }
  }
}

function quadDot(call: ProductCall, weights: usize, output: usize, from: usize, to: usize): void {
  for (; from + 16 < to; from += 32) tile(DOT, 2, call, weights, output, from);
  if (from < to) tile(DOT, 1, call, weights, output, from);
}

function quadWide(call: ProductCall, weights: usize, output: usize, from: usize, to: usize): void {
  for (; from + 16 < to; from += 32) tile(WIDE, 2, call, weights, output, from);
  if (from < to) tile(WIDE, 1, call, weights, output, from);
}

function quadPairs(call: ProductCall, weights: usize, output: usize, from: usize, to: usize): void {
  for (; from + 16 < to; from += 32) tilePairs(2, call, weights, output, from);
  if (from < to) tilePairs(1, call, weights, output, from);
}

/** 4 channels × `vectors`·4 columns; way and vectors are constants, so what is not used folds away. */
// @ts-ignore: decorator
@inline
function tile(way: i32, vectors: i32, call: ProductCall, header: usize, output: usize, column: usize): void {
  const inPitch = call.inPitch;
  let input = call.input + column;
  let a0 = v128.load32_splat(header);
  let b0 = a0;
  let a1 = v128.load32_splat(header, 4);
  let b1 = a1;
  let a2 = v128.load32_splat(header, 8);
  let b2 = a2;
  let a3 = v128.load32_splat(header, 12);
  let b3 = a3;
  let weights = header + HEADER;
  const end = weights + call.inQuads * quadBytes(way);
  for (; weights < end; weights += quadBytes(way)) {
    const x = v128.load(input);
    const y = vectors > 1 ? v128.load(input, 16) : x;
    input += inPitch;
    if (way == DOT) {
      const w0 = v128.load32_splat(weights);
      a0 = dot(w0, x, a0);
      if (vectors > 1) b0 = dot(w0, y, b0);
      const w1 = v128.load32_splat(weights, 4);
      a1 = dot(w1, x, a1);
      if (vectors > 1) b1 = dot(w1, y, b1);
      const w2 = v128.load32_splat(weights, 8);
      a2 = dot(w2, x, a2);
      if (vectors > 1) b2 = dot(w2, y, b2);
      const w3 = v128.load32_splat(weights, 12);
      a3 = dot(w3, x, a3);
      if (vectors > 1) b3 = dot(w3, y, b3);
    } else {
      const xe = even(x);
      const xo = odd(x);
      const ye = even(y);
      const yo = odd(y);
      const e0 = v128.load32_splat(weights);
      const o0 = v128.load32_splat(weights, 16);
      a0 = wide(e0, o0, xe, xo, a0);
      if (vectors > 1) b0 = wide(e0, o0, ye, yo, b0);
      const e1 = v128.load32_splat(weights, 4);
      const o1 = v128.load32_splat(weights, 20);
      a1 = wide(e1, o1, xe, xo, a1);
      if (vectors > 1) b1 = wide(e1, o1, ye, yo, b1);
      const e2 = v128.load32_splat(weights, 8);
      const o2 = v128.load32_splat(weights, 24);
      a2 = wide(e2, o2, xe, xo, a2);
      if (vectors > 1) b2 = wide(e2, o2, ye, yo, b2);
      const e3 = v128.load32_splat(weights, 12);
      const o3 = v128.load32_splat(weights, 28);
      a3 = wide(e3, o3, xe, xo, a3);
      if (vectors > 1) b3 = wide(e3, o3, ye, yo, b3);
    }
  }
  finish(call, header, a0, a1, a2, a3, output + column);
  if (vectors > 1) finish(call, header, b0, b1, b2, b3, output + column + 16);
}

/** The same by pairs of quads of inputs: 16 sums of 32 registers on arm64. */
// @ts-ignore: decorator
@inline
function tilePairs(vectors: i32, call: ProductCall, header: usize, output: usize, column: usize): void {
  const inPitch = call.inPitch;
  const zero = i32x4.splat(0);
  let input = call.input + column;
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero;
  let b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
  let d0 = zero, d1 = zero, d2 = zero, d3 = zero;
  let weights = header + HEADER;
  const end = weights + (call.inQuads & ~1) * quadBytes(PAIRS);
  for (; weights < end; weights += 2 * quadBytes(PAIRS)) {
    const next = input + inPitch;
    const x = v128.load(input);
    const u = v128.load(next);
    const y = vectors > 1 ? v128.load(input, 16) : x;
    const v = vectors > 1 ? v128.load(next, 16) : u;
    input = next + inPitch;
    const w0 = v128.load32_splat(weights);
    const z0 = v128.load32_splat(weights, 16);
    a0 = lowPairs(x, w0, u, z0, a0);
    b0 = highPairs(x, w0, u, z0, b0);
    if (vectors > 1) {
      c0 = lowPairs(y, w0, v, z0, c0);
      d0 = highPairs(y, w0, v, z0, d0);
    }
    const w1 = v128.load32_splat(weights, 4);
    const z1 = v128.load32_splat(weights, 20);
    a1 = lowPairs(x, w1, u, z1, a1);
    b1 = highPairs(x, w1, u, z1, b1);
    if (vectors > 1) {
      c1 = lowPairs(y, w1, v, z1, c1);
      d1 = highPairs(y, w1, v, z1, d1);
    }
    const w2 = v128.load32_splat(weights, 8);
    const z2 = v128.load32_splat(weights, 24);
    a2 = lowPairs(x, w2, u, z2, a2);
    b2 = highPairs(x, w2, u, z2, b2);
    if (vectors > 1) {
      c2 = lowPairs(y, w2, v, z2, c2);
      d2 = highPairs(y, w2, v, z2, d2);
    }
    const w3 = v128.load32_splat(weights, 12);
    const z3 = v128.load32_splat(weights, 28);
    a3 = lowPairs(x, w3, u, z3, a3);
    b3 = highPairs(x, w3, u, z3, b3);
    if (vectors > 1) {
      c3 = lowPairs(y, w3, v, z3, c3);
      d3 = highPairs(y, w3, v, z3, d3);
    }
  }
  if (call.inQuads & 1) {
    const x = v128.load(input);
    const y = vectors > 1 ? v128.load(input, 16) : x;
    const w0 = v128.load32_splat(weights);
    const w1 = v128.load32_splat(weights, 4);
    const w2 = v128.load32_splat(weights, 8);
    const w3 = v128.load32_splat(weights, 12);
    a0 = lowPair(x, w0, a0);
    b0 = highPair(x, w0, b0);
    a1 = lowPair(x, w1, a1);
    b1 = highPair(x, w1, b1);
    a2 = lowPair(x, w2, a2);
    b2 = highPair(x, w2, b2);
    a3 = lowPair(x, w3, a3);
    b3 = highPair(x, w3, b3);
    if (vectors > 1) {
      c0 = lowPair(y, w0, c0);
      d0 = highPair(y, w0, d0);
      c1 = lowPair(y, w1, c1);
      d1 = highPair(y, w1, d1);
      c2 = lowPair(y, w2, c2);
      d2 = highPair(y, w2, d2);
      c3 = lowPair(y, w3, c3);
      d3 = highPair(y, w3, d3);
    }
  }
  finishPairs(call, header, a0, b0, a1, b1, a2, b2, a3, b3, output + column);
  if (vectors > 1) finishPairs(call, header, c0, d0, c1, d1, c2, d2, c3, d3, output + column + 16);
}

// @ts-ignore: decorator
@inline
function finishPairs(
  call: ProductCall, header: usize,
  a0: v128, b0: v128, a1: v128, b1: v128, a2: v128, b2: v128, a3: v128, b3: v128,
  output: usize
): void {
  finish(
    call, header,
    i32x4.add(joined(a0, b0), v128.load32_splat(header)),
    i32x4.add(joined(a1, b1), v128.load32_splat(header, 4)),
    i32x4.add(joined(a2, b2), v128.load32_splat(header, 8)),
    i32x4.add(joined(a3, b3), v128.load32_splat(header, 12)),
    output
  );
}

/** Sums of 4 channels, 4 columns each, become bytes. */
// @ts-ignore: decorator
@inline
function finish(call: OutputStage, header: usize, a0: v128, a1: v128, a2: v128, a3: v128, output: usize): void {
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  const r0 = rescaled(a0, v128.load32_splat(header, 16), rounder, magic, lowest);
  const r1 = rescaled(a1, v128.load32_splat(header, 20), rounder, magic, lowest);
  const r2 = rescaled(a2, v128.load32_splat(header, 24), rounder, magic, lowest);
  const r3 = rescaled(a3, v128.load32_splat(header, 28), rounder, magic, lowest);
  v128.store(output, transposed(stored(call, r0, r1, r2, r3)));
}
