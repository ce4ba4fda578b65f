/** The part of jsfive that is used; it comes without types. */
declare module 'jsfive' {
  export class Group {
    readonly keys: readonly string[];
    readonly attrs: Readonly<Record<string, unknown>>;
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
    readonly _dataobjects: { readonly chunks: readonly number[] | null };
  }
}
