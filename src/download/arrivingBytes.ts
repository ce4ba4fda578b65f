import type { Memory } from './memory';

/** Beyond this, room is made as bytes come, not for what a server or a file says of itself. */
const MOST_AHEAD = 256 << 20;

/**
 * Pieces, written one behind the other as they come: kept until they can be put together, those of a large file would lie
 * in memory twice.
 */
export class ArrivingBytes<B extends ArrayBufferLike> {
  private readonly memory: Memory<B>;
  private bytes: Uint8Array<B>;
  private length = 0;

  /** @param expected bytes that there will be, as far as is known: where others come, they are copied once more */
  constructor(expected: number, memory: Memory<B>) {
    this.memory = memory;
    this.bytes = memory.room(expected <= MOST_AHEAD ? expected : 0);
  }

  append(piece: Uint8Array): void {
    const length = this.length + piece.length;
    if (length > this.bytes.length) this.resize(Math.max(length, 2 * this.length));
    this.bytes.set(piece, this.length);
    this.length = length;
  }

  /** All that came; nothing may be appended then. */
  taken(): Uint8Array<B> {
    if (this.length < this.bytes.length) this.resize(this.length);
    return this.bytes;
  }

  private resize(length: number): void {
    const came = this.bytes.subarray(0, this.length);
    this.bytes = this.memory.room(length);
    this.bytes.set(came);
  }
}
