/** Planes with what lies around a map: what depthwise and other convolutions read, one quad of channels at a time. */
import { OutputStage } from "./outputStage";

/** First fields of the records of all that read planes; addresses and pitches are in bytes. */
@unmanaged
export class PlaneCall extends OutputStage {
  input: usize;
  output: usize;
  /** Room for one quad: [image][side][side] words. */
  planes: usize;
  quads: i32;
  images: i32;
  inPitch: usize;
  outPitch: usize;
  inSize: i32;
  outSize: i32;
  /** Of a plane: pixels that the outputs see in one direction. */
  side: i32;
  kernelSide: i32;
  stride: i32;
  /** Pixels before the map. */
  top: i32;
  left: i32;
  /** Byte that stands for 0. */
  padding: i32;
}

/** What lies around the map; no quad overwrites it. */
export function padPlanes(call: PlaneCall): void {
  const padding = i8x16.splat(<i8>call.padding);
  const end = call.planes + ((call.images * call.side * call.side) << 2);
  for (let at = call.planes; at < end; at += 16) v128.store(at, padding);
}

/** Copies a quad's maps to where they lie in their planes. */
export function fillPlanes(call: PlaneCall, quad: i32): void {
  const row = <usize>call.inSize << 2;
  const planeRow = <usize>call.side << 2;
  const rows = min(call.inSize, call.side - call.top);
  const words = min(call.inSize, call.side - call.left);
  let map = call.input + quad * call.inPitch;
  let plane = call.planes;
  for (let image = 0; image < call.images; image++) {
    let from = map;
    let to = plane + call.top * planeRow + (call.left << 2);
    for (let y = 0; y < rows; y++) {
      copyWords(from, to, words);
      from += row;
      to += planeRow;
    }
    map += call.inSize * row;
    plane += call.side * planeRow;
  }
}

/** Nothing behind the last word is written. */
// @ts-ignore: decorator
@inline
export function copyWords(from: usize, to: usize, words: i32): void {
  if (words < 4) {
    for (let i = 0; i < words; i++) store<u32>(to + (i << 2), load<u32>(from + (i << 2)));
  } else {
    const last = <usize>(words - 4) << 2;
    for (let at: usize = 0; at < last; at += 16) v128.store(to + at, v128.load(from + at));
    v128.store(to + last, v128.load(from + last));
  }
}
