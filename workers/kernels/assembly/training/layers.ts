/** What training needs beside convolutions: images in, stored outputs, pool, gradients passed on, the optimiser's step. */
import { madd } from "../simd";
import { correlate, CorrelationCall, product, ProductCall } from "./pointwise";
import { activateRow, isLinear, Norm, normaliseRow, normBackwardRow, passRow, roundRow } from "./rows";

@unmanaged
export class StemCall {
  /** [image][row][column][plane] */
  images: usize;
  /** Bordered planes [plane][row][column][image]. */
  planes: usize;
  /** [kernelSide² · planes][columns of one output row], rows `patchPitch` bytes apart. */
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
  imagePlanes: i32;
  kernelSide: i32;
  stride: i32;
  /** Zeros above the image and on its left, and its height and width with those on both sides. */
  top: i32;
  left: i32;
  side: i32;
}

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
  const planes = s.imagePlanes;
  const plane = s.side * s.side * s.count;
  memory.fill(s.planes, 0, <usize>(planes * plane) << 2);
  let from = s.images;
  for (let i = 0; i < s.count; i++) {
    for (let y = s.top; y < s.top + s.inSize; y++) {
      let to = s.planes + (((y * s.side + s.left) * s.count + i) << 2);
      for (let x = 0; x < s.inSize; x++, to += s.count << 2) {
        for (let p = 0; p < planes; p++, from += 4) store<f32>(to + ((p * plane) << 2), load<f32>(from));
      }
    }
  }
}

/** The values that each pixel of output row y sees, in the kernel's order [row][column][plane]. */
function gatherPatches(s: StemCall, y: i32): void {
  const image = <usize>s.count << 2;
  const plane = s.side * s.side * image;
  let out = s.patches;
  for (let tapRow = 0; tapRow < s.kernelSide; tapRow++) {
    const row = y * s.stride + tapRow;
    for (let tap = 0; tap < s.kernelSide; tap++) {
      for (let p = 0; p < s.imagePlanes; p++, out += s.patchPitch) {
        const from = s.planes + p * plane + (row * s.side + tap) * image;
        if (s.stride == 1) memory.copy(out, from, s.outSize * image);
        else for (let x = 0; x < s.outSize; x++) memory.copy(out + x * image, from + s.stride * x * image, image);
      }
    }
  }
}

/** The activated output of a layer, + residual, stored; and back. All maps have the same pitch. */
@unmanaged
export class OutputCall {
  norm: Norm;
  /** Before normalisation. */
  input: usize;
  output: usize;
  /** 0 where nothing is added. */
  residual: usize;
  /** Of the output; it stays unless it is `inputGradient`. */
  gradient: usize;
  /** Takes the gradient of `input`. */
  inputGradient: usize;
  pitch: usize;
  columns: i32;
  /** Of the sum with the residual, where the normalisation has steps. */
  sumStep: f32;
}

export function outputForward(l: OutputCall): void {
  for (let c = 0; c < l.norm.channels; c++) {
    const row = c * l.pitch;
    const residual = l.residual ? l.residual + row : 0;
    normaliseRow(l.norm, c, l.input + row, l.output + row, residual, l.sumStep, <usize>l.columns << 2);
  }
}

export function outputBackward(l: OutputCall): void {
  const bytes = <usize>l.columns << 2;
  for (let c = 0; c < l.norm.channels; c++) {
    const row = c * l.pitch;
    const into = l.inputGradient + row;
    let gradient = l.gradient + row;
    if (!isLinear(l.norm) && gradient != into) {
      memory.copy(into, gradient, bytes);
      gradient = into;
    }
    normBackwardRow(l.norm, c, gradient, l.input + row, into, bytes);
  }
}

/** The gradient of a sum to one that was added: as it is, or added to what others have left there. */
@unmanaged
export class PassCall {
  from: usize;
  to: usize;
  channels: i32;
  pitch: usize;
  columns: i32;
  adds: i32;
}

export function passGradient(p: PassCall): void {
  for (let c = 0; c < p.channels; c++) {
    passRow(p.from + c * p.pitch, p.to + c * p.pitch, <usize>p.columns << 2, p.adds != 0);
  }
}

/** Mean over the pixels of a map, normalised and activated if `norm`, and back to the map's gradient. */
@unmanaged
export class PoolCall {
  norm: Norm | null;
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
  channels: i32;
  pixels: i32;
  images: i32;
  /** Whether the way back goes on through the normalisation. */
  settles: i32;
  /** Whether it adds to what others have left there. */
  adds: i32;
  /** Of the means, or 0 where they stay as they are. */
  step: f32;
}

export function poolForward(p: PoolCall): void {
  const image = <usize>p.images << 2;
  const share = f32x4.splat(1 / <f32>p.pixels);
  const norm = p.norm;
  for (let c = 0; c < p.channels; c++) {
    let map = p.input + c * p.inPitch;
    if (norm) {
      activateRow(norm, c, map, p.scratch, p.pixels * image);
      map = p.scratch;
    }
    for (let i: usize = 0; i < image; i += 16) {
      let sum = v128.load(map + i);
      for (let pixel = 1; pixel < p.pixels; pixel++) sum = f32x4.add(sum, v128.load(map + pixel * image + i));
      v128.store(p.output + c * p.outPitch + i, f32x4.mul(sum, share));
    }
    if (p.step != 0) roundRow(p.output + c * p.outPitch, p.step, image);
  }
}

export function poolBackward(p: PoolCall): void {
  const image = <usize>p.images << 2;
  const bytes = p.pixels * image;
  const share = f32x4.splat(1 / <f32>p.pixels);
  for (let c = 0; c < p.channels; c++) {
    const into = p.inputGradient + c * p.gradientPitch;
    const g = p.adds ? p.scratch : into;
    for (let i: usize = 0; i < image; i += 16) {
      const v = f32x4.mul(v128.load(p.gradient + c * p.outPitch + i), share);
      for (let pixel = 0; pixel < p.pixels; pixel++) v128.store(g + pixel * image + i, v);
    }
    if (p.adds) passRow(g, into, bytes, true);
    else if (p.settles) normBackwardRow(p.norm!, c, g, p.input + c * p.inPitch, g, bytes);
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
