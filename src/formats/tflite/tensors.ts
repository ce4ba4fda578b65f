/** Tensors of a TFLite file: constants as floats, dequantised as the specification of 8-bit quantisation says. */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { dequantised } from '../dequantised';
import { floatsOf, isFloat, precisionOf } from '../float';
import type { Quantised, Tensor } from '../graph';
import { integersOf, type Integers } from '../integers';
import type { FlatTable } from './flatTable';
import { BUFFER, QUANTIZATION, TENSOR, TYPES, type StoredType } from './schema';

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** The same with −1 for what is left open; empty where nothing is. */
  readonly open: readonly number[];
  /** Undefined for what no weights are, such as texts. */
  readonly stored: StoredType | undefined;
  /** Null where it is computed and not in the file. */
  readonly constant: Tensor | null;
  readonly quantization: Quantization | null;
}

export interface Quantization {
  /** One, or one for each index of `dimension`. */
  readonly scale: readonly number[];
  readonly zeroPoint: readonly number[];
  readonly dimension: number;
}

/** @throws FileTrouble, or RangeError where something lies outside of the file */
export function readTensor(
  table: FlatTable,
  buffers: readonly FlatTable[],
  file: Uint8Array,
): TfliteTensor {
  const [name, shape] = [table.text(TENSOR.name), table.int32s(TENSOR.shape)];
  const open = table.int32s(TENSOR.open);
  const stored = TYPES[table.int8(TENSOR.type)];
  const quantization = readQuantization(table.table(TENSOR.quantization));
  const common = { name, shape, open, stored, quantization };
  const bytes = bytesOf(buffers[table.int32(TENSOR.buffer)], file);
  if (bytes.length === 0) return { ...common, constant: null };
  if (!stored)
    throw new FileTrouble(note('file-array-type', { array: name, type: table.int8(TENSOR.type) }));
  if (table.table(TENSOR.sparsity))
    throw new FileTrouble(note('file-array-sparse', { array: name }));
  const raw = isFloat(stored) ? floatsOf(stored, bytes) : integersOf(stored, bytes);
  const size = shape.reduce((product, side) => product * side, 1);
  if (raw.length !== size)
    throw new FileTrouble(
      note('file-array-size', { array: name, values: raw.length, expected: size }),
    );
  const quantised =
    quantization && isWhole(raw) ? quantisedOf(raw, shape, quantization) : undefined;
  const values = quantised ? dequantised(quantised) : new Float32Array(raw);
  const constant = { shape, values, stored: precisionOf(stored), quantised };
  return { ...common, constant };
}

function bytesOf(buffer: FlatTable | undefined, file: Uint8Array): Uint8Array {
  if (!buffer) return new Uint8Array(0);
  const [offset, size] = [buffer.uint64(BUFFER.offset), buffer.uint64(BUFFER.size)];
  // Behind the tables, in files above 2 GB.
  if (offset > 1) return file.subarray(offset, offset + size);
  return buffer.bytes(BUFFER.data);
}

function readQuantization(table: FlatTable | null): Quantization | null {
  const scale = table?.floats(QUANTIZATION.scale) ?? [];
  if (!table || scale.length === 0) return null;
  const zeroPoint = table.int64s(QUANTIZATION.zeroPoint);
  return { scale, zeroPoint, dimension: table.int32(QUANTIZATION.dimension) };
}

function isWhole(values: Float32Array | Integers): values is Quantised['values'] {
  return [Int8Array, Uint8Array, Int32Array].some((one) => values instanceof one);
}

function quantisedOf(
  values: Quantised['values'],
  shape: readonly number[],
  { scale, zeroPoint, dimension }: Quantization,
): Quantised {
  return { shape, values, scales: scale, zeroPoints: zeroPoint, axis: dimension };
}
