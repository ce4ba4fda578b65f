/** Constants of an ONNX file as floats. */
import { fromFloat16 } from '../checkpoint/float16';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { fromBfloat16 } from '../float';
import type { Precision, Tensor } from '../graph';
import type { OnnxTensor } from './proto';

/** Of onnx.proto3's `DataType`. */
const TYPES: Readonly<Record<number, { readonly stored: Precision; readonly bytes: number }>> = {
  1: { stored: 'float32', bytes: 4 },
  2: { stored: 'uint8', bytes: 1 },
  3: { stored: 'int8', bytes: 1 },
  6: { stored: 'float32', bytes: 4 },
  7: { stored: 'float32', bytes: 8 },
  10: { stored: 'float16', bytes: 2 },
  11: { stored: 'float32', bytes: 8 },
  16: { stored: 'bfloat16', bytes: 2 },
};
const [INT8, INT32, INT64, FLOAT16, DOUBLE, BFLOAT16] = [3, 6, 7, 10, 11, 16];

/** @throws FileTrouble where it lies in another file, or its bytes are not those of its shape */
export function tensorOf(tensor: OnnxTensor): Tensor {
  const { name, dims, type } = tensor;
  if (tensor.external) throw new FileTrouble(note('file-external', { array: name }));
  const found = TYPES[type];
  if (!found) throw new FileTrouble(note('file-array-type', { array: name, type }));
  const size = dims.reduce((product, side) => product * side, 1);
  const values = tensor.raw ? rawValues(tensor.raw, type, found.bytes) : listed(tensor);
  if (values.length !== size)
    throw new FileTrouble(
      note('file-array-size', { array: name, values: values.length, expected: size }),
    );
  return { shape: dims, values, stored: found.stored };
}

function listed({ type, floats, ints, longs }: OnnxTensor): Float32Array {
  if (type === FLOAT16) return fromFloat16(Uint16Array.from(ints));
  const given = [floats, ints, longs].find(({ length }) => length > 0);
  return Float32Array.from(given ?? []);
}

/** Little-endian; copied, so that an array starts at a multiple of its values' bytes. */
function rawValues(raw: Uint8Array, type: number, bytes: number): Float32Array {
  const { buffer } = raw.slice(0, raw.length - (raw.length % bytes));
  switch (type) {
    case INT8:
      return Float32Array.from(new Int8Array(buffer));
    case INT32:
      return Float32Array.from(new Int32Array(buffer));
    case INT64:
      return Float32Array.from(new BigInt64Array(buffer), Number);
    case FLOAT16:
      return fromFloat16(new Uint16Array(buffer));
    case DOUBLE:
      return Float32Array.from(new Float64Array(buffer));
    case BFLOAT16:
      return fromBfloat16(new Uint16Array(buffer));
    default:
      return bytes === 1 ? Float32Array.from(new Uint8Array(buffer)) : new Float32Array(buffer);
  }
}
