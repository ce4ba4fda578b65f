/**
 * Tables of FlatBuffers (flatbuffers.dev, "Internals"), as far as TFLite files need them: every access is within the
 * file, or throws.
 */

/** What may still be read, in bytes: tables may share their parts, so that a short file can ask for any number. */
interface Budget {
  left: number;
}

/** Of a file's own bytes, and of any file's. */
const [READ_AGAIN, ALWAYS] = [8, 1 << 16];

/** A table in the file; its fields are numbered as in the schema. */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;
  readonly #budget: Budget;

  constructor(view: DataView, at: number, budget: Budget) {
    this.#view = view;
    this.#at = at;
    this.#budget = budget;
  }

  /** The table that a file of FlatBuffers begins with. @throws RangeError where there is none */
  static root(view: DataView): FlatTable {
    const budget = { left: ALWAYS + READ_AGAIN * view.byteLength };
    return new FlatTable(view, view.getUint32(0, true), budget);
  }

  int8(field: number, otherwise = 0): number {
    const at = this.#field(field);
    return at === 0 ? otherwise : this.#view.getInt8(at);
  }

  int32(field: number, otherwise = 0): number {
    const at = this.#field(field);
    return at === 0 ? otherwise : this.#view.getInt32(at, true);
  }

  /** Up to 2⁵³. */
  uint64(field: number): number {
    const at = this.#field(field);
    return at === 0 ? 0 : Number(this.#view.getBigUint64(at, true));
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field));
  }

  table(field: number): FlatTable | null {
    const at = this.#field(field);
    return at === 0 ? null : this.#tableAt(at);
  }

  tables(field: number): FlatTable[] {
    return this.#vector(field, 4, (at) => this.#tableAt(at));
  }

  int32s(field: number): number[] {
    return this.#vector(field, 4, (at) => this.#view.getInt32(at, true));
  }

  floats(field: number): number[] {
    return this.#vector(field, 4, (at) => this.#view.getFloat32(at, true));
  }

  int64s(field: number): number[] {
    return this.#vector(field, 8, (at) => Number(this.#view.getBigInt64(at, true)));
  }

  /** A view into the file; empty where the field is absent. */
  bytes(field: number): Uint8Array {
    const { at, length } = this.#run(field, 1);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length);
  }

  #tableAt(at: number): FlatTable {
    return new FlatTable(this.#view, at + this.#view.getUint32(at, true), this.#budget);
  }

  #vector<T>(field: number, bytes: number, read: (at: number) => T): T[] {
    const { at, length } = this.#run(field, bytes);
    return Array.from({ length }, (_, i) => read(at + bytes * i));
  }

  /** Where a vector's values begin, and how many there are. */
  #run(field: number, bytes: number): { readonly at: number; readonly length: number } {
    const offset = this.#field(field);
    if (offset === 0) return { at: 0, length: 0 };
    const start = offset + this.#view.getUint32(offset, true);
    const length = this.#view.getUint32(start, true);
    if (start + 4 + bytes * length > this.#view.byteLength)
      throw new RangeError(`a list of ${length} values ends outside of the file`);
    this.#budget.left -= 4 + bytes * length;
    if (this.#budget.left < 0) throw new RangeError('the same parts are read again and again');
    return { at: start + 4, length };
  }

  /** Where the field's value lies; 0 where it is absent. */
  #field(field: number): number {
    const vtable = this.#at - this.#view.getInt32(this.#at, true);
    const entry = 4 + 2 * field;
    if (entry >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + entry, true);
    return offset === 0 ? 0 : this.#at + offset;
  }
}
