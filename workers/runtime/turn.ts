/** Latest wins: each lane serves its newest request and older ones end as `superseded`. */
import type { Refusal } from '../../src/pruning/plan';

export interface Turn {
  /** False once the lane has a newer request or was cancelled. */
  current(): boolean;
}

export const SUPERSEDED: Refusal = {
  ok: false,
  code: 'superseded',
  message: 'A newer request took the place of this one.',
};

export class Lanes {
  private readonly newest = new Map<string, number>();
  private issued = 0;

  /** Begins a request, which ends the lane's earlier one. */
  begin(lane: string): Turn {
    const id = ++this.issued;
    this.newest.set(lane, id);
    return { current: () => this.newest.get(lane) === id };
  }

  cancel(lane: string): void {
    this.newest.delete(lane);
  }
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets queued messages in. A message to oneself, because timers are clamped to 4 ms when they nest. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
