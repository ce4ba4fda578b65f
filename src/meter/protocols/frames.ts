import type { SampleBlock } from '../sampleBlock';
import type { Decoder } from './protocol';

/** How one protocol cuts its byte stream into frames. */
export interface Framing {
  /**
   * Length in bytes of the frame that begins at `at` (bytes are valid up to `end`); 0: none begins there;
   * null: more bytes are needed to tell.
   */
  lengthAt(bytes: Uint8Array, at: number, end: number): number | null;
  /** Checks the frame and appends its samples; false, and no sample, where a check fails. */
  accept(frame: DataView, block: SampleBlock): boolean;
}

/**
 * Finds frames in bytes that come in any pieces. Where a frame fails, one byte is dropped and the search goes
 * on with the next, so that garbage of any kind hides at most the frames that it overlaps.
 */
export class FrameDecoder implements Decoder {
  readonly counts = { frames: 0, skippedBytes: 0, lostSamples: 0 };
  readonly problem = null;
  private readonly framing: Framing;
  private bytes = new Uint8Array(512);
  private end = 0;

  constructor(framing: Framing) {
    this.framing = framing;
  }

  receive(chunk: Uint8Array, block: SampleBlock): void {
    this.append(chunk);
    let at = 0;
    while (at < this.end) {
      const length = this.framing.lengthAt(this.bytes, at, this.end);
      if (length === null || at + length > this.end) break;
      if (length > 0 && this.framing.accept(viewOf(this.bytes, at, length), block)) {
        this.counts.frames++;
        at += length;
      } else {
        this.counts.skippedBytes++;
        at++;
      }
    }
    this.bytes.copyWithin(0, at, this.end);
    this.end -= at;
  }

  private append(chunk: Uint8Array): void {
    const end = this.end + chunk.length;
    if (end > this.bytes.length) {
      const longer = new Uint8Array(2 * end);
      longer.set(this.bytes.subarray(0, this.end));
      this.bytes = longer;
    }
    this.bytes.set(chunk, this.end);
    this.end = end;
  }
}

function viewOf(bytes: Uint8Array, at: number, length: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + at, length);
}

/** Sum of bytes [from, to) modulo 256. */
export function byteSum(frame: DataView, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += frame.getUint8(i);
  return sum & 0xff;
}
