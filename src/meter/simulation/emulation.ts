/** How a meter behaves at the other end of its cable; its pace, and whether it waits to be asked, its row says. */
import type { Reading } from '../protocols/writing';

export interface Emulation {
  /** Readings per frame. */
  readonly perFrame: number;
  /** From request to reply, or from reading to arrival, ms: least, and what may come on top. */
  readonly latencyMs: readonly [number, number];
  /** Standard deviation of a reading's noise: of volts (V) and of amps (A). */
  readonly noise: { readonly volts: number; readonly amps: number };
  /** @param count of frames so far */
  readonly write: (readings: readonly Reading[], timeMs: number, count: number) => Uint8Array;
}
