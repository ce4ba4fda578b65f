/** What lies beside the files of a model or a data set: their names, lengths and checksums. */
import { parseJson } from '../base/json';
import { refusal, type Outcome } from '../base/outcome';
import { both, count, is, list, object, optional, text, type Check } from '../base/checks';
import type { FileRecord } from '../download/checksum';

/** model.json */
export interface ModelRecord {
  readonly name: string;
  readonly files: readonly FileRecord[];
}

/** dataset.json */
export interface DatasetRecord extends ModelRecord {
  readonly classes: number;
  readonly test: { readonly images: string; readonly labels: string };
  readonly train: { readonly images: string; readonly labels: string };
}

const sha256 = is(
  'a SHA-256 in lower-case hex',
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);
const file = object({
  name: text,
  bytes: count,
  sha256,
  unpackedBytes: optional(count),
  unpackedSha256: optional(sha256),
});
const model = object({ name: text, files: list(file) });
const split = object({ images: text, labels: text });
/** Answers are kept in 16 bits. */
const classes = is(
  'a whole number from 1 to 65536',
  (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1 << 16,
);
const dataset = both(model, object({ classes, test: split, train: split }));

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
  const wrong = value === undefined ? 'it is not JSON' : check(value, '');
  if (wrong === null) return { ok: true, value: value as T };
  return refusal('record', `${url} cannot be used: ${wrong}; restore it and load it again`);
}
