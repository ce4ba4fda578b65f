/**
 * Gradients of convolutions in TF.js's own layout, for its operators. All tensors are float32:
 *   x [batch][inHeight][inWidth][inChannels]      dy [batch][outHeight][outWidth][outChannels]
 *   filter [filterHeight][filterWidth][inChannels][outChannels], depthwise [filterHeight][filterWidth][channels]
 * Any stride, dilation and padding; a tap that falls outside the input counts as zero.
 *
 * Versions: 1, this one: vectors of channels, a few accumulators over up to 128 neighbouring pixels. Nothing is
 * read or written beyond a tensor's end: channels that fill no vector are handled one by one.
 */
import { madd } from "./simd";

/** Fields as in `convolutionFields` of ops.ts. */
@unmanaged
export class Convolution {
  x: usize;
  dy: usize;
  /** Read by the input gradient, written by the filter gradients. */
  filter: usize;
  batch: i32;
  inHeight: i32;
  inWidth: i32;
  inChannels: i32;
  outHeight: i32;
  outWidth: i32;
  outChannels: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  dilationHeight: i32;
  dilationWidth: i32;
  padTop: i32;
  padLeft: i32;
}

const PIXELS_AT_ONCE: i32 = 128;

/** First output pixel whose tap at `offset` (dilated, padding taken off) falls into the input. */
// @ts-ignore: decorator
@inline
function firstInside(offset: i32, stride: i32): i32 {
  return offset >= 0 ? 0 : (stride - 1 - offset) / stride;
}

/** One past the last such pixel. */
// @ts-ignore: decorator
@inline
function endInside(offset: i32, stride: i32, inSize: i32, outSize: i32): i32 {
  const reach = inSize - 1 - offset;
  return reach < 0 ? 0 : min(outSize, reach / stride + 1);
}

/** filter += Σ over pixels of x ⊗ dy. The caller has zeroed `filter`. */
export function convFilterGradient(c: Convolution): void {
  for (let b = 0; b < c.batch; b++) {
    for (let y = 0; y < c.outHeight; y++) {
      for (let from = 0; from < c.outWidth; from += PIXELS_AT_ONCE) {
        convStrip(c, b, y, from, min(from + PIXELS_AT_ONCE, c.outWidth));
      }
    }
  }
}

/** All taps of the output pixels [from, to) of one row. */
function convStrip(c: Convolution, b: i32, y: i32, from: i32, to: i32): void {
  const inChannels = c.inChannels;
  const outChannels = c.outChannels;
  for (let ky = 0; ky < c.filterHeight; ky++) {
    const row = y * c.strideHeight + ky * c.dilationHeight - c.padTop;
    if (row < 0 || row >= c.inHeight) continue;
    for (let kx = 0; kx < c.filterWidth; kx++) {
      const offset = kx * c.dilationWidth - c.padLeft;
      const first = max(from, firstInside(offset, c.strideWidth));
      const end = min(to, endInside(offset, c.strideWidth, c.inWidth, c.outWidth));
      if (first >= end) continue;
      const column = first * c.strideWidth + offset;
      const x = c.x + ((((b * c.inHeight + row) * c.inWidth + column) * inChannels) << 2);
      const dy = c.dy + ((((b * c.outHeight + y) * c.outWidth + first) * outChannels) << 2);
      const filter = c.filter + (((ky * c.filterWidth + kx) * inChannels * outChannels) << 2);
      outerProducts(c, x, dy, filter, end - first);
    }
  }
}

function outerProducts(c: Convolution, x: usize, dy: usize, filter: usize, pixels: i32): void {
  const inChannels = c.inChannels;
  const outChannels = c.outChannels;
  const xStep = <usize>(c.strideWidth * inChannels) << 2;
  const dyStep = <usize>outChannels << 2;
  let i = 0;
  for (; i + 4 <= inChannels; i += 4) {
    let o = 0;
    for (; o + 8 <= outChannels; o += 8) outerTile(4, 2, x + (i << 2), dy + (o << 2), filter + ((i * outChannels + o) << 2), pixels, xStep, dyStep);
    for (; o + 4 <= outChannels; o += 4) outerTile(4, 1, x + (i << 2), dy + (o << 2), filter + ((i * outChannels + o) << 2), pixels, xStep, dyStep);
    for (; o < outChannels; o++) {
      for (let r = i; r < i + 4; r++) outerSingle(x + (r << 2), dy + (o << 2), filter + ((r * outChannels + o) << 2), pixels, xStep, dyStep);
    }
  }
  for (; i < inChannels; i++) {
    let o = 0;
    for (; o + 8 <= outChannels; o += 8) outerTile(1, 2, x + (i << 2), dy + (o << 2), filter + ((i * outChannels + o) << 2), pixels, xStep, dyStep);
    for (; o + 4 <= outChannels; o += 4) outerTile(1, 1, x + (i << 2), dy + (o << 2), filter + ((i * outChannels + o) << 2), pixels, xStep, dyStep);
    for (; o < outChannels; o++) outerSingle(x + (i << 2), dy + (o << 2), filter + ((i * outChannels + o) << 2), pixels, xStep, dyStep);
  }
}

/** `height` input channels × `vectors`·4 output channels; both are constants. A filter row is `dyStep` bytes. */
// @ts-ignore: decorator
@inline
function outerTile(height: i32, vectors: i32, x: usize, dy: usize, filter: usize, pixels: i32, xStep: usize, dyStep: usize): void {
  let a0 = v128.load(filter);
  let b0 = vectors > 1 ? v128.load(filter, 16) : a0;
  let a1 = height > 1 ? v128.load(filter + dyStep) : a0;
  let b1 = height > 1 && vectors > 1 ? v128.load(filter + dyStep, 16) : a0;
  let a2 = height > 1 ? v128.load(filter + 2 * dyStep) : a0;
  let b2 = height > 1 && vectors > 1 ? v128.load(filter + 2 * dyStep, 16) : a0;
  let a3 = height > 1 ? v128.load(filter + 3 * dyStep) : a0;
  let b3 = height > 1 && vectors > 1 ? v128.load(filter + 3 * dyStep, 16) : a0;
  for (; pixels > 0; pixels--) {
    const d = v128.load(dy);
    const e = vectors > 1 ? v128.load(dy, 16) : d;
    const x0 = v128.load32_splat(x);
    a0 = madd(d, x0, a0);
    if (vectors > 1) b0 = madd(e, x0, b0);
    if (height > 1) {
      const x1 = v128.load32_splat(x, 4);
      a1 = madd(d, x1, a1);
      if (vectors > 1) b1 = madd(e, x1, b1);
      const x2 = v128.load32_splat(x, 8);
      a2 = madd(d, x2, a2);
      if (vectors > 1) b2 = madd(e, x2, b2);
      const x3 = v128.load32_splat(x, 12);
      a3 = madd(d, x3, a3);
      if (vectors > 1) b3 = madd(e, x3, b3);
    }
    x += xStep;
    dy += dyStep;
  }
  v128.store(filter, a0);
  if (vectors > 1) v128.store(filter, b0, 16);
  if (height > 1) {
    v128.store(filter + dyStep, a1);
    if (vectors > 1) v128.store(filter + dyStep, b1, 16);
    v128.store(filter + 2 * dyStep, a2);
    if (vectors > 1) v128.store(filter + 2 * dyStep, b2, 16);
    v128.store(filter + 3 * dyStep, a3);
    if (vectors > 1) v128.store(filter + 3 * dyStep, b3, 16);
  }
}

function outerSingle(x: usize, dy: usize, filter: usize, pixels: i32, xStep: usize, dyStep: usize): void {
  let sum = load<f32>(filter);
  for (; pixels > 0; pixels--) {
    sum += load<f32>(x) * load<f32>(dy);
    x += xStep;
    dy += dyStep;
  }
  store<f32>(filter, sum);
}

/** x[pixel] = Σ over taps of dy · filter: one filter a channel. Writes every value of x. */
export function depthwiseInputGradient(c: Convolution): void {
  for (let b = 0; b < c.batch; b++) {
    for (let row = 0; row < c.inHeight; row++) {
      for (let column = 0; column < c.inWidth; column++) inputPixel(c, b, row, column);
    }
  }
}

function inputPixel(c: Convolution, b: i32, row: i32, column: i32): void {
  const bytes = <usize>c.inChannels << 2;
  const x = c.x + ((b * c.inHeight + row) * c.inWidth + column) * bytes;
  memory.fill(x, 0, bytes);
  for (let ky = 0; ky < c.filterHeight; ky++) {
    const rowReach = row + c.padTop - ky * c.dilationHeight;
    const y = rowReach / c.strideHeight;
    if (rowReach < 0 || y >= c.outHeight || y * c.strideHeight != rowReach) continue;
    for (let kx = 0; kx < c.filterWidth; kx++) {
      const columnReach = column + c.padLeft - kx * c.dilationWidth;
      const xOut = columnReach / c.strideWidth;
      if (columnReach < 0 || xOut >= c.outWidth || xOut * c.strideWidth != columnReach) continue;
      const dy = c.dy + ((b * c.outHeight + y) * c.outWidth + xOut) * bytes;
      addProducts(x, dy, c.filter + (ky * c.filterWidth + kx) * bytes, bytes);
    }
  }
}

/** sum[i] += a[i] · b[i] for `bytes` bytes. */
// @ts-ignore: decorator
@inline
function addProducts(sum: usize, a: usize, b: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(sum + at, madd(v128.load(a + at), v128.load(b + at), v128.load(sum + at)));
  }
  for (; at < bytes; at += 4) {
    store<f32>(sum + at, load<f32>(sum + at) + load<f32>(a + at) * load<f32>(b + at));
  }
}

/** filter += Σ over pixels of x · dy: one filter a channel. The caller has zeroed `filter`. */
export function depthwiseFilterGradient(c: Convolution): void {
  const bytes = <usize>c.inChannels << 2;
  for (let b = 0; b < c.batch; b++) {
    for (let y = 0; y < c.outHeight; y++) {
      for (let ky = 0; ky < c.filterHeight; ky++) {
        const row = y * c.strideHeight + ky * c.dilationHeight - c.padTop;
        if (row < 0 || row >= c.inHeight) continue;
        for (let kx = 0; kx < c.filterWidth; kx++) {
          const offset = kx * c.dilationWidth - c.padLeft;
          const first = firstInside(offset, c.strideWidth);
          const end = endInside(offset, c.strideWidth, c.inWidth, c.outWidth);
          const x = c.x + ((b * c.inHeight + row) * c.inWidth + first * c.strideWidth + offset) * bytes;
          const dy = c.dy + ((b * c.outHeight + y) * c.outWidth + first) * bytes;
          tapGradient(x, dy, c.filter + (ky * c.filterWidth + kx) * bytes, bytes, end - first, c.strideWidth * bytes);
        }
      }
    }
  }
}

function tapGradient(x: usize, dy: usize, filter: usize, bytes: usize, pixels: i32, xStep: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    let sum = v128.load(filter + at);
    let xAt = x + at;
    let dyAt = dy + at;
    for (let p = 0; p < pixels; p++) {
      sum = madd(v128.load(xAt), v128.load(dyAt), sum);
      xAt += xStep;
      dyAt += bytes;
    }
    v128.store(filter + at, sum);
  }
  for (; at < bytes; at += 4) outerSingle(x + at, dy + at, filter + at, pixels, xStep, bytes);
}
