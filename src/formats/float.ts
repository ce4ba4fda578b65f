/** Bytes of stored arrays as float32; little-endian. */
import { fromFloat16 } from '../base/float16';
import type { Precision } from './graph';
import type { StoredInteger } from './integers';

export type StoredFloat = 'float64' | 'float32' | 'float16' | 'bfloat16';

export const FLOAT_BYTES: Readonly<Record<StoredFloat, number>> = {
  ...{ float64: 8, float32: 4, float16: 2, bfloat16: 2 },
};

export function isFloat(stored: StoredFloat | StoredInteger): stored is StoredFloat {
  return stored in FLOAT_BYTES;
}

/** What is said of it: float64 counts as float32, and so do numbers that are no weights. */
export function precisionOf(stored: StoredFloat | StoredInteger): Precision {
  const said = ['float16', 'bfloat16', 'uint8', 'int8', 'uint16'] as const;
  return said.find((one) => one === stored) ?? 'float32';
}

/** Copied, so that the array starts at a multiple of its values' bytes. */
export function floatsOf(stored: StoredFloat, bytes: Uint8Array): Float32Array {
  const { buffer } = bytes.slice();
  switch (stored) {
    case 'float64':
      return Float32Array.from(new Float64Array(buffer));
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return fromFloat16(new Uint16Array(buffer));
    case 'bfloat16':
      return fromBfloat16(new Uint16Array(buffer));
  }
}

/** The upper half of a float32. */
export function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
