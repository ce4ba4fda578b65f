/** As much of the browser's private file system as the lab uses. */
export class MemoryDirectory {
  readonly kind = 'directory';
  readonly #inside = new Map<string, MemoryDirectory | MemoryFile>();

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryDirectory> {
    const known = this.#inside.get(name);
    if (known instanceof MemoryDirectory) return known;
    if (known || !create) throw new DOMException(name, 'NotFoundError');
    const made = new MemoryDirectory();
    this.#inside.set(name, made);
    return made;
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<MemoryFile> {
    const known = this.#inside.get(name);
    if (known instanceof MemoryFile) return known;
    if (known || !create) throw new DOMException(name, 'NotFoundError');
    const made = new MemoryFile();
    this.#inside.set(name, made);
    return made;
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.#inside.delete(name)) throw new DOMException(name, 'NotFoundError');
  }

  async *entries(): AsyncGenerator<[string, MemoryDirectory | MemoryFile]> {
    yield* this.#inside;
  }
}

class MemoryFile {
  readonly kind = 'file';
  #blob = new Blob([]);

  async getFile(): Promise<Blob> {
    return this.#blob;
  }

  async createWritable(): Promise<WritableStream<Uint8Array<ArrayBuffer>>> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    return new WritableStream({
      write: (part) => void parts.push(part),
      close: () => void (this.#blob = new Blob(parts)),
    });
  }
}
