/**
 * Training's depthwise convolutions with their normalisations, channel by channel: a channel's maps
 * [pixel][image] stay in the cache from the first pass to the last. `pitch` bytes lie between channels.
 *
 * Versions: 1, this one: the activated input and the gradient of the output are written into planes with a border of
 * zeros, so that no loop asks for edges; neighbouring pixels are one run of images, and a row is one long loop.
 * 3×3 kernels at stride 1 and 2 are written out; all others go tap by tap: depthwiseTaps.ts.
 * Tried without gain: three bordered rows at a time instead of planes (a sixth slower at 8×8 to 32×32 pixels).
 */
import { madd } from "../simd";
import { convolveTaps, scatterTaps, tapGradients } from "./depthwiseTaps";
import { activateRow, addSums, Norm, normBackwardRow, passRow, reduceRow, settleSums, spreadRow } from "./rows";

@unmanaged
export class DepthwiseCall {
  /** Maps before normalisation; the input without `inputNorm` as it is read. */
  input: usize;
  output: usize;
  /** Gradient of the activated output; masked in place. */
  outputGradient: usize;
  /** Takes the gradient of `input`, or, where it does not settle, of the activated input. */
  inputGradient: usize;
  inPitch: usize;
  outPitch: usize;
  outGradientPitch: usize;
  inGradientPitch: usize;
  inputNorm: Norm | null;
  outputNorm: Norm;
  /** [tap][channel] */
  kernel: usize;
  kernelGradient: usize;
  /** Bordered planes: side² × images values for the input, (outSize + 2)² × images for the output. */
  inPlane: usize;
  outPlane: usize;
  /** Room for one channel's input map. */
  scratch: usize;
  channels: i32;
  inSize: i32;
  outSize: i32;
  /** Multiple of 4. */
  images: i32;
  kernelSide: i32;
  stride: i32;
  /** Zeros above the map and on its left, and its height and width with those on both sides. */
  top: i32;
  left: i32;
  side: i32;
  /** Whether the way back goes on through the normalisation of the input. */
  settles: i32;
  /** Whether it adds to what others have left there. */
  adds: i32;
}

/** Whether the loops for 3×3 kernels fit: at stride 1 the way back takes one pixel of zeros all round for granted. */
// @ts-ignore: decorator
@inline
function isThree(d: DepthwiseCall): bool {
  if (d.kernelSide != 3) return false;
  return d.stride == 2 || (d.stride == 1 && d.top == 1 && d.left == 1 && d.side == d.inSize + 2);
}

export function depthwiseForward(d: DepthwiseCall): void {
  clearPlane(d.inPlane, d.side, d.images);
  const outBytes = <usize>(d.outSize * d.outSize * d.images) << 2;
  for (let c = 0; c < d.channels; c++) {
    activatePlane(d, c);
    const output = d.output + c * d.outPitch;
    if (isThree(d)) convolve(d, d.inPlane, d.side, output, d.outSize, d.stride, c, 0, 1);
    else convolveTaps(d, c, output);
    addSums(output, outBytes, d.outputNorm.sums + (<usize>c << 4));
  }
}

/** From the gradient of the activated output to those of the kernel, of the normalisations and of the input map. */
export function depthwiseBackward(d: DepthwiseCall): void {
  clearPlane(d.inPlane, d.side, d.images);
  clearPlane(d.outPlane, d.outSize + 2, d.images);
  const inBytes = <usize>(d.inSize * d.inSize * d.images) << 2;
  for (let c = 0; c < d.channels; c++) {
    activatePlane(d, c);
    gradientPlane(d, c);
    const into = d.inputGradient + c * d.inGradientPitch;
    const g = d.adds ? d.scratch : into;
    if (!isThree(d)) {
      tapGradients(d, c);
      scatterTaps(d, c, g);
      clearPlane(d.inPlane, d.side, d.images);
    } else if (d.stride == 1) {
      kernelGradient(d, c, 1);
      // The same convolution with the kernel turned round.
      convolve(d, d.outPlane, d.outSize + 2, g, d.inSize, 1, c, 8, -1);
    } else {
      kernelGradient(d, c, 2);
      scatterBack(d, c, g);
    }
    if (d.adds) passRow(g, into, inBytes, true);
    else if (d.settles) normBackwardRow(d.inputNorm!, c, g, d.input + c * d.inPitch, g, inBytes);
  }
}

function clearPlane(plane: usize, side: i32, images: i32): void {
  memory.fill(plane, 0, <usize>(side * side * images) << 2);
}

function activatePlane(d: DepthwiseCall, c: i32): void {
  const norm = d.inputNorm;
  const row = <usize>(d.inSize * d.images) << 2;
  const planeRow = <usize>(d.side * d.images) << 2;
  let z = d.input + c * d.inPitch;
  let out = d.inPlane + d.top * planeRow + ((<usize>d.left * d.images) << 2);
  for (let y = 0; y < d.inSize; y++, z += row, out += planeRow) {
    if (norm) activateRow(norm, c, z, out, row);
    else memory.copy(out, z, row);
  }
}

/** The gradient of the output map before its normalisation, into its bordered plane. */
function gradientPlane(d: DepthwiseCall, c: i32): void {
  const row = <usize>(d.outSize * d.images) << 2;
  const image = <usize>d.images << 2;
  let g = d.outputGradient + c * d.outGradientPitch;
  let z = d.output + c * d.outPitch;
  reduceRow(d.outputNorm, c, g, z, d.outSize * row);
  settleSums(d.outputNorm, c);
  let out = d.outPlane + row + 3 * image;
  for (let y = 0; y < d.outSize; y++, g += row, z += row, out += row + 2 * image) {
    spreadRow(d.outputNorm, c, g, z, out, row);
  }
}

/** Taps `first`, `first` + `step`, … of a bordered plane. Nine weights and nine loads for each output vector. */
function convolve(d: DepthwiseCall, plane: usize, side: i32, output: usize, size: i32, stride: i32, c: i32, first: i32, step: i32): void {
  const taps = d.channels << 2;
  const w = d.kernel + first * taps + (c << 2);
  const next = step * taps;
  const w0 = v128.load32_splat(w);
  const w1 = v128.load32_splat(w + next);
  const w2 = v128.load32_splat(w + 2 * next);
  const w3 = v128.load32_splat(w + 3 * next);
  const w4 = v128.load32_splat(w + 4 * next);
  const w5 = v128.load32_splat(w + 5 * next);
  const w6 = v128.load32_splat(w + 6 * next);
  const w7 = v128.load32_splat(w + 7 * next);
  const w8 = v128.load32_splat(w + 8 * next);
  const image = <usize>d.images << 2;
  const planeRow = side * image;
  const run = stride == 1 ? size * image : image;
  const runs = stride == 1 ? 1 : size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < runs; x++) {
      let top = plane + y * stride * planeRow + x * stride * image;
      for (const end = output + run; output < end; output += 16, top += 16) {
        const middle = top + planeRow;
        const bottom = middle + planeRow;
        let a = f32x4.mul(v128.load(top), w0);
        let b = f32x4.mul(v128.load(middle), w3);
        let e = f32x4.mul(v128.load(bottom), w6);
        a = madd(v128.load(top + image), w1, a);
        b = madd(v128.load(middle + image), w4, b);
        e = madd(v128.load(bottom + image), w7, e);
        a = madd(v128.load(top + 2 * image), w2, a);
        b = madd(v128.load(middle + 2 * image), w5, b);
        e = madd(v128.load(bottom + 2 * image), w8, e);
        v128.store(output, f32x4.add(f32x4.add(a, b), e));
      }
    }
  }
}

/** Nine sums over the output: gradient × input, shifted. */
// @ts-ignore: decorator
@inline
function kernelGradient(d: DepthwiseCall, c: i32, stride: i32): void {
  const image = <usize>d.images << 2;
  const planeRow = d.side * image;
  const size = d.outSize;
  const run = stride == 1 ? size * image : image;
  const runs = stride == 1 ? 1 : size;
  const zero = f32x4.splat(0);
  let a = zero, b = zero, e = zero, f = zero, g = zero, h = zero, i = zero, j = zero, k = zero;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < runs; x++) {
      let top = d.inPlane + y * stride * planeRow + x * stride * image;
      let dz = d.outPlane + (y + 1) * (size + 2) * image + (x + 1) * image;
      for (const end = dz + run; dz < end; dz += 16, top += 16) {
        const v = v128.load(dz);
        const middle = top + planeRow;
        const bottom = middle + planeRow;
        a = madd(v128.load(top), v, a);
        b = madd(v128.load(top + image), v, b);
        e = madd(v128.load(top + 2 * image), v, e);
        f = madd(v128.load(middle), v, f);
        g = madd(v128.load(middle + image), v, g);
        h = madd(v128.load(middle + 2 * image), v, h);
        i = madd(v128.load(bottom), v, i);
        j = madd(v128.load(bottom + image), v, j);
        k = madd(v128.load(bottom + 2 * image), v, k);
      }
    }
  }
  const taps = <usize>d.channels << 2;
  const out = d.kernelGradient + (<usize>c << 2);
  store<f32>(out, total(a));
  store<f32>(out + taps, total(b));
  store<f32>(out + 2 * taps, total(e));
  store<f32>(out + 3 * taps, total(f));
  store<f32>(out + 4 * taps, total(g));
  store<f32>(out + 5 * taps, total(h));
  store<f32>(out + 6 * taps, total(i));
  store<f32>(out + 7 * taps, total(j));
  store<f32>(out + 8 * taps, total(k));
}

// @ts-ignore: decorator
@inline
export function total(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/**
 * Input gradient at stride 2. Of the bordered input, an even row or column meets two taps (2 of the output before it,
 * 0 of its own), an odd one meets tap 1 alone.
 */
function scatterBack(d: DepthwiseCall, c: i32, out: usize): void {
  const image = <usize>d.images << 2;
  const planeRow = (d.outSize + 2) * image;
  for (let y = d.top; y < d.top + d.inSize; y++) {
    for (let x = d.left; x < d.left + d.inSize; x++, out += image) {
      // Output (y >> 1, x >> 1) in the bordered plane, whose first row and column are the border.
      const own = d.outPlane + ((y >> 1) + 1) * planeRow + ((x >> 1) + 1) * image;
      const odd = x & 1;
      if (y & 1) {
        if (odd) blend1(out, own, weight(d, c, 4), image);
        else blend2(out, own - image, weight(d, c, 5), own, weight(d, c, 3), image);
      } else if (odd) {
        blend2(out, own - planeRow, weight(d, c, 7), own, weight(d, c, 1), image);
      } else {
        const upper = own - planeRow;
        blend4(out, upper - image, weight(d, c, 8), upper, weight(d, c, 6), own - image, weight(d, c, 2), own, weight(d, c, 0), image);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function weight(d: DepthwiseCall, c: i32, tap: i32): v128 {
  return v128.load32_splat(d.kernel + ((tap * d.channels + c) << 2));
}

function blend1(out: usize, a: usize, w: v128, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.mul(v128.load(a + i), w));
}

function blend2(out: usize, a: usize, w: v128, b: usize, u: v128, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(out + i, madd(v128.load(a + i), w, f32x4.mul(v128.load(b + i), u)));
  }
}

function blend4(out: usize, a: usize, w: v128, b: usize, u: v128, e: usize, v: v128, f: usize, t: v128, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const first = madd(v128.load(a + i), w, f32x4.mul(v128.load(b + i), u));
    const second = madd(v128.load(e + i), v, f32x4.mul(v128.load(f + i), t));
    v128.store(out + i, f32x4.add(first, second));
  }
}
