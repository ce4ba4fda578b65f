/** What each output pixel of a convolution sees, as quads of rows for a product: [quad][tap][column]. */
import { copyWords, fillPlanes, padPlanes, PlaneCall } from "./planes";

/** Fields as in `int8Fields.patches`. */
export function patches(call: PlaneCall): void {
  padPlanes(call);
  let output = call.output;
  for (let quad = 0; quad < call.quads; quad++) {
    fillPlanes(call, quad);
    for (let y = 0; y < call.kernelSide; y++) {
      for (let x = 0; x < call.kernelSide; x++) {
        tapRows(call, call.planes + ((y * call.side + x) << 2), output);
        output += call.outPitch;
      }
    }
  }
}

/** What lies under one tap, of all images. */
function tapRows(call: PlaneCall, plane: usize, output: usize): void {
  const inStep = <usize>(call.stride * call.side) << 2;
  const outStep = <usize>call.outSize << 2;
  for (let image = 0; image < call.images; image++) {
    let from = plane;
    for (let y = 0; y < call.outSize; y++) {
      everyWord(call.stride, from, output, call.outSize);
      from += inStep;
      output += outStep;
    }
    plane += (call.side * call.side) << 2;
  }
}

/** Every `stride`-th word. */
// @ts-ignore: decorator
@inline
function everyWord(stride: i32, from: usize, to: usize, words: i32): void {
  if (stride == 1) return copyWords(from, to, words);
  let word = 0;
  if (stride == 2) {
    for (; word <= words - 4; word += 4) {
      const at = from + (word << 3);
      v128.store(to + (word << 2), v128.shuffle<i32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6));
    }
  }
  for (; word < words; word++) store<u32>(to + (word << 2), load<u32>(from + ((word * stride) << 2)));
}
