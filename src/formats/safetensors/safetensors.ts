/** safetensors (huggingface.co/docs/safetensors): eight bytes of length, a header in JSON, then the arrays' bytes. */
import { rowOf } from '../rowOf';
import { parseJson } from '../../base/json';
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import { FLOAT_BYTES, floatsOf, type StoredFloat } from '../float';
import type { Tensor, Texts } from '../graph';
import type { StateDict } from '../stateDict';
import { textsIn } from '../textsIn';

interface Entry {
  readonly dtype?: string;
  readonly shape?: readonly number[];
  readonly data_offsets?: readonly [number, number];
}

/** The specification's own limit, bytes. */
const LONGEST_HEADER = 100_000_000;

const FLOATS: Readonly<Record<string, StoredFloat>> = {
  ...{ F64: 'float64', F32: 'float32', F16: 'float16', BF16: 'bfloat16' },
};

/** Whole numbers, such as counts of batches, are left out. */
export function readSafetensors(name: string, bytes: Uint8Array): Outcome<StateDict> {
  return readable(name, () => contentOf(bytes).arrays);
}

export interface Content {
  readonly arrays: StateDict;
  /** What people and tools wrote beside them. */
  readonly texts: Texts;
}

/** @throws FileTrouble, or RangeError where the file is cut off */
export function contentOf(bytes: Uint8Array): Content {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > Math.min(LONGEST_HEADER, bytes.length - 8))
    throw new FileTrouble(note('file-header'));
  const header = parseJson(bytes.subarray(8, 8 + length));
  if (typeof header !== 'object' || header === null) throw new FileTrouble(note('file-no-json'));
  const arrays = tensorsOf(header as Record<string, Entry>, bytes.subarray(8 + length));
  return { arrays, texts: textsIn((header as Record<string, unknown>)[METADATA]) };
}

/** The one entry that is no array. */
const METADATA = '__metadata__';

function tensorsOf(header: Record<string, Entry>, values: Uint8Array): StateDict {
  const tensors = new Map<string, Tensor>();
  let total = 0;
  for (const [array, entry] of Object.entries(header)) {
    const stored = rowOf(FLOATS, entry?.dtype ?? '');
    if (!stored) continue;
    const tensor = tensorOf(stored, entry, values);
    total += tensor?.values.length ?? 0;
    // Arrays do not overlap.
    if (!tensor || total > values.length)
      throw new FileTrouble(note('file-array-outside', { array }));
    tensors.set(array, tensor);
  }
  return tensors;
}

function tensorOf(stored: StoredFloat, entry: Entry, values: Uint8Array): Tensor | null {
  const { shape, data_offsets: [from, to] = [-1, -1] } = entry;
  if (!shape || from < 0 || to > values.length) return null;
  const size = shape.reduce((product, side) => product * side, 1);
  if (to - from !== size * FLOAT_BYTES[stored]) return null;
  const precision = stored === 'float64' ? 'float32' : stored;
  return { shape, values: floatsOf(stored, values.subarray(from, to)), stored: precision };
}
