/**
 * Pickles of PyTorch with hands tied: the names in them may make tensors, dictionaries and nothing else, and nothing
 * that they ask for is run.
 */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { rowOf } from '../rowOf';
import { BufferReader, Parser } from 'pickleparser';
import { FLOAT_BYTES, floatsOf, precisionOf, type StoredFloat } from '../float';
import type { Tensor } from '../graph';

/** Names what a pickle asks for and must not have. */
export class ForbiddenName extends Error {}

/** One storage: the values that tensors are views of. */
export interface Storage {
  /** Null for whole numbers, which no layer has. */
  readonly stored: StoredFloat | null;
  readonly key: string;
  /** Of one value. */
  readonly bytes: number;
}

/** A tensor before its storage is read: offset, sizes and strides count values. */
export class PickledTensor {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(
    storage: Storage,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
  ) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

const FLOATS: Readonly<Record<string, StoredFloat>> = {
  ...{ DoubleStorage: 'float64', FloatStorage: 'float32' },
  ...{ HalfStorage: 'float16', BFloat16Storage: 'bfloat16' },
};
/** Of whole numbers: bytes of one. */
const WHOLE: Readonly<Record<string, number>> = {
  ...{ LongStorage: 8, IntStorage: 4, ShortStorage: 2 },
  ...{ CharStorage: 1, ByteStorage: 1, BoolStorage: 1 },
};

/** Called by the pickle with what it gives; each makes data and has no effect. */
const MAKERS: Readonly<Record<string, (...given: never[]) => unknown>> = {
  'collections OrderedDict': () => new Map<unknown, unknown>(),
  'torch._utils _rebuild_tensor_v2': (
    storage: Storage,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
  ) => new PickledTensor(storage, offset, shape, strides),
  'torch._utils _rebuild_parameter': (tensor: PickledTensor) => tensor,
};

/** Arrays of integers with their scales, and what such layers keep beside them. */
const QUANTISED = /^torch\.(_utils\._rebuild_qtensor|QU?Int\w+Storage|(ao\.)?nn\.quantized\..*)$/;

function resolve(module: string, name: string) {
  const maker = rowOf(MAKERS, `${module} ${name}`);
  // A new function each time: a pickle may write onto what it is given.
  if (maker) return (...given: unknown[]) => maker(...(given as never[]));
  const storage =
    module === 'torch' && (rowOf(FLOATS, name) !== undefined || rowOf(WHOLE, name) !== undefined);
  if (storage) return () => name;
  if (QUANTISED.test(`${module}.${name}`)) throw new FileTrouble(note('file-quantised'));
  throw new ForbiddenName(`${module}.${name}`);
}

/** What a persistent id stands for: `('storage', FloatStorage, key, device, count)`. */
function storageOf(id: unknown): Storage {
  const [, type, key] = id as readonly [string, () => string, string];
  const name = type();
  const stored = rowOf(FLOATS, name) ?? null;
  return { stored, key, bytes: stored ? FLOAT_BYTES[stored] : WHOLE[name] };
}

/** Digits of a whole number in a pickle, bytes: the reader's time grows with their square. */
const LONGEST_NUMBER = 64;

class BoundedReader extends BufferReader {
  #ofNumber = false;

  /** Begins each operation. */
  override byte(): number {
    this.#ofNumber = false;
    return super.byte();
  }

  /** Length of a text or a number, or a place in the memo. */
  override uint32(): number {
    this.#ofNumber = true;
    return super.uint32();
  }

  override string(size: number, encoding: 'ascii' | 'utf-8'): string {
    this.#ofNumber = false;
    return super.string(size, encoding);
  }

  override bytes(length: number): Uint8Array {
    if (this.#ofNumber && length > LONGEST_NUMBER) throw new RangeError('a number too long');
    return super.bytes(length) as Uint8Array;
  }
}

/** Reads pickles that follow each other, and the bytes behind them. */
export class PickleStream {
  readonly #reader: BoundedReader;

  constructor(bytes: Uint8Array) {
    this.#reader = new BoundedReader(bytes);
  }

  /** @throws ForbiddenName where it asks for more than tensors, Error where it is no pickle */
  next(): unknown {
    const parser = new Parser({
      nameResolver: { resolve },
      persistentResolver: { resolve: storageOf },
      unpicklingTypeOfDictionary: 'Map',
    });
    return parser.read(this.#reader);
  }

  bytes(length: number): Uint8Array {
    return this.#reader.bytes(length);
  }
}

/** Of a view its values, in the order of its shape. @throws RangeError where it leaves its storage */
export function tensorOf(
  { offset, shape, strides, storage }: PickledTensor,
  bytes: Uint8Array,
): Tensor | null {
  const { stored } = storage;
  if (!stored) return null;
  const size = shape.reduce((product, side) => product * side, 1);
  const last = shape.reduce((sum, side, i) => sum + (side - 1) * strides[i], offset);
  const each = FLOAT_BYTES[stored];
  // Of what it does not overlap itself, as no weights do.
  const within =
    offset >= 0 && (size === 0 || ((last + 1) * each <= bytes.length && size <= last - offset + 1));
  if (!within || !shape.every(isSide)) throw new RangeError('leaves its storage');
  const span = floatsOf(
    stored,
    bytes.subarray(offset * each, size === 0 ? offset * each : (last + 1) * each),
  );
  const values = isPlain(shape, strides)
    ? span
    : Float32Array.from({ length: size }, (_, i) => span[place(i, shape, strides)]);
  return { shape, values, stored: precisionOf(stored) };
}

function isSide(side: number): boolean {
  return Number.isSafeInteger(side) && side >= 0;
}

function isPlain(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] > 1 && strides[axis] !== step) return false;
    step *= shape[axis];
  }
  return true;
}

function place(index: number, shape: readonly number[], strides: readonly number[]): number {
  let [rest, at] = [index, 0];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    at += (rest % shape[axis]) * strides[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return at;
}
