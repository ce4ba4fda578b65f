/** HDF5 as jsfive reads it, with bounds: it trusts every number in a file, and throws whatever it comes across. */
import { Dataset, File, Filters, Group } from 'jsfive';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import type { Precision, Tensor } from '../graph';
import { CountedBuffer } from './countedBuffer';
import { textAttribute } from './textAttribute';

/** A file that is read, and how many values it may still give: links may lead to the same array again and again. */
interface Reading {
  readonly buffer: CountedBuffer;
  left: number;
}

/** Its own lets a chunk unpack to anything. */
const DEFLATE = 1;
Filters.set(DEFLATE, (chunk) => {
  if (chunk instanceof CountedBuffer) return chunk.unpacked();
  throw new FileTrouble(note('file-cut-off'));
});

/** One array, by its path from the group that was asked for. */
export interface Hdf5Array {
  readonly path: readonly string[];
  /** The attribute `name` of the group that it lies in. */
  readonly groupName: string | null;
  /** @throws FileTrouble */
  read(): Tensor;
}

export interface Hdf5File {
  /** A text attribute of the file itself; null where it has none. */
  attribute(name: string): string | null;
  /** All arrays below a group; none where there is no such group. @throws FileTrouble */
  arraysIn(group: string): Hdf5Array[];
}

/** Groups and arrays that are looked at, and how deep: links may go round in circles. */
const [MOST_OBJECTS, DEEPEST] = [20_000, 24];

/** @throws FileTrouble */
export function openHdf5(bytes: Uint8Array): Hdf5File {
  const buffer = new CountedBuffer(bytes);
  const file = tried(() => new File(buffer, ''));
  const reading = { buffer, left: DENSEST * bytes.length };
  return {
    attribute: (name) => tried(() => textAttribute(buffer, file._dataobjects, name)),
    arraysIn: (path) => tried(() => arraysOf(childOf(file, path), reading)),
  };
}

/** jsfive throws texts, and functions that are none. */
function tried<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FileTrouble ? error : new FileTrouble(note('file-cut-off'));
  }
}

function childOf(group: Group, name: string): Group | Dataset | null {
  return group.keys.includes(name) ? group.get(name) : null;
}

interface Step {
  readonly group: Group;
  readonly path: readonly string[];
}

function arraysOf(top: Group | Dataset | null, reading: Reading): Hdf5Array[] {
  const arrays: Hdf5Array[] = [];
  const open: Step[] = top instanceof Group ? [{ group: top, path: [] }] : [];
  for (let objects = 0, step = open.pop(); step; step = open.pop()) {
    const { group, path } = step;
    const groupName = textAttribute(reading.buffer, group._dataobjects, 'name');
    for (const key of group.keys) {
      if (++objects > MOST_OBJECTS || path.length > DEEPEST)
        throw new FileTrouble(note('file-entries', { most: MOST_OBJECTS }));
      // Links by path, which may lead to themselves, are none of Keras.
      const child = typeof group._links[key] === 'string' ? null : group.get(key);
      const below = [...path, key];
      if (child instanceof Group) open.push({ group: child, path: below });
      else if (child)
        arrays.push({ path: below, groupName, read: () => tensorOf(below, child, reading) });
    }
  }
  return arrays;
}

/** And the bytes of a value. */
const TYPES: Readonly<Record<string, readonly [Precision, number]>> = {
  '<f2': ['float16', 2],
  '<f4': ['float32', 4],
  '<f8': ['float32', 8],
};
/** A file unpacks to at most so many values for each of its bytes; deflate could make 258 of zeros. */
const DENSEST = 32;

function tensorOf(path: readonly string[], dataset: Dataset, reading: Reading): Tensor {
  const array = path.join('/');
  const { shape, dtype } = tried(() => dataset);
  const type = typeof dtype === 'string' ? TYPES[dtype] : undefined;
  if (!type) throw new FileTrouble(note('file-array-type', { array, type: String(dtype) }));
  const [stored, valueBytes] = type;
  const { chunks } = tried(() => dataset._dataobjects);
  const most = reading.buffer.byteLength * (chunks ? DENSEST : 1 / valueBytes);
  reading.left -= sizeOf(shape);
  if (sizeOf(shape) > most || sizeOf(chunks ?? []) > most || reading.left < 0)
    throw new FileTrouble(note('file-array-outside', { array }));
  const inChunk = chunks ? sizeOf(chunks) : 0;
  const values = tried(() =>
    reading.buffer.inChunks(inChunk, inChunk * valueBytes, () => Float32Array.from(dataset.value)),
  );
  return { shape, values, stored };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
