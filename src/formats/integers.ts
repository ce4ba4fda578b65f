/** Bytes of stored whole numbers; little-endian. */

export type StoredInteger = 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'int64' | 'bool';

export const INTEGER_BYTES: Readonly<Record<StoredInteger, number>> = {
  ...{ int8: 1, uint8: 1, bool: 1, int16: 2, uint16: 2, int32: 4, int64: 8 },
};

export type Integers =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float64Array;

/** Copied, so that the array starts at a multiple of its values' bytes; what is left of a value is left out. */
export function integersOf(stored: StoredInteger, bytes: Uint8Array): Integers {
  const { buffer } = bytes.slice(0, bytes.length - (bytes.length % INTEGER_BYTES[stored]));
  switch (stored) {
    case 'int8':
      return new Int8Array(buffer);
    case 'uint8':
    case 'bool':
      return new Uint8Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'int64':
      return Float64Array.from(new BigInt64Array(buffer), Number);
  }
}
