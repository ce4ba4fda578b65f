/**
 * Inner loops of training over `bytes` bytes (a multiple of 16) of one channel: what batch normalisation, or a bias, and the
 * activation do forward and backward. `scale` and `shift` are γ/√(σ²+ε) and β − mean·scale of the channel, or 1 and the bias.
 */
import { clamp, madd } from "../simd";

/** Rows are summed in single precision for this many bytes, then in double. */
const BLOCK: usize = 4096;

// @ts-ignore: decorator
@inline
function sumLanes(v: v128): f64 {
  return <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1)
    + <f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3);
}

/** out = clamp(scale · z + shift), in steps if the normalisation has them. */
export function activateRow(n: Norm, c: i32, z: usize, out: usize, bytes: usize): void {
  const s = f32x4.splat(at(n.scale, c));
  const t = f32x4.splat(at(n.shift, c));
  const low = f32x4.splat(n.low);
  const high = f32x4.splat(n.high);
  if (n.step != 0) {
    const step = f32x4.splat(n.step);
    const perUnit = f32x4.splat(1 / n.step);
    for (const end = z + bytes; z < end; z += 16, out += 16) {
      v128.store(out, rounded(clamp(madd(v128.load(z), s, t), low, high), perUnit, step));
    }
    return;
  }
  for (const end = z + bytes; z < end; z += 16, out += 16) {
    v128.store(out, clamp(madd(v128.load(z), s, t), low, high));
  }
}

/** Each value to the nearest multiple of a step, as integers that stand for reals have it. */
// @ts-ignore: decorator
@inline
function rounded(values: v128, perUnit: v128, step: v128): v128 {
  return f32x4.mul(f32x4.nearest(f32x4.mul(values, perUnit)), step);
}

export function roundRow(row: usize, step: f32, bytes: usize): void {
  const s = f32x4.splat(step);
  const perUnit = f32x4.splat(1 / step);
  for (const end = row + bytes; row < end; row += 16) {
    v128.store(row, rounded(v128.load(row), perUnit, s));
  }
}

/** out = clamp(scale · z + shift), and + residual unless its address is 0: in steps where the normalisation has them. */
export function normaliseRow(n: Norm, c: i32, z: usize, out: usize, residual: usize, sumStep: f32, bytes: usize): void {
  if (!residual) return activateRow(n, c, z, out, bytes);
  if (n.step != 0) {
    activateRow(n, c, z, out, bytes);
    passRow(residual, out, bytes, true);
    return roundRow(out, sumStep, bytes);
  }
  const s = f32x4.splat(at(n.scale, c));
  const t = f32x4.splat(at(n.shift, c));
  const low = f32x4.splat(n.low);
  const high = f32x4.splat(n.high);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(out + i, f32x4.add(clamp(madd(v128.load(z + i), s, t), low, high), v128.load(residual + i)));
  }
}

/** to = from, or += from. */
export function passRow(from: usize, to: usize, bytes: usize, adds: bool): void {
  if (!adds) memory.copy(to, from, bytes);
  else for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
}

/** Adds Σz and Σz² to the two doubles at `sums`. */
export function addSums(z: usize, bytes: usize, sums: usize): void {
  let total: f64 = 0;
  let squares: f64 = 0;
  for (let from: usize = 0; from < bytes; from += BLOCK) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    const end = z + min(from + BLOCK, bytes);
    let at = z + from;
    for (; at + 32 <= end; at += 32) {
      const x = v128.load(at);
      const y = v128.load(at, 16);
      a = f32x4.add(a, x);
      b = madd(x, x, b);
      c = f32x4.add(c, y);
      d = madd(y, y, d);
    }
    if (at < end) {
      const x = v128.load(at);
      a = f32x4.add(a, x);
      b = madd(x, x, b);
    }
    total += sumLanes(f32x4.add(a, c));
    squares += sumLanes(f32x4.add(b, d));
  }
  store<f64>(sums, load<f64>(sums) + total);
  store<f64>(sums, load<f64>(sums, 8) + squares, 8);
}

/**
 * A normalisation, or a bias, with the activation behind it; written by `finishNorm`. The fields are arrays over the
 * channels. A bias has no γ (0): it is β.
 */
@unmanaged
export class Norm {
  /** Pairs of doubles: Σz, Σz². */
  sums: usize;
  mean: usize;
  /** 1/√(σ²+ε). */
  inverse: usize;
  scale: usize;
  shift: usize;
  gamma: usize;
  beta: usize;
  gammaGradient: usize;
  betaGradient: usize;
  runningMean: usize;
  runningVariance: usize;
  channels: i32;
  /** Values a channel: images × pixels. */
  count: i32;
  epsilon: f32;
  /** Share of the new batch in the running statistics. */
  momentum: f32;
  /** Of the activation: 0 and 6, 0 and ∞, or −∞ and ∞; with steps, the ends of what its integers stand for. */
  low: f32;
  high: f32;
  /** Of what the activation gives, or 0 where it stays as it is. */
  step: f32;
}

// @ts-ignore: decorator
@inline
export function at(array: usize, c: i32): f32 {
  return load<f32>(array + (<usize>c << 2));
}

/** From sums to statistics; the running variance takes the unbiased estimate. Empties the sums. */
export function finishNorm(n: Norm): void {
  const count = <f64>n.count;
  for (let c = 0; c < n.channels; c++) {
    const sums = n.sums + (<usize>c << 4);
    const offset = <usize>c << 2;
    const mean = load<f64>(sums) / count;
    const variance = max(load<f64>(sums, 8) / count - mean * mean, 0);
    store<f64>(sums, 0);
    store<f64>(sums, 0, 8);
    const inverse = 1 / Math.sqrt(variance + <f64>n.epsilon);
    store<f32>(n.mean + offset, <f32>mean);
    store<f32>(n.inverse + offset, <f32>inverse);
    if (!n.gamma) {
      store<f32>(n.scale + offset, 1);
      store<f32>(n.shift + offset, at(n.beta, c));
      continue;
    }
    const scale = <f64>at(n.gamma, c) * inverse;
    store<f32>(n.scale + offset, <f32>scale);
    store<f32>(n.shift + offset, <f32>(<f64>at(n.beta, c) - mean * scale));
    const unbiased = n.count > 1 ? variance * count / (count - 1) : variance;
    blend(n.runningMean + offset, <f32>mean, n.momentum);
    blend(n.runningVariance + offset, <f32>unbiased, n.momentum);
  }
}

// @ts-ignore: decorator
@inline
function blend(address: usize, value: f32, share: f32): void {
  store<f32>(address, load<f32>(address) * (1 - share) + value * share);
}

/**
 * Gradients of one channel through the activation and the normalisation: g (masked in place where something is clamped) is
 * the gradient of the output, z what was normalised; `dz` takes the gradient of z and may be g itself.
 */
export function normBackwardRow(n: Norm, c: i32, g: usize, z: usize, dz: usize, bytes: usize): void {
  reduceRow(n, c, g, z, bytes);
  settleSums(n, c);
  spreadRow(n, c, g, z, dz, bytes);
}

/** Whether the activation clamps nothing, and leaves gradients as they are. */
// @ts-ignore: decorator
@inline
export function isLinear(n: Norm): bool {
  return n.low == f32.NEGATIVE_INFINITY;
}

const LINEAR: i32 = 0;
const ABOVE: i32 = 1;
const BETWEEN: i32 = 2;

/** First pass, row by row if need be: masks g, and adds Σg and Σ g·z to the channel's sums. */
export function reduceRow(n: Norm, c: i32, g: usize, z: usize, bytes: usize): void {
  if (isLinear(n)) reduce(n, c, g, z, bytes, LINEAR);
  else if (n.high == f32.POSITIVE_INFINITY) reduce(n, c, g, z, bytes, ABOVE);
  else reduce(n, c, g, z, bytes, BETWEEN);
}

// @ts-ignore: decorator
@inline
function reduce(n: Norm, c: i32, g: usize, z: usize, bytes: usize, passes: i32): void {
  const scale = f32x4.splat(at(n.scale, c));
  // ReLU6 lets through what is less than 3 away from 3.
  const half = (n.high - n.low) / 2;
  const middle = f32x4.splat(half);
  const shift = f32x4.splat(passes == BETWEEN ? at(n.shift, c) - (n.low + half) : at(n.shift, c));
  let total: f64 = 0;
  let products: f64 = 0;
  for (let from: usize = 0; from < bytes; from += BLOCK) {
    // Four accumulators of each sum: one alone would wait for its own last addition.
    let a = f32x4.splat(0), b = a, e = a, f = a;
    let p = a, q = a, r = a, s = a;
    const end = min(from + BLOCK, bytes);
    let i = from;
    for (; i + 64 <= end; i += 64) {
      const z0 = v128.load(z + i);
      const d0 = masked(g + i, z0, scale, shift, middle, passes);
      a = f32x4.add(a, d0);
      p = madd(d0, z0, p);
      const z1 = v128.load(z + i, 16);
      const d1 = masked(g + i + 16, z1, scale, shift, middle, passes);
      b = f32x4.add(b, d1);
      q = madd(d1, z1, q);
      const z2 = v128.load(z + i, 32);
      const d2 = masked(g + i + 32, z2, scale, shift, middle, passes);
      e = f32x4.add(e, d2);
      r = madd(d2, z2, r);
      const z3 = v128.load(z + i, 48);
      const d3 = masked(g + i + 48, z3, scale, shift, middle, passes);
      f = f32x4.add(f, d3);
      s = madd(d3, z3, s);
    }
    for (; i < end; i += 16) {
      const z0 = v128.load(z + i);
      const d = masked(g + i, z0, scale, shift, middle, passes);
      a = f32x4.add(a, d);
      p = madd(d, z0, p);
    }
    total += sumLanes(f32x4.add(f32x4.add(a, b), f32x4.add(e, f)));
    products += sumLanes(f32x4.add(f32x4.add(p, q), f32x4.add(r, s)));
  }
  const sums = n.sums + (<usize>c << 4);
  store<f64>(sums, load<f64>(sums) + total);
  store<f64>(sums, load<f64>(sums, 8) + products, 8);
}

/** Between the passes: from the sums to the gradients of β and γ. Empties the sums. */
export function settleSums(n: Norm, c: i32): void {
  const sums = n.sums + (<usize>c << 4);
  const total = load<f64>(sums);
  const centred = load<f64>(sums, 8) - total * <f64>at(n.mean, c);
  store<f32>(n.betaGradient + (<usize>c << 2), <f32>total);
  if (n.gamma) store<f32>(n.gammaGradient + (<usize>c << 2), <f32>(centred * <f64>at(n.inverse, c)));
  store<f64>(sums, 0);
  store<f64>(sums, 0, 8);
}

/** The gradient at g where the activation lets it through, written back there too. */
// @ts-ignore: decorator
@inline
function masked(g: usize, z: v128, scale: v128, shift: v128, middle: v128, passes: i32): v128 {
  let d = v128.load(g);
  if (passes == LINEAR) return d;
  const y = madd(z, scale, shift);
  d = v128.and(d, passes == ABOVE ? f32x4.gt(y, f32x4.splat(0)) : f32x4.lt(f32x4.abs(y), middle));
  v128.store(g, d);
  return d;
}

/**
 * Second pass: dz = scale · (g − Σg/count − ẑ · Σ(g·ẑ)/count), from the gradients of γ and β; behind a bias it is g.
 * Tried without gain: masking again here instead of storing the masked gradient in between.
 */
export function spreadRow(n: Norm, c: i32, g: usize, z: usize, dz: usize, bytes: usize): void {
  if (!n.gamma) {
    if (dz != g) memory.copy(dz, g, bytes);
    return;
  }
  const scale = at(n.scale, c);
  const count = <f32>n.count;
  const onZ = -scale * at(n.gammaGradient, c) * at(n.inverse, c) / count;
  const constant = -scale * at(n.betaGradient, c) / count - onZ * at(n.mean, c);
  const s = f32x4.splat(scale);
  const t = f32x4.splat(onZ);
  const u = f32x4.splat(constant);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(dz + i, madd(v128.load(g + i), s, madd(v128.load(z + i), t, u)));
  }
}
