/**
 * The kernels' memory: somebody else's WebAssembly heap, of which we ask for pieces and give them back.
 * TensorFlow.js's single-threaded WASM backend offers all three as `wasm.asm.memory`, `_malloc` and `_free`.
 */
export interface KernelHeap {
  readonly memory: WebAssembly.Memory;
  /** Address of `bytes` bytes, aligned to 8 at least; 0, or an exception, where there is no memory left. */
  malloc(bytes: number): number;
  free(address: number): void;
}

/** Vectors that reach beyond a buffer's last value stay within this many bytes. */
export const SLACK_BYTES = 64;

const ALIGNMENT = 64;

const FIRST_ADDRESS = 1024;

export type HeapArray = Float32Array | Uint16Array | Int32Array | Uint8Array;

/** Thrown inside a compilation and turned into an outcome at its end. */
export class OutOfMemory extends Error {
  /** That could not be had. */
  readonly bytes: number;

  constructor(bytes: number) {
    super(`no ${bytes} bytes left in the WebAssembly heap`);
    this.bytes = bytes;
  }
}

/** Pieces of the heap that are freed together. Addresses are multiples of 64. */
export class Allocations {
  bytes = 0;
  private readonly heap: KernelHeap;
  private readonly owned: number[] = [];

  constructor(heap: KernelHeap) {
    this.heap = heap;
  }

  /** Zeroed bytes with slack before and behind. @throws OutOfMemory */
  reserve(bytes: number): number {
    const size = bytes + ALIGNMENT + 2 * SLACK_BYTES;
    const address = this.request(size);
    this.owned.push(address);
    this.bytes += size;
    new Uint8Array(this.heap.memory.buffer, address, size).fill(0);
    return Math.ceil((address + SLACK_BYTES) / ALIGNMENT) * ALIGNMENT;
  }

  /** Copies `values` into the heap. @throws OutOfMemory */
  place(values: HeapArray): number {
    const address = this.reserve(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.heap.memory.buffer).set(bytes, address);
    return address;
  }

  release(): void {
    for (const address of this.owned.splice(0)) this.heap.free(address);
    this.bytes = 0;
  }

  private request(bytes: number): number {
    let address = 0;
    try {
      address = this.heap.malloc(bytes);
    } catch (error) {
      // memory.grow throws the one, emscripten's abort the other: both mean that there is none.
      if (!(error instanceof RangeError || error instanceof WebAssembly.RuntimeError)) throw error;
    }
    // Addresses above 2 GiB come as negative numbers.
    if (address === 0) throw new OutOfMemory(bytes);
    return address >>> 0;
  }
}

/** A heap of its own for threads, tests and timing, which only grows: what is freed is used anew once all behind it is. */
export class BumpHeap implements KernelHeap {
  readonly memory: WebAssembly.Memory;
  private readonly pieces: { readonly start: number; readonly end: number }[] = [];

  /** @param shared among threads */
  constructor(maximumPages = 16384, shared = false) {
    this.memory = new WebAssembly.Memory({ initial: 16, maximum: maximumPages, shared });
  }

  malloc(bytes: number): number {
    const start = this.pieces.at(-1)?.end ?? FIRST_ADDRESS;
    const end = (start + bytes + 15) & ~15;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65536));
    this.pieces.push({ start, end });
    return start;
  }

  free(address: number): void {
    const index = this.pieces.findLastIndex(({ start }) => start === address);
    if (index < 0) throw new Error(`nothing was allocated at ${address}`);
    this.pieces.splice(index, 1);
  }
}
