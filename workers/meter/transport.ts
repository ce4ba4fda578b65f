/** A way to a meter. It knows bytes and nothing of what they mean. */
import type { Outcome, Refusal } from '../../src/base/outcome';

export interface TransportEvents {
  /** Bytes came; `atMs` is page time. The array may be kept. */
  bytes(bytes: Uint8Array, atMs: number): void;
  /** A read error that was survived. */
  hiccup(name: string): void;
  lost(reason: Refusal): void;
  regained(): void;
}

export interface Transport {
  open(events: TransportEvents): Promise<Outcome<null>>;
  /** Never rejects: what cannot be sent is lost, as on a cable that is unplugged. */
  send(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Time as the transports see it, so that a test can turn it by hand. */
export interface WorkerClock {
  /** Page time, ms. */
  now(): number;
  /** Calls `run` once after so many ms; the returned function prevents it. */
  after(ms: number, run: () => void): () => void;
}

export const workerClock: WorkerClock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const OPENED: Outcome<null> = { ok: true, value: null };
