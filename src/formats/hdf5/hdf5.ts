/** HDF5 as jsfive reads it, with bounds: it trusts every number in a file, and throws whatever it comes across. */
import { Dataset, File, Group } from 'jsfive';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import type { Precision, Tensor } from '../graph';

/** What may still be read, in values: links may lead to the same array again and again. */
interface Budget {
  left: number;
}

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
  const file = tried(() => new File(bytes.slice().buffer, ''));
  const budget = { left: DENSEST * bytes.length };
  return {
    attribute: (name) => tried(() => textOf(file.attrs[name])),
    arraysIn: (path) => tried(() => arraysOf(childOf(file, path), bytes.length, budget)),
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

function arraysOf(top: Group | Dataset | null, fileBytes: number, budget: Budget): Hdf5Array[] {
  const arrays: Hdf5Array[] = [];
  const open: Step[] = top instanceof Group ? [{ group: top, path: [] }] : [];
  for (let objects = 0, step = open.pop(); step; step = open.pop()) {
    const { group, path } = step;
    const groupName = textOf(group.attrs.name);
    for (const key of group.keys) {
      if (++objects > MOST_OBJECTS || path.length > DEEPEST)
        throw new FileTrouble(note('file-entries', { most: MOST_OBJECTS }));
      const child = group.get(key);
      const below = [...path, key];
      if (child instanceof Group) open.push({ group: child, path: below });
      else if (child)
        arrays.push({
          path: below,
          groupName,
          read: () => tensorOf(below, child, fileBytes, budget),
        });
    }
  }
  return arrays;
}

const TYPES: Readonly<Record<string, Precision>> = {
  ...{ '<f2': 'float16', '<f4': 'float32', '<f8': 'float32' },
};
/** A file unpacks to at most so many values for each of its bytes; deflate could make 258 of zeros. */
const DENSEST = 32;

function tensorOf(
  path: readonly string[],
  dataset: Dataset,
  fileBytes: number,
  budget: Budget,
): Tensor {
  const array = path.join('/');
  const { shape, dtype } = dataset;
  const stored = typeof dtype === 'string' ? TYPES[dtype] : undefined;
  if (!stored) throw new FileTrouble(note('file-array-type', { array, type: String(dtype) }));
  const { chunks } = tried(() => dataset._dataobjects);
  const most = fileBytes * (chunks ? DENSEST : 1);
  budget.left -= sizeOf(shape);
  if (sizeOf(shape) > most || sizeOf(chunks ?? []) > most || budget.left < 0)
    throw new FileTrouble(note('file-array-outside', { array }));
  const values = Float32Array.from(tried(() => dataset.value));
  return { shape, values, stored };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Without the blanks and zeros that fixed lengths are filled up with. */
function textOf(value: unknown): string | null {
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' ? text.replace(/[\0 ]+$/, '') : null;
}
