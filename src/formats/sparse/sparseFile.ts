/** The lab's sparse format (README.md beside this): a header in JSON, then `src/pruning`'s encoded weights. */

/** The first four bytes. */
export const MAGIC = 'PLSP';
/** Bytes of the magic and of the header's length. */
export const START = 8;
/** Of the header's fields. */
export const VERSION = 1;

export interface SparseHeader {
  readonly version: typeof VERSION;
  readonly name: string;
  readonly class_names: readonly string[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly framing: string;
  /** In the order of the encoded weights. */
  readonly arrays: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** A `NetworkDescription`. */
  readonly network: object;
  /** JSON: how it was made, and what was measured of it. */
  readonly record: string;
}
