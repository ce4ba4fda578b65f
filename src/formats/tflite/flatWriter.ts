/** Tables of FlatBuffers to be written, from the inside out: what a table refers to is written before it. */
import { Builder, type Offset } from 'flatbuffers';

/** A table's field: a number in the table itself, or where a text, a list or a table was written. */
export type FlatField =
  | { readonly kind: 'int8' | 'int32' | 'float32'; readonly value: number }
  | { readonly kind: 'written'; readonly value: Offset };

/** By the number that the schema gives them. */
export type FlatFields = Readonly<Record<number, FlatField>>;

type Written = FlatField & { readonly kind: 'written' };

export const int8 = (value: number): FlatField => ({ kind: 'int8', value });
export const int32 = (value: number): FlatField => ({ kind: 'int32', value });
export const float32 = (value: number): FlatField => ({ kind: 'float32', value });

export class FlatWriter {
  readonly #builder: Builder;

  /** @param bytes that the file will take; about */
  constructor(bytes: number) {
    this.#builder = new Builder(bytes);
  }

  /** Zeros are written like any number: a schema may say that what is absent is something else. */
  table(fields: FlatFields): Written {
    const builder = this.#builder;
    const numbers = Object.keys(fields).map(Number);
    builder.startObject(Math.max(-1, ...numbers) + 1);
    builder.forceDefaults(true);
    for (const number of numbers) addField(builder, number, fields[number]);
    builder.forceDefaults(false);
    return written(builder.endObject());
  }

  text(value: string): Written {
    return written(this.#builder.createString(value));
  }

  list(items: readonly Written[]): Written {
    return this.#vector(items, ({ value }) => this.#builder.addOffset(value));
  }

  int32s(values: readonly number[]): Written {
    return this.#vector(values, (value) => this.#builder.addInt32(value));
  }

  int64s(values: readonly number[]): Written {
    this.#builder.startVector(8, values.length, 8);
    for (const value of [...values].reverse()) this.#builder.addInt64(BigInt(value));
    return written(this.#builder.endVector());
  }

  float32s(values: readonly number[]): Written {
    return this.#vector(values, (value) => this.#builder.addFloat32(value));
  }

  /** @param alignment the first byte lies at a multiple of it */
  bytes(values: Uint8Array, alignment: number): Written {
    this.#builder.prep(alignment, values.length);
    return written(this.#builder.createByteVector(values));
  }

  /** @param identifier four letters behind the file's first four bytes */
  finish(root: Written, identifier: string): Uint8Array {
    this.#builder.finish(root.value, identifier);
    return this.#builder.asUint8Array();
  }

  /** Of values of four bytes each; written from the back. */
  #vector<T>(values: readonly T[], add: (value: T) => void): Written {
    this.#builder.startVector(4, values.length, 4);
    for (const value of [...values].reverse()) add(value);
    return written(this.#builder.endVector());
  }
}

function written(value: Offset): Written {
  return { kind: 'written', value };
}

function addField(builder: Builder, number: number, { kind, value }: FlatField): void {
  switch (kind) {
    case 'int8':
      return builder.addFieldInt8(number, value, 0);
    case 'int32':
      return builder.addFieldInt32(number, value, 0);
    case 'float32':
      return builder.addFieldFloat32(number, value, 0);
    case 'written':
      return builder.addFieldOffset(number, value, 0);
  }
}
