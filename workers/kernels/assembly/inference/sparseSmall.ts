/**
 * Sparse 1×1 convolution over 4 or 16 columns and no more (a 2×2 or 4×4 map of one image; pitch 16 or 64 bytes).
 *
 * Per non-zero there are one or four multiply-adds and all else is overhead. So input rows are found by a shift
 * and nothing is called per row; for 4 columns four weights are loaded at once and broadcast from the register.
 */
import { clamp, madd, spread } from "../simd";
import { SparseCall } from "./sparse";

/** Rows are padded to a multiple of 4, and eight sums run at a time. */
export function sparse4(call: SparseCall): void {
  const input = call.input;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const residual = call.residual;
  let value = call.values;
  let index = call.indices;
  let row = call.rows;
  const lastRow = row + (call.rowCount << 2);
  for (; row < lastRow; row += 4) {
    const place = <usize>load<u16>(row) << 4;
    const count = <usize>load<u16>(row, 2);
    const end = index + (count << 1);
    const pairs = index + ((count & ~7) << 1);
    let a = v128.load32_splat(value);
    let b = f32x4.splat(0);
    let c = b;
    let d = b;
    let e = b;
    let f = b;
    let g = b;
    let h = b;
    value += 4;
    for (; index < pairs; index += 16, value += 32) {
      const w = v128.load(value);
      a = madd(v128.load(input + (<usize>load<u16>(index) << 4)), v128.shuffle<f32>(w, w, 0, 0, 0, 0), a);
      b = madd(v128.load(input + (<usize>load<u16>(index, 2) << 4)), v128.shuffle<f32>(w, w, 1, 1, 1, 1), b);
      c = madd(v128.load(input + (<usize>load<u16>(index, 4) << 4)), v128.shuffle<f32>(w, w, 2, 2, 2, 2), c);
      d = madd(v128.load(input + (<usize>load<u16>(index, 6) << 4)), v128.shuffle<f32>(w, w, 3, 3, 3, 3), d);
      const u = v128.load(value, 16);
      e = madd(v128.load(input + (<usize>load<u16>(index, 8) << 4)), v128.shuffle<f32>(u, u, 0, 0, 0, 0), e);
      f = madd(v128.load(input + (<usize>load<u16>(index, 10) << 4)), v128.shuffle<f32>(u, u, 1, 1, 1, 1), f);
      g = madd(v128.load(input + (<usize>load<u16>(index, 12) << 4)), v128.shuffle<f32>(u, u, 2, 2, 2, 2), g);
      h = madd(v128.load(input + (<usize>load<u16>(index, 14) << 4)), v128.shuffle<f32>(u, u, 3, 3, 3, 3), h);
    }
    if (index < end) {
      const w = v128.load(value);
      a = madd(v128.load(input + (<usize>load<u16>(index) << 4)), v128.shuffle<f32>(w, w, 0, 0, 0, 0), a);
      b = madd(v128.load(input + (<usize>load<u16>(index, 2) << 4)), v128.shuffle<f32>(w, w, 1, 1, 1, 1), b);
      c = madd(v128.load(input + (<usize>load<u16>(index, 4) << 4)), v128.shuffle<f32>(w, w, 2, 2, 2, 2), c);
      d = madd(v128.load(input + (<usize>load<u16>(index, 6) << 4)), v128.shuffle<f32>(w, w, 3, 3, 3, 3), d);
      index += 8;
      value += 16;
    }
    let sum = f32x4.add(f32x4.add(f32x4.add(a, e), f32x4.add(b, f)), f32x4.add(f32x4.add(c, g), f32x4.add(d, h)));
    if (residual) sum = f32x4.add(sum, v128.load(residual + place));
    v128.store(call.output + place, clamp(sum, low, high));
  }
}

/** What sparse16 does with a map of 16 pixels. Rows are padded to a multiple of 2. */
export function sparsePlane16(call: SparseCall): void {
  const input = call.input;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  let value = call.values;
  let index = call.indices;
  let row = call.rows;
  const lastRow = row + (call.rowCount << 2);
  for (; row < lastRow; row += 4) {
    const place = <usize>load<u16>(row) << 6;
    const end = index + (<usize>load<u16>(row, 2) << 1);
    let a0 = v128.load32_splat(value);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = f32x4.splat(0);
    let b1 = b0;
    let b2 = b0;
    let b3 = b0;
    value += 4;
    for (; index < end; index += 4, value += 8) {
      const i = load<u32>(index);
      const w = v128.load64_splat(value);
      const x = input + ((i << 6) & 0x3fffc0);
      const u = v128.shuffle<f32>(w, w, 0, 0, 0, 0);
      a0 = madd(v128.load(x), u, a0);
      a1 = madd(v128.load(x, 16), u, a1);
      a2 = madd(v128.load(x, 32), u, a2);
      a3 = madd(v128.load(x, 48), u, a3);
      const y = input + ((i >> 10) & 0x3fffc0);
      const v = v128.shuffle<f32>(w, w, 1, 1, 1, 1);
      b0 = madd(v128.load(y), v, b0);
      b1 = madd(v128.load(y, 16), v, b1);
      b2 = madd(v128.load(y, 32), v, b2);
      b3 = madd(v128.load(y, 48), v, b3);
    }
    a0 = f32x4.add(a0, b0);
    a1 = f32x4.add(a1, b1);
    a2 = f32x4.add(a2, b2);
    a3 = f32x4.add(a3, b3);
    if (call.residual) {
      const added = call.residual + place;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
    }
    const output = call.output + place;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
  }
}

/** The same with the weights and numbers of four non-zeros in a load each, for processors with 32 vector registers. */
export function quadPlane16(call: SparseCall): void {
  // From a vector before the inputs all four of a row are found by one address and an offset in their load.
  const input = call.input - 16;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  let value = call.values;
  let index = call.indices;
  let row = call.rows;
  const lastRow = row + (call.rowCount << 2);
  for (; row < lastRow; row += 4) {
    const place = <usize>load<u16>(row) << 6;
    const count = <usize>load<u16>(row, 2);
    const quads = index + ((count & ~3) << 1);
    const end = index + (count << 1);
    let a0 = v128.load32_splat(value);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = f32x4.splat(0);
    let b1 = b0;
    let b2 = b0;
    let b3 = b0;
    value += 4;
    for (; index < quads; index += 8, value += 16) {
      const i = load<u64>(index);
      const w = v128.load(value);
      const x = input + (<usize>(i & 0xffff) << 6);
      const u = spread(w, 0);
      a0 = madd(v128.load(x, 16), u, a0);
      a1 = madd(v128.load(x, 32), u, a1);
      a2 = madd(v128.load(x, 48), u, a2);
      a3 = madd(v128.load(x, 64), u, a3);
      const y = input + (<usize>((i >> 16) & 0xffff) << 6);
      const v = spread(w, 1);
      b0 = madd(v128.load(y, 16), v, b0);
      b1 = madd(v128.load(y, 32), v, b1);
      b2 = madd(v128.load(y, 48), v, b2);
      b3 = madd(v128.load(y, 64), v, b3);
      const z = input + (<usize>((i >> 32) & 0xffff) << 6);
      const s = spread(w, 2);
      a0 = madd(v128.load(z, 16), s, a0);
      a1 = madd(v128.load(z, 32), s, a1);
      a2 = madd(v128.load(z, 48), s, a2);
      a3 = madd(v128.load(z, 64), s, a3);
      const t = input + (<usize>(i >> 48) << 6);
      const r = spread(w, 3);
      b0 = madd(v128.load(t, 16), r, b0);
      b1 = madd(v128.load(t, 32), r, b1);
      b2 = madd(v128.load(t, 48), r, b2);
      b3 = madd(v128.load(t, 64), r, b3);
    }
    if (index < end) {
      const i = load<u32>(index);
      const w = v128.load64_splat(value);
      const x = input + (<usize>(i & 0xffff) << 6);
      const u = spread(w, 0);
      a0 = madd(v128.load(x, 16), u, a0);
      a1 = madd(v128.load(x, 32), u, a1);
      a2 = madd(v128.load(x, 48), u, a2);
      a3 = madd(v128.load(x, 64), u, a3);
      const y = input + (<usize>(i >> 16) << 6);
      const v = spread(w, 1);
      b0 = madd(v128.load(y, 16), v, b0);
      b1 = madd(v128.load(y, 32), v, b1);
      b2 = madd(v128.load(y, 48), v, b2);
      b3 = madd(v128.load(y, 64), v, b3);
      index += 4;
      value += 8;
    }
    a0 = f32x4.add(a0, b0);
    a1 = f32x4.add(a1, b1);
    a2 = f32x4.add(a2, b2);
    a3 = f32x4.add(a3, b3);
    if (call.residual) {
      const added = call.residual + place;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
    }
    const output = call.output + place;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
  }
}
