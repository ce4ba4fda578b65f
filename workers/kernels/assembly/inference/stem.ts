/**
 * 3×3 convolution of the images, which come as TF.js has them: [image][row][column][plane].
 * A few output rows at a time: their input rows become zero-padded planes, the 9·planes patches of every
 * output pixel become the rows of a matrix, and the pointwise kernel does the multiplications.
 */
import { pointwise, PointwiseCall } from "./pointwise";

/** Fields as in `recordFields.stem`; addresses and pitches are in bytes. */
@unmanaged
export class StemCall {
  input: usize;
  /** Pointwise call over `patches`: its output, its column count and its chunk are set here. */
  product: usize;
  output: usize;
  /** [plane][row][inWidth + 2][images], scratch. */
  planes: usize;
  inHeight: i32;
  inWidth: i32;
  inPlanes: i32;
  outHeight: i32;
  outWidth: i32;
  /** Images there are; the lanes up to `images` are filled with zeros. */
  count: i32;
  images: i32;
  stride: i32;
  pad: i32;
  /** Output rows at a time. */
  rows: i32;
}

export function stem(call: StemCall): void {
  const product = changetype<PointwiseCall>(call.product);
  const rowColumns = call.outWidth * call.images;
  for (let y = 0; y < call.outHeight; y += call.rows) {
    const rows = min(call.rows, call.outHeight - y);
    unpackRows(call, y * call.stride - call.pad, (rows - 1) * call.stride + 3);
    gatherPatches(call, product.input, product.inPitch, rows);
    product.output = call.output + ((y * rowColumns) << 2);
    product.columns = (rows * rowColumns + 3) & ~3;
    pointwise(product);
  }
}

/** Input rows [first, first + rows) as zero-padded planes; rows outside the image are zeros. */
function unpackRows(call: StemCall, first: i32, rows: i32): void {
  const images = call.images;
  const planes = call.inPlanes;
  const width = call.inWidth;
  const padded = (width + 2) * images;
  const imageBytes = (call.inHeight * width * planes) << 2;
  let to = call.planes;
  for (let plane = 0; plane < planes; plane++) {
    for (let y = first; y < first + rows; y++) {
      memory.fill(to, 0, padded << 2);
      if (y >= 0 && y < call.inHeight) {
        for (let image = 0; image < call.count; image++) {
          let from = call.input + image * imageBytes + ((y * width * planes + plane) << 2);
          let at = to + ((images + image) << 2);
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

/** patches[(tapRow·3 + tapColumn)·planes + plane][row][outWidth][images]. */
function gatherPatches(call: StemCall, patches: usize, pitch: usize, rows: i32): void {
  const stride = call.stride;
  const inRow = ((call.inWidth + 2) * call.images) << 2;
  const planeBytes = ((rows - 1) * stride + 3) * inRow;
  const shift = 1 - call.pad;
  for (let ky = 0; ky < 3; ky++) {
    for (let kx = 0; kx < 3; kx++) {
      for (let plane = 0; plane < call.inPlanes; plane++) {
        const start = call.planes + plane * planeBytes + ky * inRow + (((kx + shift) * call.images) << 2);
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
function gatherRow(call: StemCall, from: usize, to: usize): usize {
  const end = to + ((call.outWidth * call.images) << 2);
  if (call.stride == 1) {
    for (let at = to; at < end; at += 16, from += 16) v128.store(at, v128.load(from));
  } else if (call.images == 1) {
    for (let at = to; at < end; at += 16, from += 32) {
      v128.store(at, v128.shuffle<f32>(v128.load(from), v128.load(from, 16), 0, 2, 4, 6));
    }
  } else {
    const pixel = <usize>call.images << 2;
    for (let at = to; at < end; at += pixel, from += pixel << 1) memory.copy(at, from, pixel);
  }
  return end;
}
