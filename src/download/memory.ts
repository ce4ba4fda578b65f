/** What a file's content is to lie in. @param B its kind of buffer */
export interface Memory<B extends ArrayBufferLike> {
  /** Zeros, so many bytes. */
  readonly room: (bytes: number) => Uint8Array<B>;
  /** Content that came to lie elsewhere. */
  readonly moved: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<B>;
}

/** Of whoever asked. */
export const ownMemory: Memory<ArrayBuffer> = {
  room: (bytes) => new Uint8Array(bytes),
  moved: (bytes) => bytes,
};

/** Of all workers together, so that two of them hold it once. */
export const sharedMemory: Memory<SharedArrayBuffer> = {
  room: (bytes) => new Uint8Array(new SharedArrayBuffer(bytes)),
  moved(bytes) {
    const shared = this.room(bytes.length);
    shared.set(bytes);
    return shared;
  },
};
