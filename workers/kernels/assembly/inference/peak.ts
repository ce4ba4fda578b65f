/** What the machine can do at most: multiply-adds between registers, nothing loaded. */

/** `rounds` × 12 vectors of multiply-adds in 12 independent chains; the sum keeps them from being left out. */
export function multiplyAdds(rounds: i32): f32 {
  // No constants, which V8 for arm64 makes anew wherever they are used.
  const w = f32x4.splat(1 / <f32>rounds);
  const x = f32x4.splat(<f32>rounds);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(1);
  let s2 = f32x4.splat(2);
  let s3 = f32x4.splat(3);
  let s4 = f32x4.splat(4);
  let s5 = f32x4.splat(5);
  let s6 = f32x4.splat(6);
  let s7 = f32x4.splat(7);
  let s8 = f32x4.splat(8);
  let s9 = f32x4.splat(9);
  let s10 = f32x4.splat(10);
  let s11 = f32x4.splat(11);
  for (let i = 0; i < rounds; i++) {
    s0 = next(s0, w, x);
    s1 = next(s1, w, x);
    s2 = next(s2, w, x);
    s3 = next(s3, w, x);
    s4 = next(s4, w, x);
    s5 = next(s5, w, x);
    s6 = next(s6, w, x);
    s7 = next(s7, w, x);
    s8 = next(s8, w, x);
    s9 = next(s9, w, x);
    s10 = next(s10, w, x);
    s11 = next(s11, w, x);
  }
  let sum = f32x4.add(s0, s1);
  sum = f32x4.add(sum, s2);
  sum = f32x4.add(sum, s3);
  sum = f32x4.add(sum, s4);
  sum = f32x4.add(sum, s5);
  sum = f32x4.add(sum, s6);
  sum = f32x4.add(sum, s7);
  sum = f32x4.add(sum, s8);
  sum = f32x4.add(sum, s9);
  sum = f32x4.add(sum, s10);
  sum = f32x4.add(sum, s11);
  return f32x4.extract_lane(sum, 0);
}

/**
 * Fused, the sum is the addend, which arm64's instruction overwrites: as a factor it would be copied each time. Apart, the
 * product must differ from round to round, or it would be taken once.
 */
// @ts-ignore: decorator
@inline
function next(sum: v128, w: v128, x: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(w, x, sum);
  return f32x4.add(f32x4.mul(sum, w), x);
}
