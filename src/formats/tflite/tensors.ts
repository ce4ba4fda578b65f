/** Tensors of a TFLite file: constants as floats, dequantised as the specification of 8-bit quantisation says. */
import { fromFloat16 } from '../checkpoint/float16';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { dequantised } from '../dequantised';
import type { Precision, Tensor } from '../graph';
import type { FlatTable } from './flatTable';
import { BUFFER, QUANTIZATION, TENSOR, TYPES, type StoredType } from './schema';

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: StoredType;
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
  const stored = TYPES[table.int8(TENSOR.type)];
  if (!stored)
    throw new FileTrouble(note('file-array-type', { array: name, type: table.int8(TENSOR.type) }));
  const quantization = readQuantization(table.table(TENSOR.quantization));
  const bytes = bytesOf(buffers[table.int32(TENSOR.buffer)], file);
  if (bytes.length === 0) return { name, shape, stored, quantization, constant: null };
  if (table.table(TENSOR.sparsity))
    throw new FileTrouble(note('file-array-sparse', { array: name }));
  const raw = rawValues(stored, bytes);
  const size = shape.reduce((product, side) => product * side, 1);
  if (raw.length !== size)
    throw new FileTrouble(
      note('file-array-size', { array: name, values: raw.length, expected: size }),
    );
  const values = quantization
    ? dequantised(raw, shape, quantization.scale, quantization.zeroPoint, quantization.dimension)
    : raw;
  const constant = { shape, values, stored: precisionOf(stored) };
  return { name, shape, stored, quantization, constant };
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

/** As they stand in the file, as floats; copied, so that an array starts at a multiple of its values' bytes. */
function rawValues(stored: StoredType, bytes: Uint8Array): Float32Array {
  const { buffer } = bytes.slice();
  switch (stored) {
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return fromFloat16(new Uint16Array(buffer));
    case 'int32':
      return Float32Array.from(new Int32Array(buffer));
    case 'int64':
      return Float32Array.from(new BigInt64Array(buffer), Number);
    default:
      return Float32Array.from(stored === 'int8' ? new Int8Array(buffer) : new Uint8Array(buffer));
  }
}

function precisionOf(stored: StoredType): Precision {
  return stored === 'int32' || stored === 'int64' ? 'float32' : stored;
}
