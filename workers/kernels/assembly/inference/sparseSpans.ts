/**
 * One output channel of a sparse product over some columns, in tiles of 8, 7, 4, 2 or 1 vectors. `input` and
 * `inPitch` may be those of a panel; `row` is the output channel's distance in bytes. Where a tile has few columns,
 * 2 or 4 non-zeros go to accumulators of their own, since one chain of additions would wait for its own latency.
 */
import { clamp, madd } from "../simd";
import { SparseCall } from "./sparse";

// @ts-ignore: decorator
@inline
export function span8(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  for (; from < to; from += 128) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let a4 = a0;
    let a5 = a0;
    let a6 = a0;
    let a7 = a0;
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      a4 = madd(v128.load(xa, 64), wa, a4);
      a5 = madd(v128.load(xa, 80), wa, a5);
      a6 = madd(v128.load(xa, 96), wa, a6);
      a7 = madd(v128.load(xa, 112), wa, a7);
    }
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
      a4 = f32x4.add(a4, v128.load(added, 64));
      a5 = f32x4.add(a5, v128.load(added, 80));
      a6 = f32x4.add(a6, v128.load(added, 96));
      a7 = f32x4.add(a7, v128.load(added, 112));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
    v128.store(output, clamp(a4, low, high), 64);
    v128.store(output, clamp(a5, low, high), 80);
    v128.store(output, clamp(a6, low, high), 96);
    v128.store(output, clamp(a7, low, high), 112);
  }
}

// @ts-ignore: decorator
@inline
export function span7(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  for (; from < to; from += 112) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let a4 = a0;
    let a5 = a0;
    let a6 = a0;
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      a4 = madd(v128.load(xa, 64), wa, a4);
      a5 = madd(v128.load(xa, 80), wa, a5);
      a6 = madd(v128.load(xa, 96), wa, a6);
    }
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
      a4 = f32x4.add(a4, v128.load(added, 64));
      a5 = f32x4.add(a5, v128.load(added, 80));
      a6 = f32x4.add(a6, v128.load(added, 96));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
    v128.store(output, clamp(a4, low, high), 64);
    v128.store(output, clamp(a5, low, high), 80);
    v128.store(output, clamp(a6, low, high), 96);
  }
}

export function span4(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const unrolled = indices + ((end - indices) & ~3);
  for (; from < to; from += 64) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let b2 = f32x4.splat(0);
    let b3 = f32x4.splat(0);
    for (; index < unrolled; index += 4, value += 8) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      const xb = base + <usize>load<u16>(index, 2) * inPitch;
      const wb = v128.load32_splat(value, 4);
      b0 = madd(v128.load(xb), wb, b0);
      b1 = madd(v128.load(xb, 16), wb, b1);
      b2 = madd(v128.load(xb, 32), wb, b2);
      b3 = madd(v128.load(xb, 48), wb, b3);
    }
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
    }
    a0 = f32x4.add(a0, b0);
    a1 = f32x4.add(a1, b1);
    a2 = f32x4.add(a2, b2);
    a3 = f32x4.add(a3, b3);
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
      a2 = f32x4.add(a2, v128.load(added, 32));
      a3 = f32x4.add(a3, v128.load(added, 48));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
    v128.store(output, clamp(a2, low, high), 32);
    v128.store(output, clamp(a3, low, high), 48);
  }
}

export function span2(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const unrolled = indices + ((end - indices) & ~7);
  for (; from < to; from += 32) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let c0 = f32x4.splat(0);
    let c1 = f32x4.splat(0);
    let d0 = f32x4.splat(0);
    let d1 = f32x4.splat(0);
    for (; index < unrolled; index += 8, value += 16) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      const xb = base + <usize>load<u16>(index, 2) * inPitch;
      const wb = v128.load32_splat(value, 4);
      b0 = madd(v128.load(xb), wb, b0);
      b1 = madd(v128.load(xb, 16), wb, b1);
      const xc = base + <usize>load<u16>(index, 4) * inPitch;
      const wc = v128.load32_splat(value, 8);
      c0 = madd(v128.load(xc), wc, c0);
      c1 = madd(v128.load(xc, 16), wc, c1);
      const xd = base + <usize>load<u16>(index, 6) * inPitch;
      const wd = v128.load32_splat(value, 12);
      d0 = madd(v128.load(xd), wd, d0);
      d1 = madd(v128.load(xd, 16), wd, d1);
    }
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
    }
    a0 = f32x4.add(f32x4.add(a0, b0), f32x4.add(c0, d0));
    a1 = f32x4.add(f32x4.add(a1, b1), f32x4.add(c1, d1));
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
      a1 = f32x4.add(a1, v128.load(added, 16));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
    v128.store(output, clamp(a1, low, high), 16);
  }
}

export function span1(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const unrolled = indices + ((end - indices) & ~7);
  for (; from < to; from += 16) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let b0 = f32x4.splat(0);
    let c0 = f32x4.splat(0);
    let d0 = f32x4.splat(0);
    for (; index < unrolled; index += 8, value += 16) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
      const xb = base + <usize>load<u16>(index, 2) * inPitch;
      const wb = v128.load32_splat(value, 4);
      b0 = madd(v128.load(xb), wb, b0);
      const xc = base + <usize>load<u16>(index, 4) * inPitch;
      const wc = v128.load32_splat(value, 8);
      c0 = madd(v128.load(xc), wc, c0);
      const xd = base + <usize>load<u16>(index, 6) * inPitch;
      const wd = v128.load32_splat(value, 12);
      d0 = madd(v128.load(xd), wd, d0);
    }
    for (; index < end; index += 2, value += 4) {
      const xa = base + <usize>load<u16>(index) * inPitch;
      const wa = v128.load32_splat(value);
      a0 = madd(v128.load(xa), wa, a0);
    }
    a0 = f32x4.add(f32x4.add(a0, b0), f32x4.add(c0, d0));
    if (residual) {
      const added = residual + row + from;
      a0 = f32x4.add(a0, v128.load(added));
    }
    const output = call.output + row + from;
    v128.store(output, clamp(a0, low, high));
  }
}
