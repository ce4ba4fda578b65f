/** The part of jsfive that is used; it comes without types. */
declare module 'jsfive' {
  export class Group {
    readonly keys: readonly string[];
    readonly _dataobjects: DataObjects;
    /** By name: an address, or the path of another link. */
    readonly _links: Readonly<Record<string, number | string>>;
    /** @throws whatever it comes across in a damaged file */
    get(path: string): Group | Dataset | null;
  }
  export class File extends Group {
    constructor(bytes: ArrayBufferLike, name: string);
  }
  export class Dataset extends Array<number> {
    readonly shape: readonly number[];
    /** `<f4`, or a list for what is no number. */
    readonly dtype: unknown;
    /** Read when it is asked for. */
    readonly value: readonly number[];
    readonly _dataobjects: DataObjects;
  }
  export interface DataObjects {
    readonly chunks: readonly number[] | null;
    /** With `type` and `offset_to_message`. */
    readonly msgs: readonly ReadonlyMap<string, number>[];
    /** @returns name and value */
    unpack_attribute(offset: number): [string, unknown];
  }
  /** By number: what undoes the packing of a chunk. */
  export const Filters: Map<number, (chunk: ArrayBuffer) => ArrayBuffer>;
}
