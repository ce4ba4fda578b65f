/**
 * Three ways to multiply bytes and add up four neighbours, of which an engine takes the fastest that is exact in it
 * (int8/multiply.ts). Weights are signed and never -128.
 *
 * - DOT: one instruction of the relaxed build for 16 products. Where the engine has VPDPBUSD, bytes of a map count as
 *   unsigned, where it has SDOT as signed: int8/multiply.ts finds out, and maps are stored accordingly.
 * - WIDE: even and odd bytes of a map as 16 bits each, and weights stored so; PMADDWD on x86-64. Bytes are unsigned.
 * - PAIRS: two products are added in 16 bits, where they fit, and then by twos in 32: SMULL, SMLAL and SADALP on arm64.
 *   Bytes are signed. Sums lie in two vectors, two parts of each sum side by side, until `joined`.
 */
export const DOT = 0;
export const WIDE = 1;
export const PAIRS = 2;

/** sum + the four products of each lane. */
// @ts-ignore: decorator
@inline
export function dot(weights: v128, bytes: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, bytes, sum);
  const lower = i16x8.shr_s(i16x8.shl(weights, 8), 8);
  return wide(lower, i16x8.shr_s(weights, 8), even(bytes), odd(bytes), sum);
}

/** Not by a mask, which V8 would make anew for each use. */
// @ts-ignore: decorator
@inline
export function even(bytes: v128): v128 {
  return i16x8.shr_u(i16x8.shl(bytes, 8), 8);
}

// @ts-ignore: decorator
@inline
export function odd(bytes: v128): v128 {
  return i16x8.shr_u(bytes, 8);
}

/** The same of bytes and weights that are 16 bits wide each. */
// @ts-ignore: decorator
@inline
export function wide(evenWeights: v128, oddWeights: v128, evenBytes: v128, oddBytes: v128, sum: v128): v128 {
  const first = i32x4.add(sum, i32x4.dot_i16x8_s(evenBytes, evenWeights));
  return i32x4.add(first, i32x4.dot_i16x8_s(oddBytes, oddWeights));
}

/** Either of them; `oddWeights` are for WIDE alone. */
// @ts-ignore: decorator
@inline
export function sums(way: i32, weights: v128, oddWeights: v128, bytes: v128, sum: v128): v128 {
  return way == DOT ? dot(weights, bytes, sum) : wide(weights, oddWeights, even(bytes), odd(bytes), sum);
}

/** Products of the lower eight bytes of x and w, and of y and v, added in 16 bits and by twos to the sum. */
// @ts-ignore: decorator
@inline
export function lowPairs(x: v128, w: v128, y: v128, v: v128, sum: v128): v128 {
  const products = i16x8.add(i16x8.extmul_low_i8x16_s(x, w), i16x8.extmul_low_i8x16_s(y, v));
  return i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(products));
}

/** The same of the upper eight bytes. */
// @ts-ignore: decorator
@inline
export function highPairs(x: v128, w: v128, y: v128, v: v128, sum: v128): v128 {
  const products = i16x8.add(i16x8.extmul_high_i8x16_s(x, w), i16x8.extmul_high_i8x16_s(y, v));
  return i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(products));
}

// @ts-ignore: decorator
@inline
export function lowPair(x: v128, w: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_low_i8x16_s(x, w)));
}

// @ts-ignore: decorator
@inline
export function highPair(x: v128, w: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_high_i8x16_s(x, w)));
}

/** Both parts of the sums in two vectors of `…Pairs`. */
// @ts-ignore: decorator
@inline
export function joined(low: v128, high: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
}
