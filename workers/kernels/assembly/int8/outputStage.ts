/** From sums of 32 bits to the bytes of a map, the same on every build: nothing here is fused or relaxed in its value. */

/** What every kernel that makes a map is told of it: the first fields of its record. */
@unmanaged
export class OutputStage {
  zeroPoint: i32;
  /** The bits of `magic` less the zero point. */
  rounder: i32;
  /** Clamp of the activation. */
  low: i32;
  high: i32;
  /** Bytes are stored xor this: 0 signed, 128 unsigned. */
  flip: i32;
  // From memory both stay in registers, where V8 makes constants anew for each use.
  /** 1.5 · 2²³. Added to a float32 of less than half of it: what is left has no fraction, and was rounded to even. */
  magic: f32;
  /** Far below every byte, and not so far that a sum with `magic` is negative. Above, bits of sums grow with the sums. */
  lowest: f32;
}

/** What `rescaled` subtracts. */
// @ts-ignore: decorator
@inline
export function rounderOf(stage: OutputStage): v128 {
  return v128.load32_splat(changetype<usize>(stage), offsetof<OutputStage>("rounder"));
}

// @ts-ignore: decorator
@inline
export function magicOf(stage: OutputStage): v128 {
  return v128.load32_splat(changetype<usize>(stage), offsetof<OutputStage>("magic"));
}

// @ts-ignore: decorator
@inline
export function lowestOf(stage: OutputStage): v128 {
  return v128.load32_splat(changetype<usize>(stage), offsetof<OutputStage>("lowest"));
}

/** A field's lowest byte in each lane, in one instruction. */
// @ts-ignore: decorator
@inline
function low8(stage: OutputStage, field: usize): v128 {
  return v128.load8_splat(changetype<usize>(stage) + field);
}

/** Sums, or any float32, in steps of the output: rounded, zero point added; out of range where a byte is. */
// @ts-ignore: decorator
@inline
export function rescaled(sums: v128, factors: v128, rounder: v128, magic: v128, lowest: v128): v128 {
  return steps(f32x4.mul(f32x4.convert_i32x4_s(sums), factors), rounder, magic, lowest);
}

// @ts-ignore: decorator
@inline
export function steps(scaled: v128, rounder: v128, magic: v128, lowest: v128): v128 {
  const bounded = ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_max(scaled, lowest) : f32x4.pmax(scaled, lowest);
  return i32x4.sub(f32x4.add(bounded, magic), rounder);
}

/** Sixteen numbers as bytes of a map. */
// @ts-ignore: decorator
@inline
export function stored(stage: OutputStage, a: v128, b: v128, c: v128, d: v128): v128 {
  return clampedBytes(stage, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

// @ts-ignore: decorator
@inline
export function clampedBytes(stage: OutputStage, bytes: v128): v128 {
  const low = i8x16.max_s(bytes, low8(stage, offsetof<OutputStage>("low")));
  const clamped = i8x16.min_s(low, low8(stage, offsetof<OutputStage>("high")));
  return v128.xor(clamped, low8(stage, offsetof<OutputStage>("flip")));
}

/** [4][4] bytes, rows for columns. Not by a shuffle, whose pattern V8 builds anew on x86-64 wherever it stands. */
// @ts-ignore: decorator
@inline
export function transposed(bytes: v128): v128 {
  return swizzled(bytes, i8x16(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
}

/** Byte after byte the one that `pattern` numbers. */
// @ts-ignore: decorator
@inline
export function swizzled(bytes: v128, pattern: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i8x16.relaxed_swizzle(bytes, pattern) : i8x16.swizzle(bytes, pattern);
}
