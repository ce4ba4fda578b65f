/** Files that are larger than memory should be; here as blobs, which the browser moves to its disk when they are many. */

/** A file that grows at its end and may be read meanwhile. */
export interface GrowingFile {
  readonly length: number;
  append(bytes: Uint8Array): void;
  /** A copy. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** No more is appended. */
  finish(): Promise<Blob>;
}

export interface PixelFiles {
  /** Whether they are there at the next visit. */
  readonly kept: boolean;
  /** What was written there before, once all of it was; null where it was not. @param last the file written last */
  whole(folder: string, last: string): Promise<ReadonlyMap<string, Blob> | null>;
  /** Empty, whatever was there before. @param folder whose files belong together */
  create(folder: string, name: string): Promise<GrowingFile>;
  /** With all that is in it. */
  remove(folder: string): Promise<void>;
}

/** Bytes that become one blob. */
const PART = 8 << 20;

export function memoryFiles(): PixelFiles {
  return {
    kept: false,
    whole: () => Promise.resolve(null),
    create: () => Promise.resolve(new MemoryFile()),
    remove: () => Promise.resolve(),
  };
}

class MemoryFile implements GrowingFile {
  length = 0;
  private whole = new Blob();
  private waiting: Uint8Array<ArrayBuffer>[] = [];
  private waitingBytes = 0;

  append(bytes: Uint8Array): void {
    this.waiting.push(bytes.slice());
    this.waitingBytes += bytes.length;
    this.length += bytes.length;
    if (this.waitingBytes >= PART) this.join();
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    this.join();
    return new Uint8Array(await this.whole.slice(from, to).arrayBuffer());
  }

  finish(): Promise<Blob> {
    this.join();
    return Promise.resolve(this.whole);
  }

  private join(): void {
    if (this.waitingBytes === 0) return;
    this.whole = new Blob([this.whole, ...this.waiting]);
    this.waiting = [];
    this.waitingBytes = 0;
  }
}
