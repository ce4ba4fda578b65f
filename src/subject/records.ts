/** What lies beside the files of a model or a data set: their names, lengths and checksums. */
import { parseJson } from '../base/json';
import type { Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import { both, count, is, list, object, optional, text, type Check } from '../base/checks';
import type { FileRecord } from '../download/checksum';
import { checkScales } from '../quantisation/checkScales';
import type { TensorScale } from '../quantisation/quantisedNetwork';
import type { PerMap } from '../quantisation/ranges';
import { checkModelInput, type ModelInput } from './modelInput';
import { checkPreprocessing, type Preprocessing } from './preprocessing';

/** What lies in a folder. */
interface FolderRecord {
  readonly name: string;
  readonly files: readonly FileRecord[];
}

/** model.json */
export interface ModelRecord extends FolderRecord {
  /** What it expects of a picture; left out where only its data set says so. */
  readonly input?: ModelInput;
  /** What its maps stand for where it came from a quantised file. */
  readonly scales?: PerMap<TensorScale>;
}

/** dataset.json */
export interface DatasetRecord extends FolderRecord {
  readonly classNames: readonly string[];
  readonly preprocessing: Preprocessing;
  /** Left out where no picture's class is known: such a set calibrates alone. */
  readonly test?: SplitRecord;
  /** Left out where it has no training images. */
  readonly train?: SplitRecord;
}

export type Split = 'test' | 'train';

export interface SplitRecord {
  readonly count: number;
  /** How many of them have a label, the first ones; all where it is left out. */
  readonly labelled?: number;
  /** Names of its files. */
  readonly images: string;
  readonly labels: string;
}

const sha256 = is(
  note('is-sha256'),
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);
const file = object({
  name: text,
  bytes: count,
  sha256,
  unpackedBytes: optional(count),
  unpackedSha256: optional(sha256),
});
const folder = object({ name: text, files: list(file) });
const model = both(
  folder,
  object({ input: optional(checkModelInput), scales: optional(checkScales) }),
);
const split = object({ count, labelled: optional(count), images: text, labels: text });
/** Answers are kept in 16 bits. */
const classNames = both(
  list(text),
  is(note('is-list-of', { what: 'names', least: 1, most: 1 << 16 }), (value) => {
    const { length } = value as readonly string[];
    return length >= 1 && length <= 1 << 16;
  }),
);
const dataset = both(
  folder,
  object({
    classNames,
    preprocessing: checkPreprocessing,
    test: optional(split),
    train: optional(split),
  }),
);

/** Refused with `record` where the file is no model.json. */
export function parseModelRecord(url: string, bytes: Uint8Array): Outcome<ModelRecord> {
  return parse(url, bytes, model);
}

/** Refused with `record` where the file is no dataset.json. */
export function parseDatasetRecord(url: string, bytes: Uint8Array): Outcome<DatasetRecord> {
  return parse(url, bytes, dataset);
}

function parse<T>(url: string, bytes: Uint8Array, check: Check): Outcome<T> {
  const value = parseJson(bytes);
  const cause = value === undefined ? note('no-json') : check(value, '');
  return cause ? refusal('record', { url, cause }) : { ok: true, value: value as T };
}
