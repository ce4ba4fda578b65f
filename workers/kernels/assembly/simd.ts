/** The few vector operations whose best form differs between the two builds. */

/** a · b + c in each lane: one instruction in the relaxed build, rounded twice in the plain one. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * Each lane clamped to [low, high]. Lanes are never NaN: plans refuse such weights. Relaxed min/max is one
 * instruction on x86-64 and on arm64; of the plain forms pmin/pmax is by far the cheaper on x86-64.
 */
// @ts-ignore: decorator
@inline
export function clamp(x: v128, low: v128, high: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_min(f32x4.relaxed_max(x, low), high);
  return f32x4.pmin(f32x4.pmax(x, low), high);
}

/** One lane, a constant, in all four. */
// @ts-ignore: decorator
@inline
export function spread(x: v128, lane: i32): v128 {
  if (lane == 0) return v128.shuffle<f32>(x, x, 0, 0, 0, 0);
  if (lane == 1) return v128.shuffle<f32>(x, x, 1, 1, 1, 1);
  if (lane == 2) return v128.shuffle<f32>(x, x, 2, 2, 2, 2);
  return v128.shuffle<f32>(x, x, 3, 3, 3, 3);
}
