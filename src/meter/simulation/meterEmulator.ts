/** Bytes and the moment at which they reach the host. */
export interface Arrival {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** Both directions of the cable, by simulated time; times must not run backwards. */
export interface MeterEmulator {
  hear(bytes: Uint8Array, nowMs: number): void;
  /** Everything that arrives until `nowMs`, in order. */
  produce(nowMs: number): readonly Arrival[];
  /** When the next bytes arrive at the earliest; Infinity where it waits for a request. */
  readonly nextAtMs: number;
}
