/** CIFAR's Python version: pickled dictionaries of arrays and lists, made by Python 2 or 3. */
import { BufferReader, Parser } from 'pickleparser';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import type { PixelTable } from '../pixelTable';
import { rowOf } from '../rowOf';
import { interleave, TABLE } from './cifarBinary';

const PICTURE = 3072;

/** Bytes, or a text that stands for them. */
class PickledBytes {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

class PickledArray {
  shape: readonly number[] = [];
  bytes: Uint8Array = new Uint8Array();

  /** As numpy writes it: version, shape, type, order, content. */
  __setstate__([, shape, type, fortran, content]: readonly unknown[]): void {
    if (fortran || !(type instanceof PickledType) || type.name !== 'u1') throw forbidden('ndarray');
    this.shape = shape as readonly number[];
    this.bytes = bytesOf(content);
  }
}

class PickledType {
  readonly name: string;

  constructor(name: unknown) {
    this.name = textOf(name);
  }

  __setstate__(): void {
    // The order of bytes, which bytes do not have.
  }
}

/** All that such a pickle may name; each makes data and has no effect. */
const MAKERS: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
  '_codecs encode': (text) => new PickledBytes(Uint8Array.from(String(text), codeOf)),
  'numpy.core.multiarray _reconstruct': () => new PickledArray(),
  'numpy._core.multiarray _reconstruct': () => new PickledArray(),
  'numpy ndarray': () => new PickledArray(),
  'numpy dtype': (name) => new PickledType(name),
};

/** Pictures, or the class names of a file of those; null where it holds neither. @throws FileTrouble */
export function readCifarPickle(bytes: Uint8Array): PixelTable | readonly string[] | null {
  const fields = dictionaryOf(bytes);
  const names = fields.get('fine_label_names') ?? fields.get('label_names');
  if (Array.isArray(names)) return names.map(textOf);
  const data = fields.get('data');
  if (!(data instanceof PickledArray) || data.shape[1] !== PICTURE) return null;
  const labels = fields.get('fine_labels') ?? fields.get('labels');
  return tableOf(data, Array.isArray(labels) ? (labels as number[]) : null);
}

function tableOf({ shape: [count], bytes }: PickledArray, given: number[] | null): PixelTable {
  if (bytes.length !== count * PICTURE || (given && given.length !== count))
    throw new FileTrouble(note('file-cut-off'));
  const pixels = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += PICTURE)
    interleave(bytes.subarray(at, at + PICTURE), pixels, at);
  return { ...TABLE, count, pixels, labels: given && Uint16Array.from(given) };
}

function dictionaryOf(bytes: Uint8Array): ReadonlyMap<string, unknown> {
  const parser = new Parser({
    nameResolver: { resolve },
    unpicklingTypeOfDictionary: 'Map',
  });
  try {
    const value: unknown = parser.read(new BufferReader(bytes));
    if (!(value instanceof Map)) return new Map();
    return new Map([...value].map(([key, field]) => [textOf(key), field as unknown]));
  } catch (error) {
    throw error instanceof FileTrouble ? error : new FileTrouble(note('file-cut-off'));
  }
}

function resolve(module: string, name: string) {
  const maker = rowOf(MAKERS, `${module} ${name}`);
  if (maker) return maker;
  throw forbidden(`${module}.${name}`);
}

function forbidden(asks: string): FileTrouble {
  return new FileTrouble(note('file-program', { asks }));
}

/** pickleparser reads the texts of Python 2 as windows-1252: each sign back to its byte. */
const CODES = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, i) => i))].map(
    (sign, code) => [sign, code],
  ),
);

function codeOf(sign: string): number {
  return sign.charCodeAt(0);
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof PickledBytes) return value.bytes;
  if (value instanceof Uint8Array) return value;
  return Uint8Array.from(String(value), (sign) => CODES.get(sign) ?? 0);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : new TextDecoder().decode(bytesOf(value));
}
