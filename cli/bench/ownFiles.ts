/** A network and pictures as somebody brings them, made from seeds: what the page takes for 224 pixels needs no real ones. */
import { zipSync } from 'fflate';
import { writeOnnx } from '../../src/formats/onnx/writeOnnx';
import { randomNetwork } from '../../workers/bench/networks';

export const SIDE = 224;
export const CLASSES = 10;

const CLASS_NAMES = Array.from({ length: CLASSES }, (_, label) => `class ${label}`);
const HEADER_BYTES = 62;

/** MobileNetV2 1.0 at 224 pixels, in ONNX. */
export function modelFile(): Uint8Array {
  const config = { width: 1, inputSize: SIDE, stemStride: 2, classes: CLASSES } as const;
  const scaling = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5], framing: 'centre-square' };
  const said = { name: 'seeded', classNames: CLASS_NAMES, ...scaling, record: '{}' };
  return writeOnnx({ ...randomNetwork(config), ...said }, 'float32');
}

/** A zip of class folders: pictures of one colour each, no two alike. */
export function picturesFile(count: number): Uint8Array {
  const pictures = Array.from({ length: count }, (_, i) => [
    `pictures/${CLASS_NAMES[i % CLASSES]}/${i}.bmp`,
    plainPicture(i),
  ]);
  return zipSync(Object.fromEntries(pictures), { level: 1, mem: 0 });
}

/** A bitmap file of one bit a pixel and one colour. @param colour less than 2²⁴ */
export function plainPicture(colour: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + (SIDE * SIDE) / 8);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, HEADER_BYTES, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, SIDE, true);
  view.setInt32(22, SIDE, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 1, true);
  view.setUint32(46, 2, true);
  // Every bit is 0: the first of two colours.
  view.setUint32(54, colour, true);
  return bytes;
}
