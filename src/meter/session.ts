/** One connected meter without its transport: bytes and their arrival times in, timed samples in a ring out. */
import type { Meter } from './meters';
import type { Note, Refusal } from '../base/outcome';
import { Averager } from './averager';
import { ClockMap } from './clockMap';
import { converse } from './conversations';
import { longestIntervalMs } from './gaps';
import type { MeterOptions } from './meter';
import type { Conversation, DecoderCounts } from './protocols/protocol';
import { TextDecoderOfLines } from './protocols/textLines';
import { SampleBlock, SampleFlag } from './sampleBlock';
import { atMeasuredPace, SamplePace, SLOWEST_HZ } from './samplePace';
import { SampleRing } from './sampleRing';
import { TurnedRound } from './turnedRound';
import { Totals, type MeterTotals } from './totals';

/** 100 samples a second for 43 minutes. */
const RING_CAPACITY = 1 << 18;

export interface MeterFigures {
  /** Latest sample; NaN before the first one. */
  readonly timeMs: number;
  readonly volts: number;
  readonly amps: number;
  readonly watts: number;
  /** Bits of `SampleFlag`. */
  readonly flags: number;
  /** New readings per second, measured from the latest ones (samplePace.ts); NaN until four have come. */
  readonly rateHz: number;
  /** The meter has been silent for longer than its pace allows. */
  readonly stalled: boolean;
  /** The current is negative, and has been for a while: nothing is measured until that is answered. */
  readonly turnedRound: boolean;
  readonly counts: DecoderCounts;
  /** From the reading to its arrival, ms; NaN where it cannot be measured. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Why no samples come although bytes do, or null. */
  readonly problem: Refusal | null;
  /** What the decoder holds for doubtful although samples come, or null. */
  readonly notice: Note | null;
  /** Since connecting, or since they were set to zero. */
  readonly totals: MeterTotals;
}

export class MeterSession {
  readonly meter: Meter;
  conversation: Conversation;
  readonly ring: SampleRing;
  private readonly block = new SampleBlock();
  private clock = new ClockMap();
  private readonly averager: Averager;
  private readonly pace = new SamplePace();
  private turned: boolean;
  private direction = new TurnedRound();
  private readonly totals = new Totals();
  /** New readings of the chunk at hand. */
  private fresh = 0;
  private requestedAtMs = NaN;
  /** Half of the shortest and of the mean round trip. */
  private latencyMs = NaN;
  private latencyJitterMs = 0;
  private sampleTimeMs = NaN;
  private last = { timeMs: NaN, volts: NaN, amps: NaN, watts: NaN, flags: 0 };
  /** When the reading last changed or was due to. */
  private freshAtMs = -Infinity;

  constructor(meter: Meter, options: MeterOptions, capacity = RING_CAPACITY) {
    this.meter = meter;
    this.conversation = converse(meter.id, options);
    this.ring = new SampleRing(capacity);
    this.turned = options.turned;
    this.averager = new Averager(meter.averaged, (...sample) => this.keep(...sample));
  }

  /** After the meter was lost and found: its conversation and clock begin anew, the samples stay. */
  restart(options: MeterOptions): void {
    const { decoder } = this.conversation;
    const columns = decoder instanceof TextDecoderOfLines ? decoder.mapping : null;
    this.conversation = converse(this.meter.id, {
      ...options,
      columns: options.columns ?? columns,
    });
    this.clock = new ClockMap();
    this.pace.restart();
    this.requestedAtMs = NaN;
  }

  /** The other sign from now on. */
  turn(turned: boolean): void {
    this.turned = turned;
    this.direction = new TurnedRound();
  }

  /** The row of the meter, with the pace at which it really sends. */
  get measured(): Meter {
    return atMeasuredPace(this.meter, this.pace.rateHz);
  }

  /** Bytes to send now, or null; to be asked again at `nextAtMs` and after every `receive`. */
  due(nowMs: number): Uint8Array | null {
    const { decoder, dialogue } = this.conversation;
    const bytes = dialogue.due(nowMs, decoder.counts.frames);
    if (bytes) this.requestedAtMs = nowMs;
    return bytes;
  }

  get nextAtMs(): number {
    return this.conversation.dialogue.nextAtMs;
  }

  /** @param arrivalMs page time at which the bytes were handed over */
  receive(bytes: Uint8Array, arrivalMs: number): void {
    const { block } = this;
    block.clear();
    this.conversation.decoder.receive(bytes, block, arrivalMs);
    if (block.length === 0) return;
    this.observeClock(arrivalMs);
    this.fresh = 0;
    const { deviceMs, volts, amps, watts, flags, length } = block;
    for (let i = 0; i < length; i++) {
      this.sampleTimeMs = this.timeOf(deviceMs[i], arrivalMs, length - 1 - i);
      this.averager.add(this.sampleTimeMs, volts[i], amps[i], watts[i], flags[i]);
    }
    this.pace.observe(arrivalMs, this.fresh);
  }

  figures(nowMs: number): MeterFigures {
    const { decoder } = this.conversation;
    return {
      ...this.last,
      rateHz: this.pace.rateHz,
      stalled: nowMs - this.last.timeMs > longestIntervalMs(this.measured) + SLACK_MS,
      turnedRound: this.direction.is,
      counts: { ...decoder.counts },
      latencyMs: this.latencyMs,
      jitterMs: this.meter.pollEveryMs === null ? this.clock.jitterMs : this.latencyJitterMs,
      problem: decoder.problem,
      notice: decoder.notice ?? null,
      totals: this.totals.figures,
    };
  }

  resetTotals(): void {
    this.totals.reset();
  }

  undoResetTotals(): void {
    this.totals.undoReset();
  }

  private observeClock(arrivalMs: number): void {
    const deviceMs = this.block.deviceMs[this.block.length - 1];
    if (Number.isFinite(deviceMs)) this.clock.observe(deviceMs, arrivalMs);
    if (this.meter.pollEveryMs === null || Number.isNaN(this.requestedAtMs)) return;
    const latency = (arrivalMs - this.requestedAtMs) / 2;
    const best = Number.isNaN(this.latencyMs) ? latency : this.latencyMs;
    this.latencyJitterMs += 0.05 * (Math.abs(latency - best) - this.latencyJitterMs);
    this.latencyMs = best + 0.05 * (latency - best);
  }

  /** A polled reading was taken half-way between request and reply; others by the meter's clock or on arrival. */
  private timeOf(deviceMs: number, arrivalMs: number, samplesAfter: number): number {
    /* Nothing is read after it arrives: a clock that leaps ahead must not leave later readings behind. */
    if (Number.isFinite(deviceMs) && this.clock.reliable)
      return Math.min(this.clock.pageMs(deviceMs), arrivalMs);
    if (this.meter.pollEveryMs !== null && !Number.isNaN(this.requestedAtMs))
      return (this.requestedAtMs + arrivalMs) / 2;
    return arrivalMs - (samplesAfter * 1000) / this.measured.ratePerSecond;
  }

  /** Power has the sign of the current: some meters show it without one. */
  private keep(timeMs: number, volts: number, read: number, shown: number, flags: number): void {
    const { last } = this;
    const sign = this.turned ? -1 : 1;
    const amps = sign * read;
    const watts = Number.isNaN(amps) ? sign * shown : amps < 0 ? -Math.abs(shown) : Math.abs(shown);
    /* Clocks that are corrected backwards must not make time run backwards. */
    const time = timeMs > last.timeMs || Number.isNaN(last.timeMs) ? timeMs : last.timeMs + 1e-3;
    if (this.repeats(time, volts, amps, watts)) flags |= SampleFlag.duplicate;
    else this.fresh++;
    if (time - last.timeMs > this.longestMs) flags |= SampleFlag.afterGap;
    if (
      Math.abs(Math.abs(volts * amps) - Math.abs(watts)) >
      MISMATCH_W + MISMATCH_SHARE * Math.abs(watts)
    )
      flags |= SampleFlag.powerMismatch;
    if (Math.abs(amps) > OVERLOAD * this.meter.mostAmps) flags |= SampleFlag.invalid;
    this.direction.observe(time, amps, watts);
    if (this.direction.is) flags |= SampleFlag.backwards | SampleFlag.invalid;
    this.last = { timeMs: time, volts, amps, watts, flags };
    this.ring.push(time, volts, amps, watts, flags);
    this.totals.add(time, amps, watts, flags);
  }

  /** A meter that is asked may answer with the reading before; one that sends by itself sends every reading once. */
  private repeats(timeMs: number, volts: number, amps: number, watts: number): boolean {
    const { last, meter } = this;
    const same = volts === last.volts && amps === last.amps && watts === last.watts;
    const soon = timeMs - this.freshAtMs < 900 / meter.ratePerSecond;
    const repeated = meter.pollEveryMs !== null && same && soon;
    if (!repeated) this.freshAtMs = timeMs;
    return repeated;
  }

  /** The row's rate is a guess: before the pace is known, only what no meter may take is called a gap. */
  private get longestMs(): number {
    const known = !Number.isNaN(this.pace.rateHz);
    return longestIntervalMs(known ? this.measured : SLOWEST);
  }
}

const SLOWEST = { ratePerSecond: SLOWEST_HZ, pollEveryMs: null };
/** Bytes wait in buffers; a status is asked for between two readings. */
const SLACK_MS = 500;
/** Rounding of a coarse meter, and readings taken at slightly different moments. */
const MISMATCH_W = 0.03;
const MISMATCH_SHARE = 0.02;
/** Meters show a little more than they promise. */
const OVERLOAD = 1.2;
