/** Call records of the int8 kernels, as inference/records.ts: 4 bytes a field, in the order of the class in assembly/. */
import { flipOf, type Multiplication } from './multiplication';

/** What is stored: first in every record. */
const STAGE = ['zeroPoint', 'rounder', 'low', 'high', 'flip', 'magic', 'lowest'] as const;

/** What assembly/int8/outputStage.ts rounds with, 1.5 · 2²³ and a number far below every byte, and the first one's bits. */
const ROUNDING = { magic: 12_582_912, lowest: -4_194_304 };
const MAGIC_BITS = 0x4b400000;

/** Of the record. */
export function stageFields(
  output: { readonly zeroPoint: number; readonly low: number; readonly high: number },
  multiplication: Multiplication,
) {
  const { zeroPoint, low, high } = output;
  const flip = flipOf(multiplication);
  return { zeroPoint, rounder: MAGIC_BITS - zeroPoint, low, high, flip, ...ROUNDING };
}

const PLANES = [
  ...(['input', 'output', 'planes', 'quads', 'images', 'inPitch', 'outPitch'] as const),
  ...(['inSize', 'outSize', 'side', 'kernelSide', 'stride', 'top', 'left', 'padding'] as const),
] as const;

export const int8Fields = {
  product: [
    ...STAGE,
    ...(['input', 'output', 'weights', 'inQuads', 'outQuads', 'columns'] as const),
    ...(['inPitch', 'outPitch', 'chunk'] as const),
  ],
  sparse: [
    ...STAGE,
    ...(['input', 'output', 'headers', 'counts', 'entries', 'outQuads', 'columns'] as const),
    ...(['outPitch', 'chunk', 'scratch'] as const),
  ],
  vector: [
    ...STAGE,
    ...(['input', 'output', 'weights', 'inQuads', 'outQuads', 'inPitch', 'outPitch'] as const),
  ],
  depthwise: [...STAGE, ...PLANES, ...(['weights', 'places', 'columns', 'turn'] as const)],
  patches: [...STAGE, ...PLANES],
  quantise: [...STAGE, ...(['input', 'output', 'planes', 'columns', 'outPitch', 'scale'] as const)],
  add: [
    ...STAGE,
    ...(['input', 'residual', 'output', 'bytes', 'a', 'b', 'offset', 'shift'] as const),
  ],
  pool: [
    ...STAGE,
    ...(['input', 'output', 'quads', 'images', 'pixels', 'inPitch', 'outPitch'] as const),
  ],
  scores: [...STAGE, ...(['input', 'output', 'classes', 'images', 'inPitch', 'scale'] as const)],
} as const;

export type Int8Record = keyof typeof int8Fields;
export type Int8Values<K extends Int8Record> = Readonly<
  Record<(typeof int8Fields)[K][number], number>
>;

/** Fields that are float32; every other is a 32-bit integer. */
export const INT8_FLOATS: readonly string[] = ['scale', 'magic', 'lowest'];

export function int8RecordBytes(kind: Int8Record): number {
  return 4 * int8Fields[kind].length;
}

/** Writes a whole record at `address`. */
export function writeInt8Record<K extends Int8Record>(
  memory: WebAssembly.Memory,
  address: number,
  kind: K,
  values: Int8Values<K>,
): void {
  const view = new DataView(memory.buffer, address, int8RecordBytes(kind));
  const fields: readonly (keyof Int8Values<K>)[] = int8Fields[kind];
  fields.forEach((field, i) => {
    if (INT8_FLOATS.includes(field as string)) view.setFloat32(4 * i, values[field], true);
    else view.setInt32(4 * i, values[field], true);
  });
}

export function int8FieldOffset<K extends Int8Record>(
  kind: K,
  field: (typeof int8Fields)[K][number],
): number {
  return 4 * (int8Fields[kind] as readonly string[]).indexOf(field);
}
