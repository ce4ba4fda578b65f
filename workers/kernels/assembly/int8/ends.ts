/** Images become maps, maps their means, sums of maps, and scores. */
import { clampedBytes, lowestOf, magicOf, OutputStage, rounderOf, steps, stored } from "./outputStage";

/** Fields as in `int8Fields.quantise`. */
@unmanaged
export class QuantiseCall extends OutputStage {
  /** [column][planes] float32. */
  input: usize;
  output: usize;
  planes: i32;
  columns: i32;
  outPitch: usize;
  /** 1 / scale of the image. */
  scale: f32;
}

/** Reads up to 3 pixels and 3 planes beyond the last. */
export function quantise(call: QuantiseCall): void {
  const rounder = rounderOf(call);
  const magic = magicOf(call);
  const lowest = lowestOf(call);
  const scale = f32x4.splat(call.scale);
  const pixel = <usize>call.planes << 2;
  const end = <usize>call.columns << 2;
  for (let quad: usize = 0; quad << 2 < <usize>call.planes; quad++) {
    let input = call.input + (quad << 4);
    const output = call.output + quad * call.outPitch;
    for (let at: usize = 0; at < end; at += 16) {
      const a = steps(f32x4.mul(v128.load(input), scale), rounder, magic, lowest);
      input += pixel;
      const b = steps(f32x4.mul(v128.load(input), scale), rounder, magic, lowest);
      input += pixel;
      const c = steps(f32x4.mul(v128.load(input), scale), rounder, magic, lowest);
      input += pixel;
      const d = steps(f32x4.mul(v128.load(input), scale), rounder, magic, lowest);
      input += pixel;
      v128.store(output + at, stored(call, a, b, c, d));
    }
  }
}

/** Fields as in `int8Fields.add`. */
@unmanaged
export class AddCall extends OutputStage {
  input: usize;
  residual: usize;
  /** May be one of the two. */
  output: usize;
  /** Multiple of 16. */
  bytes: usize;
  a: i32;
  b: i32;
  offset: i32;
  shift: i32;
}

export function add(call: AddCall): void {
  const flip = i8x16.splat(<i8>call.flip);
  for (let at: usize = 0; at < call.bytes; at += 16) {
    const x = v128.xor(v128.load(call.input + at), flip);
    const y = v128.xor(v128.load(call.residual + at), flip);
    const xl = i16x8.extend_low_i8x16_s(x);
    const xh = i16x8.extend_high_i8x16_s(x);
    const yl = i16x8.extend_low_i8x16_s(y);
    const yh = i16x8.extend_high_i8x16_s(y);
    const a = sum(call, i32x4.extend_low_i16x8_s(xl), i32x4.extend_low_i16x8_s(yl));
    const b = sum(call, i32x4.extend_high_i16x8_s(xl), i32x4.extend_high_i16x8_s(yl));
    const c = sum(call, i32x4.extend_low_i16x8_s(xh), i32x4.extend_low_i16x8_s(yh));
    const d = sum(call, i32x4.extend_high_i16x8_s(xh), i32x4.extend_high_i16x8_s(yh));
    v128.store(call.output + at, stored(call, a, b, c, d));
  }
}

// @ts-ignore: decorator
@inline
function sum(call: AddCall, x: v128, y: v128): v128 {
  const products = i32x4.add(i32x4.mul(x, i32x4.splat(call.a)), i32x4.mul(y, i32x4.splat(call.b)));
  const shifted = i32x4.shr_s(i32x4.add(products, i32x4.splat(call.offset)), call.shift);
  return i32x4.add(shifted, i32x4.splat(call.zeroPoint));
}

/** Fields as in `int8Fields.pool`. */
@unmanaged
export class PoolCall extends OutputStage {
  input: usize;
  output: usize;
  quads: i32;
  images: i32;
  pixels: i32;
  inPitch: usize;
  outPitch: usize;
}

export function pool(call: PoolCall): void {
  for (let quad = 0; quad < call.quads; quad++) {
    let input = call.input + quad * call.inPitch;
    let output = call.output + quad * call.outPitch;
    for (let image = 0; image < call.images; image++, input += call.pixels << 2, output += 4) {
      const means = meansOf(call, input);
      v128.store32_lane(output, clampedBytes(call, i8x16.narrow_i16x8_s(means, means)), 0);
    }
  }
}

/** Means of a plane's four channels, in the first four of eight numbers. */
// @ts-ignore: decorator
@inline
function meansOf(call: PoolCall, plane: usize): v128 {
  const flip = i8x16.splat(<i8>call.flip);
  const end = plane + (call.pixels << 2);
  let sums = i32x4.splat(0);
  for (; plane < end; plane += 4) {
    const bytes = v128.xor(v128.load32_zero(plane), flip);
    sums = i32x4.add(sums, i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes)));
  }
  const count = call.pixels;
  const means = i32x4(
    mean(i32x4.extract_lane(sums, 0), count), mean(i32x4.extract_lane(sums, 1), count),
    mean(i32x4.extract_lane(sums, 2), count), mean(i32x4.extract_lane(sums, 3), count)
  );
  return i16x8.narrow_i32x4_s(means, means);
}

/** Halves away from zero. */
// @ts-ignore: decorator
@inline
function mean(sum: i32, count: i32): i32 {
  const half = count >> 1;
  return (sum < 0 ? sum - half : sum + half) / count;
}

/** Fields as in `int8Fields.scores`. */
@unmanaged
export class ScoresCall extends OutputStage {
  input: usize;
  /** [image][class] float32. */
  output: usize;
  classes: i32;
  images: i32;
  inPitch: usize;
  scale: f32;
}

export function scores(call: ScoresCall): void {
  let output = call.output;
  for (let image = 0; image < call.images; image++) {
    const input = call.input + (image << 2);
    for (let c = 0; c < call.classes; c++, output += 4) {
      const byte = load<u8>(input + (c >> 2) * call.inPitch + (c & 3)) ^ <u8>call.flip;
      store<f32>(output, call.scale * <f32>(<i32>(<i8>byte) - call.zeroPoint));
    }
  }
}
