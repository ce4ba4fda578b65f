/** One connected meter without its transport: bytes and their arrival times in, timed samples in a ring out. */
import type { Refusal } from '../pruning/plan';
import { Averager } from './averager';
import { ClockMap } from './clockMap';
import { longestIntervalMs } from './gaps';
import type { Meter, MeterOptions } from './meters';
import type { Conversation, DecoderCounts } from './protocols/protocol';
import { TextDecoderOfLines } from './protocols/textLines';
import { SampleBlock, SampleFlag } from './sampleBlock';
import { SampleRing } from './sampleRing';

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
  /** New readings per second over the last five seconds. */
  readonly samplesPerSecond: number;
  readonly counts: DecoderCounts;
  /** From the reading to its arrival, ms; NaN where it cannot be measured. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Why no samples come although bytes do, or null. */
  readonly problem: Refusal | null;
}

export class MeterSession {
  readonly meter: Meter;
  conversation: Conversation;
  readonly ring: SampleRing;
  private readonly block = new SampleBlock();
  private clock = new ClockMap();
  private readonly averager: Averager;
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
    this.conversation = meter.converse(options);
    this.ring = new SampleRing(capacity);
    this.averager = new Averager(meter.averaged, (...sample) => this.keep(...sample));
  }

  /** After the meter was lost and found: its conversation and clock begin anew, the samples stay. */
  restart(options: MeterOptions): void {
    const { decoder } = this.conversation;
    const columns = decoder instanceof TextDecoderOfLines ? decoder.mapping : null;
    this.conversation = this.meter.converse({ ...options, columns: options.columns ?? columns });
    this.clock = new ClockMap();
    this.requestedAtMs = NaN;
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
    this.conversation.decoder.receive(bytes, block);
    if (block.length === 0) return;
    this.observeClock(arrivalMs);
    const { deviceMs, volts, amps, watts, flags, length } = block;
    for (let i = 0; i < length; i++) {
      this.sampleTimeMs = this.timeOf(deviceMs[i], arrivalMs, length - 1 - i);
      this.averager.add(this.sampleTimeMs, volts[i], amps[i], watts[i], flags[i]);
    }
  }

  figures(nowMs: number): MeterFigures {
    const { decoder } = this.conversation;
    return {
      ...this.last,
      samplesPerSecond: this.samplesPerSecond(nowMs),
      counts: { ...decoder.counts },
      latencyMs: this.latencyMs,
      jitterMs: this.meter.pollEveryMs === null ? this.clock.jitterMs : this.latencyJitterMs,
      problem: decoder.problem,
    };
  }

  private observeClock(arrivalMs: number): void {
    const deviceMs = this.block.deviceMs[this.block.length - 1];
    if (!Number.isNaN(deviceMs)) this.clock.observe(deviceMs, arrivalMs);
    if (this.meter.pollEveryMs === null || Number.isNaN(this.requestedAtMs)) return;
    const latency = (arrivalMs - this.requestedAtMs) / 2;
    const best = Number.isNaN(this.latencyMs) ? latency : this.latencyMs;
    this.latencyJitterMs += 0.05 * (Math.abs(latency - best) - this.latencyJitterMs);
    this.latencyMs = best + 0.05 * (latency - best);
  }

  /** A polled reading was taken half-way between request and reply; others by the meter's clock or on arrival. */
  private timeOf(deviceMs: number, arrivalMs: number, samplesAfter: number): number {
    if (!Number.isNaN(deviceMs) && this.clock.reliable) return this.clock.pageMs(deviceMs);
    if (this.meter.pollEveryMs !== null && !Number.isNaN(this.requestedAtMs))
      return (this.requestedAtMs + arrivalMs) / 2;
    return arrivalMs - (samplesAfter * 1000) / this.meter.ratePerSecond;
  }

  private keep(timeMs: number, volts: number, amps: number, watts: number, flags: number): void {
    const { last } = this;
    /* Clocks that are corrected backwards must not make time run backwards. */
    const time = timeMs > last.timeMs || Number.isNaN(last.timeMs) ? timeMs : last.timeMs + 1e-3;
    const same = volts === last.volts && amps === last.amps && watts === last.watts;
    const soon = time - this.freshAtMs < 900 / this.meter.ratePerSecond;
    if (same && soon) flags |= SampleFlag.duplicate;
    else this.freshAtMs = time;
    if (time - last.timeMs > longestIntervalMs(this.meter)) flags |= SampleFlag.afterGap;
    if (Math.abs(Math.abs(volts * amps) - Math.abs(watts)) > MISMATCH_W + MISMATCH_SHARE * watts)
      flags |= SampleFlag.powerMismatch;
    if (Math.abs(amps) > OVERLOAD * this.meter.mostAmps) flags |= SampleFlag.invalid;
    this.last = { timeMs: time, volts, amps, watts, flags };
    this.ring.push(time, volts, amps, watts, flags);
  }

  private samplesPerSecond(nowMs: number): number {
    const from = this.ring.indexAt(nowMs - RATE_SPAN_MS);
    const { timeMs, flags } = this.ring.slice(from, this.ring.length);
    const fresh = flags.reduce((n, flag) => n + (flag & SampleFlag.duplicate ? 0 : 1), 0);
    /* In the first seconds there is less to look back on. */
    const begun = from === 0 ? nowMs - timeMs[0] + 1000 / this.meter.ratePerSecond : Infinity;
    return fresh === 0 ? 0 : (1000 * fresh) / Math.min(RATE_SPAN_MS, begun);
  }
}

const RATE_SPAN_MS = 5000;
/** Rounding of a coarse meter, and readings taken at slightly different moments. */
const MISMATCH_W = 0.03;
const MISMATCH_SHARE = 0.02;
/** Meters show a little more than they promise. */
const OVERLOAD = 1.2;
