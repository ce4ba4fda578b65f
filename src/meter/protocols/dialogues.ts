import type { Dialogue } from './protocol';

/** For meters that send by themselves. */
export const LISTEN: Dialogue = { due: () => null, nextAtMs: Infinity };

/**
 * One request at a time: the next one follows the reply, but not before the period is over. A reply that
 * does not come within four periods (at least one second) is given up.
 */
export class Polling implements Dialogue {
  nextAtMs = 0;
  private readonly command: (sequence: number) => Uint8Array;
  private readonly periodMs: number;
  private sequence = 0;
  private framesAtRequest = 0;
  private sentAtMs = -Infinity;

  constructor(command: (sequence: number) => Uint8Array, periodMs: number) {
    this.command = command;
    this.periodMs = periodMs;
  }

  due(nowMs: number, frames: number): Uint8Array | null {
    const answered = this.sequence === 0 || frames > this.framesAtRequest;
    const patienceMs = answered ? this.periodMs : Math.max(4 * this.periodMs, 1000);
    this.nextAtMs = this.sentAtMs + patienceMs;
    if (nowMs < this.nextAtMs) return null;
    this.framesAtRequest = frames;
    this.sentAtMs = nowMs;
    this.nextAtMs = nowMs + this.periodMs;
    return this.command(this.sequence++);
  }
}

/** Commands at the start, `gapMs` apart, then the last one again every `repeatMs`. */
export class StartSequence implements Dialogue {
  nextAtMs = 0;
  private readonly commands: readonly Uint8Array[];
  private readonly gapMs: number;
  private readonly repeatMs: number;
  private sent = 0;

  constructor(commands: readonly Uint8Array[], gapMs: number, repeatMs: number) {
    this.commands = commands;
    this.gapMs = gapMs;
    this.repeatMs = repeatMs;
  }

  due(nowMs: number): Uint8Array | null {
    if (nowMs < this.nextAtMs) return null;
    const last = this.commands.length - 1;
    this.nextAtMs = nowMs + (this.sent >= last ? this.repeatMs : this.gapMs);
    return this.commands[Math.min(this.sent++, last)];
  }
}
