/** What training needs beside convolutions: images in, project outputs, pool, the optimiser's step. */
import { madd } from "../simd";
import { correlate, CorrelationCall, product, ProductCall } from "./pointwise";
import { activateRow, at, Norm, normaliseRow, normBackwardRow } from "./rows";

@unmanaged
export class StemCall {
  /** [image][row][column][3] */
  images: usize;
  /** Bordered planes [3][row][column][image]. */
  planes: usize;
  /** [27][columns of one output row], rows `patchPitch` bytes apart. */
  patches: usize;
  patchPitch: usize;
  /** Reads the patches of an output row. */
  product: ProductCall;
  correlation: CorrelationCall;
  output: usize;
  outputGradient: usize;
  inSize: i32;
  outSize: i32;
  count: i32;
  stride: i32;
}

const IMAGE_PLANES: i32 = 3;

export function stemForward(s: StemCall): void {
  spreadImages(s);
  const row = <usize>(s.outSize * s.count) << 2;
  for (let y = 0; y < s.outSize; y++) {
    gatherPatches(s, y);
    s.product.output = s.output + y * row;
    product(s.product);
  }
}

/** Needs the planes of `stemForward`. */
export function stemFilterGradient(s: StemCall): void {
  const row = <usize>(s.outSize * s.count) << 2;
  for (let y = 0; y < s.outSize; y++) {
    gatherPatches(s, y);
    s.correlation.left = s.outputGradient + y * row;
    s.correlation.accumulate = y;
    correlate(s.correlation);
  }
}

function spreadImages(s: StemCall): void {
  const side = s.inSize + 2;
  const plane = side * side * s.count;
  memory.fill(s.planes, 0, <usize>(IMAGE_PLANES * plane) << 2);
  let from = s.images;
  for (let i = 0; i < s.count; i++) {
    for (let y = 1; y <= s.inSize; y++) {
      let to = s.planes + (((y * side + 1) * s.count + i) << 2);
      for (let x = 0; x < s.inSize; x++, to += s.count << 2, from += 12) {
        store<f32>(to, load<f32>(from));
        store<f32>(to + (plane << 2), load<f32>(from, 4));
        store<f32>(to + (plane << 3), load<f32>(from, 8));
      }
    }
  }
}

/** The 27 values that each pixel of output row y sees, in the kernel's order [row][column][plane]. */
function gatherPatches(s: StemCall, y: i32): void {
  const side = s.inSize + 2;
  const image = <usize>s.count << 2;
  const plane = side * side * image;
  let out = s.patches;
  for (let tap = 0; tap < 9; tap++) {
    const row = y * s.stride + tap / 3;
    for (let p = 0; p < IMAGE_PLANES; p++, out += s.patchPitch) {
      const from = s.planes + p * plane + (row * side + tap % 3) * image;
      if (s.stride == 1) memory.copy(out, from, s.outSize * image);
      else for (let x = 0; x < s.outSize; x++) memory.copy(out + x * image, from + 2 * x * image, image);
    }
  }
}

/** The normalised, linear output of a project layer, + residual; and back. All maps have the same pitch. */
@unmanaged
export class LinearCall {
  norm: Norm;
  /** Before normalisation. */
  input: usize;
  output: usize;
  /** 0 where nothing is added. */
  residual: usize;
  /** Of the output. */
  gradient: usize;
  /** Takes the gradient of `input`. */
  inputGradient: usize;
  pitch: usize;
  columns: i32;
}

export function linearForward(l: LinearCall): void {
  const n = l.norm;
  for (let c = 0; c < n.channels; c++) {
    const row = c * l.pitch;
    const residual = l.residual ? l.residual + row : 0;
    normaliseRow(l.input + row, l.output + row, residual, <usize>l.columns << 2, at(n.scale, c), at(n.shift, c));
  }
}

export function linearBackward(l: LinearCall): void {
  for (let c = 0; c < l.norm.channels; c++) {
    const row = c * l.pitch;
    normBackwardRow(l.norm, c, l.gradient + row, l.input + row, l.inputGradient + row, <usize>l.columns << 2, false);
  }
}

/** Mean over the pixels of ReLU6(normalised map), and back to the map's gradient. */
@unmanaged
export class PoolCall {
  norm: Norm;
  input: usize;
  /** [channel][image] */
  output: usize;
  gradient: usize;
  inputGradient: usize;
  /** Room for one channel's map. */
  scratch: usize;
  inPitch: usize;
  outPitch: usize;
  gradientPitch: usize;
  pixels: i32;
  images: i32;
}

export function poolForward(p: PoolCall): void {
  const image = <usize>p.images << 2;
  const n = p.norm;
  const share = f32x4.splat(1 / <f32>p.pixels);
  for (let c = 0; c < n.channels; c++) {
    activateRow(p.input + c * p.inPitch, p.scratch, p.pixels * image, at(n.scale, c), at(n.shift, c));
    for (let i: usize = 0; i < image; i += 16) {
      let sum = v128.load(p.scratch + i);
      for (let pixel = 1; pixel < p.pixels; pixel++) sum = f32x4.add(sum, v128.load(p.scratch + pixel * image + i));
      v128.store(p.output + c * p.outPitch + i, f32x4.mul(sum, share));
    }
  }
}

export function poolBackward(p: PoolCall): void {
  const image = <usize>p.images << 2;
  const share = f32x4.splat(1 / <f32>p.pixels);
  for (let c = 0; c < p.norm.channels; c++) {
    const g = p.inputGradient + c * p.gradientPitch;
    for (let i: usize = 0; i < image; i += 16) {
      const v = f32x4.mul(v128.load(p.gradient + c * p.outPitch + i), share);
      for (let pixel = 0; pixel < p.pixels; pixel++) v128.store(g + pixel * image + i, v);
    }
    normBackwardRow(p.norm, c, g, p.input + c * p.inPitch, g, p.pixels * image, true);
  }
}

/** Fields are addresses of `count` values; `mask` is bytes, 0 where nothing is masked. */
@unmanaged
export class SgdCall {
  weights: usize;
  gradients: usize;
  velocities: usize;
  mask: usize;
  /** Multiple of 4. */
  count: i32;
  rate: f32;
  momentum: f32;
  decay: f32;
  l1: f32;
}

/**
 * d = g + decay·w + l1·sign(w); v = momentum·v + d; w −= rate·(d + momentum·v). A masked weight and its velocity
 * become 0.
 */
export function sgd(s: SgdCall): void {
  const rate = f32x4.splat(-s.rate);
  const momentum = f32x4.splat(s.momentum);
  const decay = f32x4.splat(s.decay);
  const l1 = f32x4.splat(s.l1);
  const signBit = i32x4.splat(0x80000000);
  const end = <usize>s.count << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const w = v128.load(s.weights + i);
    const towards0 = v128.and(v128.xor(l1, v128.and(w, signBit)), f32x4.ne(w, f32x4.splat(0)));
    const d = f32x4.add(madd(w, decay, v128.load(s.gradients + i)), towards0);
    let v = madd(v128.load(s.velocities + i), momentum, d);
    let next = madd(madd(v, momentum, d), rate, w);
    if (s.mask) {
      const bytes = v128.load32_zero(s.mask + (i >> 2));
      const lanes = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
      const kept = i32x4.ne(lanes, i32x4.splat(0));
      v = v128.and(v, kept);
      next = v128.and(next, kept);
    }
    v128.store(s.velocities + i, v);
    v128.store(s.weights + i, next);
  }
}
