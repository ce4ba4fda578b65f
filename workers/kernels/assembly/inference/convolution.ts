/**
 * Convolution with a kernel of any side, stride and padding: of the images, which come as TF.js has them
 * ([image][row][column][plane]), of a map, and of each channel of a map for itself.
 * A few output rows at a time: their input rows become zero-padded planes, the patches of every output pixel become the
 * rows of a matrix, and the pointwise kernel does the multiplications.
 */
import { pointwise, PointwiseCall } from "./pointwise";
import { pointwise16 } from "./pointwise16";

/** Fields as in `recordFields.convolution`; addresses and pitches are in bytes. */
@unmanaged
export class ConvolutionCall {
  input: usize;
  /** Pointwise call over patches: its output and its column count are set here, and a depthwise one's weights. */
  product: usize;
  output: usize;
  /** [plane][row][paddedWidth][images], scratch. */
  planes: usize;
  /** Of a map; the images have none. */
  inPitch: usize;
  outPitch: usize;
  inHeight: i32;
  inWidth: i32;
  inPlanes: i32;
  outHeight: i32;
  outWidth: i32;
  /** Images there are; the lanes up to `images` are filled with zeros. */
  count: i32;
  images: i32;
  kernelSide: i32;
  stride: i32;
  /** Zeros above the map and on its left, and the width with those on both sides. */
  top: i32;
  left: i32;
  paddedWidth: i32;
  /** Output rows at a time. */
  rows: i32;
}

export function stem(call: ConvolutionCall): void {
  unpackAndMultiply(false, call);
}

/** The same by the product in tiles of 16 columns, whose weights it takes. */
export function stem16(call: ConvolutionCall): void {
  unpackAndMultiply(true, call);
}

// @ts-ignore: decorator
@inline
function unpackAndMultiply(wide: bool, call: ConvolutionCall): void {
  for (let y = 0; y < call.outHeight; y += call.rows) {
    const rows = min(call.rows, call.outHeight - y);
    unpackRows(call, y * call.stride - call.top, (rows - 1) * call.stride + call.kernelSide);
    const product = patchProduct(call, call.inPlanes, call.output, y, rows);
    if (wide) pointwise16(product);
    else pointwise(product);
  }
}

export function convolution(call: ConvolutionCall): void {
  convolve(call, call.input, call.inPlanes, call.output);
}

/** Weights are, for each channel, its bias and then its taps: a panel of one output. */
export function depthwise(call: ConvolutionCall): void {
  const product = changetype<PointwiseCall>(call.product);
  const weights = product.weights;
  let input = call.input;
  let output = call.output;
  for (let c = call.inPlanes; c > 0; c--, input += call.inPitch, output += call.outPitch) {
    convolve(call, input, 1, output);
    product.weights += (call.kernelSide * call.kernelSide + 1) << 2;
  }
  product.weights = weights;
}

function convolve(call: ConvolutionCall, input: usize, planes: i32, output: usize): void {
  for (let y = 0; y < call.outHeight; y += call.rows) {
    const rows = min(call.rows, call.outHeight - y);
    copyRows(call, input, planes, y * call.stride - call.top, (rows - 1) * call.stride + call.kernelSide);
    pointwise(patchProduct(call, planes, output, y, rows));
  }
}

/** The product that makes output rows [y, y + rows) of the planes, once their patches are gathered. */
function patchProduct(call: ConvolutionCall, planes: i32, output: usize, y: i32, rows: i32): PointwiseCall {
  const product = changetype<PointwiseCall>(call.product);
  const rowColumns = call.outWidth * call.images;
  gatherPatches(call, planes, product.input, product.inPitch, rows);
  product.output = output + ((y * rowColumns) << 2);
  product.columns = (rows * rowColumns + 3) & ~3;
  return product;
}

/** Input rows [first, first + rows) of the images as zero-padded planes; rows outside the image are zeros. */
function unpackRows(call: ConvolutionCall, first: i32, rows: i32): void {
  const images = call.images;
  const planes = call.inPlanes;
  const width = call.inWidth;
  const padded = call.paddedWidth * images;
  const before = call.left * images;
  const imageBytes = (call.inHeight * width * planes) << 2;
  let to = call.planes;
  for (let plane = 0; plane < planes; plane++) {
    for (let y = first; y < first + rows; y++) {
      memory.fill(to, 0, padded << 2);
      if (y >= 0 && y < call.inHeight) {
        for (let image = 0; image < call.count; image++) {
          let from = call.input + image * imageBytes + ((y * width * planes + plane) << 2);
          let at = to + ((before + image) << 2);
          for (let x = 0; x < width; x++) {
            store<f32>(at, load<f32>(from));
            from += planes << 2;
            at += images << 2;
          }
        }
      }
      to += padded << 2;
    }
  }
}

/** The same of a map. */
function copyRows(call: ConvolutionCall, input: usize, planes: i32, first: i32, rows: i32): void {
  const row = <usize>(call.inWidth * call.images) << 2;
  const padded = <usize>(call.paddedWidth * call.images) << 2;
  const before = <usize>(call.left * call.images) << 2;
  let to = call.planes;
  for (let plane = 0; plane < planes; plane++, input += call.inPitch) {
    for (let y = first; y < first + rows; y++, to += padded) {
      memory.fill(to, 0, padded);
      if (y >= 0 && y < call.inHeight) memory.copy(to + before, input + y * row, row);
    }
  }
}

/** patches[(tapRow·side + tapColumn)·planes + plane][row][outWidth][images]. */
function gatherPatches(call: ConvolutionCall, planes: i32, patches: usize, pitch: usize, rows: i32): void {
  const stride = call.stride;
  const side = call.kernelSide;
  const inRow = (call.paddedWidth * call.images) << 2;
  const planeBytes = ((rows - 1) * stride + side) * inRow;
  for (let ky = 0; ky < side; ky++) {
    for (let kx = 0; kx < side; kx++) {
      for (let plane = 0; plane < planes; plane++) {
        const start = call.planes + plane * planeBytes + ky * inRow + ((kx * call.images) << 2);
        let to = patches;
        for (let y = 0; y < rows; y++) {
          to = gatherRow(call, start + y * stride * inRow, to);
        }
        patches += pitch;
      }
    }
  }
}

/** One row of patches; returns where the next begins. Vectors may write beyond it: the next row overwrites. */
// @ts-ignore: decorator
@inline
function gatherRow(call: ConvolutionCall, from: usize, to: usize): usize {
  const end = to + ((call.outWidth * call.images) << 2);
  if (call.stride == 1) {
    for (let at = to; at < end; at += 16, from += 16) v128.store(at, v128.load(from));
  } else if (call.stride == 2 && call.images == 1) {
    for (let at = to; at < end; at += 16, from += 32) {
      v128.store(at, v128.shuffle<f32>(v128.load(from), v128.load(from, 16), 0, 2, 4, 6));
    }
  } else {
    const pixel = <usize>call.images << 2;
    for (let at = to; at < end; at += pixel, from += pixel * call.stride) memory.copy(at, from, pixel);
  }
  return end;
}
