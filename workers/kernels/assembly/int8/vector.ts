/** The product of one column, for dense layers and maps of one pixel: the weights are the vectors. */
import { DOT, dot, even, highPair, joined, lowPair, odd, PAIRS, WIDE, wide } from "./multiply";
import { lowestOf, magicOf, OutputStage, rescaled, rounderOf, stored } from "./outputStage";
import { HEADER, quadBytes } from "./product";

/** Fields as in `int8Fields.vector`; addresses and pitches are in bytes. */
@unmanaged
export class VectorCall extends OutputStage {
  input: usize;
  output: usize;
  /** As of a product. */
  weights: usize;
  inQuads: i32;
  outQuads: i32;
  inPitch: usize;
  outPitch: usize;
}

export function vectorDot(call: VectorCall): void {
  vector(DOT, call);
}

export function vectorWide(call: VectorCall): void {
  vector(WIDE, call);
}

export function vectorPairs(call: VectorCall): void {
  vector(PAIRS, call);
}

// @ts-ignore: decorator
@inline
function vector(way: i32, call: VectorCall): void {
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  const inPitch = call.inPitch;
  const bytes = call.inQuads * quadBytes(way);
  const whole = call.inQuads & ~3;
  let header = call.weights;
  let output = call.output;
  for (let quad = 0; quad < call.outQuads; quad++, output += call.outPitch) {
    let weights = header + HEADER;
    let input = call.input;
    const zero = i32x4.splat(0);
    // Four sums apart, so that none waits for the one before.
    let a = zero, b = zero, c = zero, d = zero;
    let e = zero, f = zero, g = zero, h = zero;
    let i = 0;
    for (; i < whole; i += 4) {
      const x = v128.load32_splat(input);
      const y = v128.load32_splat(input + inPitch);
      input += inPitch << 1;
      const z = v128.load32_splat(input);
      const u = v128.load32_splat(input + inPitch);
      input += inPitch << 1;
      if (way == PAIRS) {
        a = lowPair(v128.load(weights), x, a);
        e = highPair(v128.load(weights), x, e);
        b = lowPair(v128.load(weights, 16), y, b);
        f = highPair(v128.load(weights, 16), y, f);
        c = lowPair(v128.load(weights, 32), z, c);
        g = highPair(v128.load(weights, 32), z, g);
        d = lowPair(v128.load(weights, 48), u, d);
        h = highPair(v128.load(weights, 48), u, h);
      } else {
        a = quadSums(way, weights, x, a);
        b = quadSums(way, weights + quadBytes(way), y, b);
        c = quadSums(way, weights + 2 * quadBytes(way), z, c);
        d = quadSums(way, weights + 3 * quadBytes(way), u, d);
      }
      weights += 4 * quadBytes(way);
    }
    for (; i < call.inQuads; i++, weights += quadBytes(way), input += inPitch) {
      const x = v128.load32_splat(input);
      if (way == PAIRS) {
        a = lowPair(v128.load(weights), x, a);
        e = highPair(v128.load(weights), x, e);
      } else {
        a = quadSums(way, weights, x, a);
      }
    }
    let sum = i32x4.add(i32x4.add(a, b), i32x4.add(c, d));
    if (way == PAIRS) sum = joined(sum, i32x4.add(i32x4.add(e, f), i32x4.add(g, h)));
    const r = rescaled(i32x4.add(sum, v128.load(header)), v128.load(header, 16), rounder, magic, lowest);
    v128.store32_lane(output, stored(call, r, r, r, r), 0);
    header += HEADER + bytes;
  }
}

// @ts-ignore: decorator
@inline
function quadSums(way: i32, weights: usize, bytes: v128, sum: v128): v128 {
  if (way == DOT) return dot(v128.load(weights), bytes, sum);
  return wide(v128.load(weights), v128.load(weights, 16), even(bytes), odd(bytes), sum);
}
