/** Depthwise convolution with any kernel, stride and border, and its gradients: tap after tap over whole planes. */
import { madd } from "../simd";
import { DepthwiseCall, total } from "./depthwise";

/** Bytes of output pixels that lie side by side in the plane too. */
// @ts-ignore: decorator
@inline
function runOf(d: DepthwiseCall): usize {
  return <usize>(d.stride == 1 ? d.outSize * d.images : d.images) << 2;
}

/** What lies under a tap at output pixel (y, x) in the bordered plane of the input. */
// @ts-ignore: decorator
@inline
function under(d: DepthwiseCall, tap: i32, y: i32, x: i32): usize {
  const row = y * d.stride + tap / d.kernelSide;
  const column = x * d.stride + tap % d.kernelSide;
  return d.inPlane + (<usize>((row * d.side + column) * d.images) << 2);
}

/** Output pixel (y, x) in its own bordered plane. */
// @ts-ignore: decorator
@inline
function within(d: DepthwiseCall, y: i32, x: i32): usize {
  return d.outPlane + (<usize>(((y + 1) * (d.outSize + 2) + x + 1) * d.images) << 2);
}

export function convolveTaps(d: DepthwiseCall, c: i32, output: usize): void {
  const run = runOf(d);
  const runs = d.stride == 1 ? 1 : d.outSize;
  const taps = d.kernelSide * d.kernelSide;
  memory.fill(output, 0, <usize>(d.outSize * d.outSize * d.images) << 2);
  for (let tap = 0; tap < taps; tap++) {
    const weight = v128.load32_splat(d.kernel + ((tap * d.channels + c) << 2));
    let out = output;
    for (let y = 0; y < d.outSize; y++) {
      for (let x = 0; x < runs; x++, out += run) addScaled(under(d, tap, y, x), out, run, weight);
    }
  }
}

/** Of the kernel: for each tap the sum over the output of gradient × input. */
export function tapGradients(d: DepthwiseCall, c: i32): void {
  const run = runOf(d);
  const runs = d.stride == 1 ? 1 : d.outSize;
  const taps = d.kernelSide * d.kernelSide;
  for (let tap = 0; tap < taps; tap++) {
    let sum = f32x4.splat(0);
    for (let y = 0; y < d.outSize; y++) {
      for (let x = 0; x < runs; x++) {
        const from = under(d, tap, y, x);
        const g = within(d, y, x);
        for (let i: usize = 0; i < run; i += 16) sum = madd(v128.load(from + i), v128.load(g + i), sum);
      }
    }
    store<f32>(d.kernelGradient + ((tap * d.channels + c) << 2), total(sum));
  }
}

/** Of the input, in its plane first, whose border takes what belongs to no pixel. */
export function scatterTaps(d: DepthwiseCall, c: i32, into: usize): void {
  const run = runOf(d);
  const runs = d.stride == 1 ? 1 : d.outSize;
  const taps = d.kernelSide * d.kernelSide;
  memory.fill(d.inPlane, 0, <usize>(d.side * d.side * d.images) << 2);
  for (let tap = 0; tap < taps; tap++) {
    const weight = v128.load32_splat(d.kernel + ((tap * d.channels + c) << 2));
    for (let y = 0; y < d.outSize; y++) {
      for (let x = 0; x < runs; x++) addScaled(within(d, y, x), under(d, tap, y, x), run, weight);
    }
  }
  const row = <usize>(d.inSize * d.images) << 2;
  for (let y = 0; y < d.inSize; y++) {
    const from = d.inPlane + (<usize>(((y + d.top) * d.side + d.left) * d.images) << 2);
    memory.copy(into + y * row, from, row);
  }
}

function addScaled(from: usize, to: usize, bytes: usize, weight: v128): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, madd(v128.load(from + i), weight, v128.load(to + i)));
  }
}
