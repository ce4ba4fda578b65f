/**
 * A module built for an ordinary memory, for one that threads share: the two differ in one bit, the flag of the imported
 * memory's limits. So one build serves both, and a page fetches each module once.
 */

const IMPORT_SECTION = 2;
const MEMORY = 2;
const HAS_MAXIMUM = 1;
const SHARED = 2;

/**
 * A copy that wants its memory shared.
 * @throws RangeError where it imports no memory with a maximum: it was not made by cli/buildKernels.ts
 */
export function sharedModule(bytes: BufferSource): Uint8Array<ArrayBuffer> {
  const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
  const copy = new Uint8Array(view.byteLength);
  copy.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  const flag = memoryFlag(copy);
  if (flag === null || copy[flag] !== HAS_MAXIMUM) throw new RangeError('no memory with a maximum');
  copy[flag] |= SHARED;
  return copy;
}

/** Where the limits of the imported memory begin. */
function memoryFlag(bytes: Uint8Array): number | null {
  const read = new Reader(bytes, 8);
  while (read.at < bytes.length) {
    const section = read.byte();
    const end = read.number() + read.at;
    if (section === IMPORT_SECTION) return importedMemory(read);
    read.at = end;
  }
  return null;
}

function importedMemory(read: Reader): number | null {
  for (let left = read.number(); left > 0; left--) {
    read.skip(read.number());
    read.skip(read.number());
    if (read.byte() === MEMORY) return read.at;
    // A table: its type and its limits. The lab's modules import nothing else.
    read.skip(1);
    if (read.byte() & HAS_MAXIMUM) read.number();
    read.number();
  }
  return null;
}

class Reader {
  at: number;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++];
  }

  /** In LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      more = byte > 127;
    }
    return value;
  }

  skip(bytes: number): void {
    this.at += bytes;
  }
}
