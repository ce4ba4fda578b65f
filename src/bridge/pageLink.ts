/** A device that only the page may open; its bytes are handed to the meter's worker. */
import type { Outcome } from '../base/outcome';

export interface PageEvents {
  bytes(bytes: Uint8Array, atMs: number): void;
  connection(connected: boolean): void;
}

export interface PageLink {
  open(events: PageEvents): Promise<Outcome<null>>;
  /** Never rejects: what cannot be sent is lost, as on a cable that is unplugged. */
  send(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export function pageTimeMs(): number {
  return performance.timeOrigin + performance.now();
}
