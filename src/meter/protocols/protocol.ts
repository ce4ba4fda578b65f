import type { Note, Refusal } from '../../base/outcome';
import type { SampleBlock } from '../sampleBlock';

/** What a decoder has met so far. */
export interface DecoderCounts {
  /** Frames that passed every check of their protocol. */
  readonly frames: number;
  /** Bytes that belonged to no such frame. */
  readonly skippedBytes: number;
  /** Samples that the meter numbered but that did not arrive. */
  readonly lostSamples: number;
}

/** Bytes → samples. Never throws, whatever arrives and wherever it is cut. */
export interface Decoder {
  readonly counts: DecoderCounts;
  /** Why no samples can come although bytes do; null while all is well. */
  readonly problem: Refusal | null;
  /** What is doubtful about the samples although they come, as a sentence to follow a colon; absent: nothing. */
  readonly notice?: Note | null;
  /**
   * Appends the samples that these bytes complete.
   * @param arrivalMs page time, for those that judge a clock by it
   */
  receive(bytes: Uint8Array, block: SampleBlock, arrivalMs?: number): void;
}

/** What the host says to the meter, and when. */
export interface Dialogue {
  /**
   * @param nowMs any steady clock
   * @param frames the decoder's count of frames so far
   * @returns bytes to send now, or null
   */
  due(nowMs: number, frames: number): Uint8Array | null;
  /** When to call `due` again at the latest, by the same clock; Infinity: never. */
  readonly nextAtMs: number;
}

/** The two halves of one conversation. */
export interface Conversation {
  readonly decoder: Decoder;
  readonly dialogue: Dialogue;
}
