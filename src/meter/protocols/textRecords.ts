/** Lines → records: a board may print each of its quantities on a line of its own, in bursts. */
import { LOG_TIME, type Field } from './textFields';
import type { TextRecord } from './textColumns';

/** A line that comes so much later than what leads the others is what a burst begins with. */
const CLEARLY = 2;
/** A text whose names never come again is no record that grows for ever. */
const MOST_FIELDS = 20;
/** Half a period after its first line a burst is over. */
const SAME_BURST = 0.5;

/**
 * Joins lines until one repeats a name, begins the next burst or follows a blank line. Which line begins a burst is
 * learnt from the pauses before each; a lost line so never joins two bursts.
 */
export class RecordJoiner {
  private open = new Map<string, Field>();
  private startedAtMs = NaN;
  private lastAtMs = NaN;
  private afterBlank = false;
  private readonly waits = new Map<string, { leastMs: number; times: number }>();
  private first: string | null = null;
  private blankLeader: string | null = null;
  private leaderAtMs = NaN;
  private periodMs = Infinity;

  /** What has come of the record that is not over yet. */
  get current(): TextRecord {
    return this.open;
  }

  /** False: lines of two bursts may still be joined. */
  get settled(): boolean {
    return this.leader() !== null;
  }

  /** @returns the record that this line ends, or null */
  add(fields: readonly Field[], arrivalMs: number): TextRecord | null {
    const own = fields.filter(({ key }) => key !== LOG_TIME);
    const ended = this.begins(own, arrivalMs) ? this.end() : null;
    if (this.open.size === 0) this.startedAtMs = arrivalMs;
    for (const field of fields) if (!this.open.has(field.key)) this.open.set(field.key, field);
    this.learn(own[0]?.key ?? LOG_TIME, arrivalMs);
    return ended;
  }

  /** A blank line or a complete one ends the record. */
  end(): TextRecord | null {
    const { open } = this;
    this.open = new Map();
    return open.size > 0 ? open : null;
  }

  blank(): TextRecord | null {
    this.afterBlank = true;
    return this.end();
  }

  private begins(own: readonly Field[], arrivalMs: number): boolean {
    return (
      this.open.size >= MOST_FIELDS ||
      own.some(({ key }) => this.open.has(key)) ||
      own[0]?.key === this.leader() ||
      arrivalMs - this.startedAtMs > SAME_BURST * this.periodMs
    );
  }

  private learn(name: string, arrivalMs: number): void {
    const waitMs = arrivalMs - this.lastAtMs;
    this.lastAtMs = arrivalMs;
    this.first ??= name;
    if (this.afterBlank) this.blankLeader = name;
    this.afterBlank = false;
    if (this.waits.size >= MOST_FIELDS) this.waits.clear();
    const { leastMs = Infinity, times = 0 } = this.waits.get(name) ?? {};
    const least = Number.isNaN(waitMs) ? leastMs : Math.min(leastMs, waitMs);
    this.waits.set(name, { leastMs: least, times: times + 1 });
    if (name !== this.leader()) return;
    this.periodMs = Math.min(this.periodMs, arrivalMs - this.leaderAtMs || Infinity);
    this.leaderAtMs = arrivalMs;
  }

  /** Null while a name has come but once. */
  private leader(): string | null {
    if (this.blankLeader !== null) return this.blankLeader;
    const names = [...this.waits];
    if (names.length === 0 || names.some(([, { times }]) => times < 2)) return null;
    const [longest, second] = names
      .filter(([, { leastMs }]) => leastMs < Infinity)
      .sort(([, a], [, b]) => b.leastMs - a.leastMs);
    if (!longest) return this.first;
    const clear = !second || longest[1].leastMs > CLEARLY * second[1].leastMs;
    return clear && longest[1].leastMs > 0 ? longest[0] : this.first;
  }
}
