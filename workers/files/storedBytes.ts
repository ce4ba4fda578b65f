/** A file that stays where the browser stores it, read in spans: pictures that are larger than memory. */
import type { ByteSource } from '../../src/formats/byteSource';

/** Bytes that are read at once where spans follow each other. */
const AHEAD = 4 << 20;

export class StoredBytes implements ByteSource {
  private readonly file: Blob;
  private readonly readNow: (part: Blob) => ArrayBuffer;
  private window: Uint8Array = new Uint8Array();
  private start = 0;

  /** @param readNow as `FileReaderSync` does, which only workers have */
  constructor(file: Blob, readNow: (part: Blob) => ArrayBuffer) {
    this.file = file;
    this.readNow = readNow;
  }

  get length(): number {
    return this.file.size;
  }

  subarray(from: number, to: number): Uint8Array {
    const end = this.start + this.window.length;
    if (from < this.start || to > end) {
      // Images are asked for in their order, or here and there in training.
      const ahead = from >= this.start && from <= end ? AHEAD : 0;
      this.window = new Uint8Array(this.readNow(this.file.slice(from, Math.max(to, from + ahead))));
      this.start = from;
    }
    return this.window.subarray(from - this.start, to - this.start);
  }
}
