/**
 * The spans of 8, 7 and 4 vectors of sparseSpans.ts with the weights and numbers of four non-zeros in a load each, for
 * processors whose loads are what limits them. Each sum is added up in the same order, so that results are the same to the
 * last bit.
 */
import { clamp, madd, spread } from "../simd";
import { SparseCall } from "./sparse";

// @ts-ignore: decorator
@inline
export function quadSpan8(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const quads = indices + ((end - indices) & ~7);
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
    for (; index < quads; index += 8, value += 16) {
      const i = load<u64>(index);
      const w = v128.load(value);
      const xa = base + <usize>(i & 0xffff) * inPitch;
      const wa = spread(w, 0);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      a4 = madd(v128.load(xa, 64), wa, a4);
      a5 = madd(v128.load(xa, 80), wa, a5);
      a6 = madd(v128.load(xa, 96), wa, a6);
      a7 = madd(v128.load(xa, 112), wa, a7);
      const xb = base + <usize>((i >> 16) & 0xffff) * inPitch;
      const wb = spread(w, 1);
      a0 = madd(v128.load(xb), wb, a0);
      a1 = madd(v128.load(xb, 16), wb, a1);
      a2 = madd(v128.load(xb, 32), wb, a2);
      a3 = madd(v128.load(xb, 48), wb, a3);
      a4 = madd(v128.load(xb, 64), wb, a4);
      a5 = madd(v128.load(xb, 80), wb, a5);
      a6 = madd(v128.load(xb, 96), wb, a6);
      a7 = madd(v128.load(xb, 112), wb, a7);
      const xc = base + <usize>((i >> 32) & 0xffff) * inPitch;
      const wc = spread(w, 2);
      a0 = madd(v128.load(xc), wc, a0);
      a1 = madd(v128.load(xc, 16), wc, a1);
      a2 = madd(v128.load(xc, 32), wc, a2);
      a3 = madd(v128.load(xc, 48), wc, a3);
      a4 = madd(v128.load(xc, 64), wc, a4);
      a5 = madd(v128.load(xc, 80), wc, a5);
      a6 = madd(v128.load(xc, 96), wc, a6);
      a7 = madd(v128.load(xc, 112), wc, a7);
      const xd = base + <usize>(i >> 48) * inPitch;
      const wd = spread(w, 3);
      a0 = madd(v128.load(xd), wd, a0);
      a1 = madd(v128.load(xd, 16), wd, a1);
      a2 = madd(v128.load(xd, 32), wd, a2);
      a3 = madd(v128.load(xd, 48), wd, a3);
      a4 = madd(v128.load(xd, 64), wd, a4);
      a5 = madd(v128.load(xd, 80), wd, a5);
      a6 = madd(v128.load(xd, 96), wd, a6);
      a7 = madd(v128.load(xd, 112), wd, a7);
    }
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
export function quadSpan7(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const quads = indices + ((end - indices) & ~7);
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
    for (; index < quads; index += 8, value += 16) {
      const i = load<u64>(index);
      const w = v128.load(value);
      const xa = base + <usize>(i & 0xffff) * inPitch;
      const wa = spread(w, 0);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      a4 = madd(v128.load(xa, 64), wa, a4);
      a5 = madd(v128.load(xa, 80), wa, a5);
      a6 = madd(v128.load(xa, 96), wa, a6);
      const xb = base + <usize>((i >> 16) & 0xffff) * inPitch;
      const wb = spread(w, 1);
      a0 = madd(v128.load(xb), wb, a0);
      a1 = madd(v128.load(xb, 16), wb, a1);
      a2 = madd(v128.load(xb, 32), wb, a2);
      a3 = madd(v128.load(xb, 48), wb, a3);
      a4 = madd(v128.load(xb, 64), wb, a4);
      a5 = madd(v128.load(xb, 80), wb, a5);
      a6 = madd(v128.load(xb, 96), wb, a6);
      const xc = base + <usize>((i >> 32) & 0xffff) * inPitch;
      const wc = spread(w, 2);
      a0 = madd(v128.load(xc), wc, a0);
      a1 = madd(v128.load(xc, 16), wc, a1);
      a2 = madd(v128.load(xc, 32), wc, a2);
      a3 = madd(v128.load(xc, 48), wc, a3);
      a4 = madd(v128.load(xc, 64), wc, a4);
      a5 = madd(v128.load(xc, 80), wc, a5);
      a6 = madd(v128.load(xc, 96), wc, a6);
      const xd = base + <usize>(i >> 48) * inPitch;
      const wd = spread(w, 3);
      a0 = madd(v128.load(xd), wd, a0);
      a1 = madd(v128.load(xd, 16), wd, a1);
      a2 = madd(v128.load(xd, 32), wd, a2);
      a3 = madd(v128.load(xd, 48), wd, a3);
      a4 = madd(v128.load(xd, 64), wd, a4);
      a5 = madd(v128.load(xd, 80), wd, a5);
      a6 = madd(v128.load(xd, 96), wd, a6);
    }
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

// @ts-ignore: decorator
@inline
export function quadSpan4(call: SparseCall, input: usize, inPitch: usize, values: usize, indices: usize, end: usize, row: usize, from: usize, to: usize): void {
  const residual = call.residual;
  const low = f32x4.splat(call.low);
  const high = f32x4.splat(call.high);
  const quads = indices + ((end - indices) & ~7);
  const pairs = indices + ((end - indices) & ~3);
  for (; from < to; from += 64) {
    const base = input + from;
    let value = values + 4;
    let index = indices;
    let a0 = v128.load32_splat(values);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = f32x4.splat(0);
    let b1 = b0;
    let b2 = b0;
    let b3 = b0;
    for (; index < quads; index += 8, value += 16) {
      const i = load<u64>(index);
      const w = v128.load(value);
      const xa = base + <usize>(i & 0xffff) * inPitch;
      const wa = spread(w, 0);
      a0 = madd(v128.load(xa), wa, a0);
      a1 = madd(v128.load(xa, 16), wa, a1);
      a2 = madd(v128.load(xa, 32), wa, a2);
      a3 = madd(v128.load(xa, 48), wa, a3);
      const xb = base + <usize>((i >> 16) & 0xffff) * inPitch;
      const wb = spread(w, 1);
      b0 = madd(v128.load(xb), wb, b0);
      b1 = madd(v128.load(xb, 16), wb, b1);
      b2 = madd(v128.load(xb, 32), wb, b2);
      b3 = madd(v128.load(xb, 48), wb, b3);
      const xc = base + <usize>((i >> 32) & 0xffff) * inPitch;
      const wc = spread(w, 2);
      a0 = madd(v128.load(xc), wc, a0);
      a1 = madd(v128.load(xc, 16), wc, a1);
      a2 = madd(v128.load(xc, 32), wc, a2);
      a3 = madd(v128.load(xc, 48), wc, a3);
      const xd = base + <usize>(i >> 48) * inPitch;
      const wd = spread(w, 3);
      b0 = madd(v128.load(xd), wd, b0);
      b1 = madd(v128.load(xd, 16), wd, b1);
      b2 = madd(v128.load(xd, 32), wd, b2);
      b3 = madd(v128.load(xd, 48), wd, b3);
    }
    if (index < pairs) {
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
      index += 4;
      value += 8;
    }
    if (index < end) {
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
