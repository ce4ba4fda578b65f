/**
 * PyTorch's files: a zip of one pickle and its storages (since 1.6), or pickles behind each other (before). A state
 * dict is taken wherever it stands; whole modules and TorchScript hold programs and are refused.
 */
import type { Outcome } from '../../base/outcome';
import { note, refusal } from '../../words/refusal';
import { FileTrouble, readable, unreadable } from '../fileTrouble';
import type { Tensor } from '../graph';
import type { StateDict } from '../stateDict';
import { unzip } from '../zip/zip';
import { ForbiddenName, PickledTensor, PickleStream, tensorOf, type Storage } from './pickle';

/** Keys under which training code keeps the state dict, in the order of preference. */
const WRAPPERS = [
  ...['state_dict', 'model_state_dict', 'state_dict_ema', 'model_ema', 'model', 'net', 'network'],
  ...['module', 'ema', 'params', 'weights'],
];

/** Refused with `model-program` where it asks for more than arrays. */
export function readPytorch(name: string, bytes: Uint8Array): Outcome<StateDict> {
  try {
    return readable(name, () => arraysIn(bytes));
  } catch (error) {
    if (error instanceof ForbiddenName)
      return refusal('model-program', { name, asks: error.message });
    // The reader of pickles throws whatever it comes across.
    return unreadable(name, note('file-cut-off'));
  }
}

function arraysIn(bytes: Uint8Array): StateDict {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const { root, storages } = isZip ? zipped(bytes) : legacy(bytes);
  const dict = stateDictIn(root);
  if (!dict) throw new FileTrouble(note('file-no-arrays'));
  return arraysOf(dict, storages, bytes.length);
}

type Storages = (storage: Storage) => Uint8Array | undefined;

interface Pickled {
  readonly root: unknown;
  readonly storages: Storages;
}

function zipped(bytes: Uint8Array): Pickled {
  const files = unzip(bytes, () => true);
  const paths = [...files.keys()];
  if (paths.some((path) => path.endsWith('/constants.pkl'))) throw new ForbiddenName('TorchScript');
  const pickle = paths.find((path) => path.endsWith('/data.pkl'));
  if (!pickle) throw new FileTrouble(note('file-no-arrays'));
  const folder = pickle.slice(0, -'data.pkl'.length);
  const root = new PickleStream(files.get(pickle)!).next();
  return { root, storages: ({ key }) => files.get(`${folder}data/${key}`) };
}

/** Magic number, version, system, the object, the storages' keys, then of each its count and values. */
function legacy(bytes: Uint8Array): Pickled {
  const stream = new PickleStream(bytes);
  for (let header = 0; header < 3; header++) stream.next();
  const root = stream.next();
  const keys = stream.next() as readonly string[];
  const sizes = storageBytes(root);
  const files = new Map<string, Uint8Array>();
  for (const key of keys) {
    const count = Number(new DataView(stream.bytes(8).slice().buffer).getBigUint64(0, true));
    files.set(key, stream.bytes(count * (sizes.get(key) ?? 8)));
  }
  return { root, storages: ({ key }) => files.get(key) };
}

/** Bytes of a value of each storage, by key. */
function storageBytes(root: unknown): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const { storage } of tensorsIn(root)) bytes.set(storage.key, storage.bytes);
  return bytes;
}

/** Each once: what a pickle holds may hold itself. */
function tensorsIn(root: unknown): PickledTensor[] {
  const [tensors, seen, open] = [[] as PickledTensor[], new Set<unknown>(), [root]];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof PickledTensor) tensors.push(value);
    else if (value instanceof Map || Array.isArray(value)) open.push(...value.values());
  }
  return tensors;
}

/** A map of tensors that training code has put into another, beside tensors of its own, or the map itself. */
function stateDictIn(
  root: unknown,
  seen = new Set<unknown>(),
): ReadonlyMap<unknown, unknown> | null {
  if (!(root instanceof Map) || seen.has(root)) return null;
  seen.add(root);
  for (const key of WRAPPERS) {
    const inner = stateDictIn(root.get(key), seen);
    if (inner) return inner;
  }
  return [...root.values()].some((value) => value instanceof PickledTensor) ? root : null;
}

/** Arrays may share a storage, but a file of many that do is none of weights. */
const MOST_SHARED = 8;

function arraysOf(
  dict: ReadonlyMap<unknown, unknown>,
  storages: Storages,
  fileBytes: number,
): StateDict {
  const arrays = new Map<string, Tensor>();
  let total = 0;
  for (const [key, value] of dict) {
    if (!(value instanceof PickledTensor)) continue;
    const array = String(key);
    const bytes = storages(value.storage);
    if (!bytes) throw new FileTrouble(note('file-values-missing', { array }));
    const tensor = tensorOf(value, bytes);
    total += tensor?.values.length ?? 0;
    if (total > MOST_SHARED * fileBytes)
      throw new FileTrouble(note('file-array-outside', { array }));
    if (tensor) arrays.set(array, tensor);
  }
  return arrays;
}
