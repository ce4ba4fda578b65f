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

/** A heap of its own for tests and timing, which only grows: `free` gives back the last piece alone. */
export class BumpHeap implements KernelHeap {
  readonly memory: WebAssembly.Memory;
  private top = 1024;
  private readonly starts: number[] = [];

  constructor(maximumPages = 16384) {
    this.memory = new WebAssembly.Memory({ initial: 16, maximum: maximumPages });
  }

  malloc(bytes: number): number {
    const address = this.top;
    this.top = (address + bytes + 15) & ~15;
    const missing = this.top - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65536));
    this.starts.push(address);
    return address;
  }

  free(address: number): void {
    const index = this.starts.lastIndexOf(address);
    if (index < 0) throw new Error(`nothing was allocated at ${address}`);
    const freedTop = index === this.starts.length - 1;
    this.starts.splice(index, 1);
    if (this.starts.length === 0) this.top = 1024;
    else if (freedTop) this.top = address;
  }
}
