/**
 * Depthwise convolution of planes in quads: 4 pixels of a row and 4 channels are one load, and turned over they are
 * for each channel what 4 taps of a row see. So an output pixel's sums are one dot product a row (of a 3×3 kernel),
 * with a weight of 0 for the fourth pixel, and lie as they are stored.
 */
import {
  DOT, dot, even, highPair, highPairs, joined, lowPair, lowPairs, odd, PAIRS, sums, WIDE, wide
} from "./multiply";
import { lowestOf, magicOf, rescaled, rounderOf, stored, swizzled } from "./outputStage";
import { fillPlanes, padPlanes, PlaneCall } from "./planes";
import { HEADER, quadBytes } from "./product";

/** Fields as in `int8Fields.depthwise`. */
@unmanaged
export class DepthwiseCall extends PlaneCall {
  /** For each quad 4 biases, 4 factors, and for each row of taps, by fours, 4 channels' 4 taps: see packing.ts. */
  weights: usize;
  /** For each output column its first pixel's distance from the planes' start, in bytes; a multiple of 4 of them. */
  places: usize;
  /** Multiple of 4. */
  columns: i32;
  /** The bytes 0, 4, 8, 12: see `turning`. */
  turn: i32;
}

export function depthwiseDot(call: DepthwiseCall): void {
  padPlanes(call);
  let weights = call.weights;
  const groups = call.kernelSide * ((call.kernelSide + 3) >> 2);
  for (let quad = 0; quad < call.quads; quad++) {
    fillPlanes(call, quad);
    const output = call.output + quad * call.outPitch;
    if (call.kernelSide == 3) threeDot(call, weights, output);
    else anyDot(call, weights, output);
    weights += HEADER + groups * quadBytes(DOT);
  }
}

export function depthwiseWide(call: DepthwiseCall): void {
  padPlanes(call);
  let weights = call.weights;
  const groups = call.kernelSide * ((call.kernelSide + 3) >> 2);
  for (let quad = 0; quad < call.quads; quad++) {
    fillPlanes(call, quad);
    const output = call.output + quad * call.outPitch;
    if (call.kernelSide == 3) threeWide(call, weights, output);
    else anyWide(call, weights, output);
    weights += HEADER + groups * quadBytes(WIDE);
  }
}

export function depthwisePairs(call: DepthwiseCall): void {
  padPlanes(call);
  let weights = call.weights;
  const groups = call.kernelSide * ((call.kernelSide + 3) >> 2);
  for (let quad = 0; quad < call.quads; quad++) {
    fillPlanes(call, quad);
    const output = call.output + quad * call.outPitch;
    if (call.kernelSide == 3) threePairs(call, weights, output);
    else anyPairs(call, weights, output);
    weights += HEADER + groups * quadBytes(PAIRS);
  }
}

/**
 * The pattern that turns [4][4] bytes over. It begins in memory, for a constant V8 makes anew wherever it is used: on
 * arm64 by ten instructions, twelve times for four pixels.
 */
// @ts-ignore: decorator
@inline
function turning(call: DepthwiseCall): v128 {
  const first = v128.load32_splat(changetype<usize>(call), offsetof<DepthwiseCall>("turn"));
  return i32x4.add(first, i32x4(0, 0x01010101, 0x02020202, 0x03030303));
}

function threeDot(call: DepthwiseCall, weights: usize, output: usize): void {
  if (inRows(call)) rows(DOT, call, weights, output);
  else three(DOT, call, weights, output);
}

function threeWide(call: DepthwiseCall, weights: usize, output: usize): void {
  if (inRows(call)) rows(WIDE, call, weights, output);
  else three(WIDE, call, weights, output);
}

function threePairs(call: DepthwiseCall, weights: usize, output: usize): void {
  if (inRows(call)) rows(PAIRS, call, weights, output);
  else three(PAIRS, call, weights, output);
}

function anyDot(call: DepthwiseCall, weights: usize, output: usize): void {
  any(DOT, call, weights, output);
}

function anyWide(call: DepthwiseCall, weights: usize, output: usize): void {
  any(WIDE, call, weights, output);
}

function anyPairs(call: DepthwiseCall, weights: usize, output: usize): void {
  any(PAIRS, call, weights, output);
}

/** 3×3: three dot products a pixel, the weights in registers. */
// @ts-ignore: decorator
@inline
function three(way: i32, call: DepthwiseCall, header: usize, output: usize): void {
  const planes = call.planes;
  const row = <usize>call.side << 2;
  const bias = v128.load(header);
  const factors = v128.load(header, 16);
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  const u = v128.load(header, 32);
  const v = v128.load(header, 48);
  const w = v128.load(header, 64);
  // The odd taps, where they are apart.
  const p = way == WIDE ? v128.load(header, 80) : w;
  const q = way == WIDE ? v128.load(header, 96) : w;
  const r = way == WIDE ? v128.load(header, 112) : w;
  const turn = turning(call);
  let place = call.places;
  const end = place + (call.columns << 2);
  for (; place < end; place += 16, output += 16) {
    const a = three1(way, planes + load<i32>(place), row, turn, u, v, w, p, q, r, bias);
    const b = three1(way, planes + load<i32>(place, 4), row, turn, u, v, w, p, q, r, bias);
    const c = three1(way, planes + load<i32>(place, 8), row, turn, u, v, w, p, q, r, bias);
    const d = three1(way, planes + load<i32>(place, 12), row, turn, u, v, w, p, q, r, bias);
    v128.store(output, stored(
      call,
      rescaled(a, factors, rounder, magic, lowest), rescaled(b, factors, rounder, magic, lowest),
      rescaled(c, factors, rounder, magic, lowest), rescaled(d, factors, rounder, magic, lowest)
    ));
  }
}

/** Sums of one pixel. */
// @ts-ignore: decorator
@inline
function three1(
  way: i32, pixel: usize, row: usize, turn: v128,
  u: v128, v: v128, w: v128, p: v128, q: v128, r: v128, bias: v128
): v128 {
  const x = swizzled(v128.load(pixel), turn);
  const y = swizzled(v128.load(pixel + row), turn);
  const z = swizzled(v128.load(pixel + (row << 1)), turn);
  let sum = bias;
  if (way == DOT) {
    sum = dot(w, z, dot(v, y, dot(u, x, bias)));
  } else if (way == WIDE) {
    const first = wide(u, v, even(x), odd(x), bias);
    sum = wide(q, r, even(z), odd(z), wide(w, p, even(y), odd(y), first));
  } else {
    sum = pairSums(x, y, z, u, v, w, bias);
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function inRows(call: DepthwiseCall): bool {
  return call.stride == 1 && call.outSize >= 4;
}

/**
 * 3×3 at stride 1, four pixels of a row at a time, the last of which may be computed twice. Four pixels that were turned
 * over serve two outputs: with weights of 0 for the fourth and for the first of them.
 */
// @ts-ignore: decorator
@inline
function rows(way: i32, call: DepthwiseCall, header: usize, output: usize): void {
  const row = <usize>call.side << 2;
  const end = <usize>call.outSize << 2;
  const step = way == WIDE ? 32 : 16;
  const u = v128.load(header + HEADER);
  const v = v128.load(header + HEADER + step);
  const w = v128.load(header + HEADER + 2 * step);
  // The odd taps, where they are apart.
  const p = way == WIDE ? v128.load(header, 48) : u;
  const q = way == WIDE ? v128.load(header, 80) : v;
  const r = way == WIDE ? v128.load(header, 112) : w;
  // The same a pixel further on; what they leave even is odd there.
  const l = i32x4.shl(p, way == WIDE ? 16 : 8);
  const m = i32x4.shl(q, way == WIDE ? 16 : 8);
  const n = i32x4.shl(r, way == WIDE ? 16 : 8);
  let plane = call.planes;
  for (let image = 0; image < call.images; image++) {
    for (let y = 0; y < call.outSize; y++) {
      for (let x: usize = 0; x < end; x += 16) {
        const at = min(x, end - 16);
        rowFour(way, call, header, plane + at, row, u, v, w, p, q, r, l, m, n, output + at);
      }
      plane += row;
      output += end;
    }
    plane += row << 1;
  }
}

// @ts-ignore: decorator
@inline
function rowFour(
  way: i32, call: DepthwiseCall, header: usize, pixel: usize, row: usize,
  u: v128, v: v128, w: v128, p: v128, q: v128, r: v128, l: v128, m: v128, n: v128, output: usize
): void {
  const turn = turning(call);
  const bias = v128.load(header);
  let a = bias, b = bias, c = bias, d = bias;
  if (way == PAIRS) {
    const x = swizzled(v128.load(pixel), turn);
    const y = swizzled(v128.load(pixel + row), turn);
    const z = swizzled(v128.load(pixel + (row << 1)), turn);
    a = pairSums(x, y, z, u, v, w, bias);
    b = pairSums(x, y, z, l, m, n, bias);
    const f = swizzled(v128.load(pixel, 8), turn);
    const g = swizzled(v128.load(pixel + row, 8), turn);
    const h = swizzled(v128.load(pixel + (row << 1), 8), turn);
    c = pairSums(f, g, h, u, v, w, bias);
    d = pairSums(f, g, h, l, m, n, bias);
  } else {
    const x = swizzled(v128.load(pixel), turn);
    a = sums(way, u, p, x, a);
    b = sums(way, l, u, x, b);
    const f = swizzled(v128.load(pixel, 8), turn);
    c = sums(way, u, p, f, c);
    d = sums(way, l, u, f, d);
    const y = swizzled(v128.load(pixel + row), turn);
    a = sums(way, v, q, y, a);
    b = sums(way, m, v, y, b);
    const g = swizzled(v128.load(pixel + row, 8), turn);
    c = sums(way, v, q, g, c);
    d = sums(way, m, v, g, d);
    const z = swizzled(v128.load(pixel + (row << 1)), turn);
    a = sums(way, w, r, z, a);
    b = sums(way, n, w, z, b);
    const h = swizzled(v128.load(pixel + (row << 1), 8), turn);
    c = sums(way, w, r, h, c);
    d = sums(way, n, w, h, d);
  }
  const factors = v128.load(header, 16);
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  v128.store(output, stored(
    call,
    rescaled(a, factors, rounder, magic, lowest), rescaled(b, factors, rounder, magic, lowest),
    rescaled(c, factors, rounder, magic, lowest), rescaled(d, factors, rounder, magic, lowest)
  ));
}

/** Three rows of taps. */
// @ts-ignore: decorator
@inline
function pairSums(x: v128, y: v128, z: v128, u: v128, v: v128, w: v128, bias: v128): v128 {
  const zero = i32x4.splat(0);
  const low = lowPair(z, w, lowPairs(x, u, y, v, zero));
  const high = highPair(z, w, highPairs(x, u, y, v, zero));
  return i32x4.add(bias, joined(low, high));
}

/** Any kernel: four taps of a row at a time. */
// @ts-ignore: decorator
@inline
function any(way: i32, call: DepthwiseCall, header: usize, output: usize): void {
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  const factors = v128.load(header, 16);
  const turn = turning(call);
  for (let column = 0; column < call.columns; column += 4, output += 16) {
    const place = call.places + (column << 2);
    const a = anyPixel(way, call, header, turn, load<i32>(place));
    const b = anyPixel(way, call, header, turn, load<i32>(place, 4));
    const c = anyPixel(way, call, header, turn, load<i32>(place, 8));
    const d = anyPixel(way, call, header, turn, load<i32>(place, 12));
    v128.store(output, stored(
      call,
      rescaled(a, factors, rounder, magic, lowest), rescaled(b, factors, rounder, magic, lowest),
      rescaled(c, factors, rounder, magic, lowest), rescaled(d, factors, rounder, magic, lowest)
    ));
  }
}

// @ts-ignore: decorator
@inline
function anyPixel(way: i32, call: DepthwiseCall, header: usize, turn: v128, place: usize): v128 {
  let low = v128.load(header);
  let high = i32x4.splat(0);
  if (way == PAIRS) low = high;
  let weights = header + HEADER;
  let row = call.planes + place;
  for (let y = 0; y < call.kernelSide; y++) {
    for (let x = 0; x < call.kernelSide; x += 4) {
      const bytes = swizzled(v128.load(row + (x << 2)), turn);
      const w = v128.load(weights);
      if (way == DOT) low = dot(w, bytes, low);
      if (way == WIDE) low = wide(w, v128.load(weights, 16), even(bytes), odd(bytes), low);
      if (way == PAIRS) {
        low = lowPair(bytes, w, low);
        high = highPair(bytes, w, high);
      }
      weights += quadBytes(way);
    }
    row += <usize>call.side << 2;
  }
  return way == PAIRS ? i32x4.add(v128.load(header), joined(low, high)) : low;
}
