/** Constants of an ONNX file as floats. */
import { fromFloat16 } from '../../base/float16';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { FLOAT_BYTES, floatsOf, isFloat, precisionOf, type StoredFloat } from '../float';
import type { Tensor } from '../graph';
import { integersOf, type StoredInteger } from '../integers';
import type { OnnxTensor } from './proto';

/** Of onnx.proto3's `DataType`. */
const TYPES: Readonly<Record<number, StoredFloat | StoredInteger>> = {
  ...{ 1: 'float32', 2: 'uint8', 3: 'int8', 4: 'uint16', 5: 'int16', 6: 'int32', 7: 'int64' },
  ...{ 9: 'bool', 10: 'float16', 11: 'float64', 16: 'bfloat16' },
};

/** Bytes of a file beside the network's; undefined where it was not given. */
export type Beside = (path: string) => Uint8Array | undefined;

/** @throws FileTrouble where it lies in a file that was not given, or its bytes are not those of its shape */
export function tensorOf(tensor: OnnxTensor, beside: Beside): Tensor {
  const { name, dims, type } = tensor;
  const stored = TYPES[type];
  if (!stored) throw new FileTrouble(note('file-array-type', { array: name, type }));
  const size = dims.reduce((product, side) => product * side, 1);
  const raw = tensor.external ? externalBytes(name, tensor.external, beside) : tensor.raw;
  const values = raw ? rawValues(stored, raw) : listed(stored, tensor);
  if (values.length !== size)
    throw new FileTrouble(
      note('file-array-size', { array: name, values: values.length, expected: size }),
    );
  return { shape: dims, values, stored: precisionOf(stored) };
}

function externalBytes(
  array: string,
  place: ReadonlyMap<string, string>,
  beside: Beside,
): Uint8Array {
  const file = place.get('location') ?? '';
  const bytes = beside(file);
  if (!bytes) throw new FileTrouble(note('file-external', { array, file }));
  const from = Number(place.get('offset') ?? 0);
  return bytes.subarray(from, from + Number(place.get('length') ?? bytes.length));
}

function listed(stored: StoredFloat | StoredInteger, tensor: OnnxTensor): Float32Array {
  const { floats, doubles, ints, longs } = tensor;
  if (stored === 'float16') return fromFloat16(Uint16Array.from(ints));
  if (stored === 'bfloat16') return floatsOf(stored, new Uint8Array(Uint16Array.from(ints).buffer));
  const given = [floats, doubles, ints, longs].find(({ length }) => length > 0);
  return Float32Array.from(given ?? []);
}

function rawValues(stored: StoredFloat | StoredInteger, raw: Uint8Array): Float32Array {
  if (!isFloat(stored)) return new Float32Array(integersOf(stored, raw));
  return floatsOf(stored, raw.subarray(0, raw.length - (raw.length % FLOAT_BYTES[stored])));
}
