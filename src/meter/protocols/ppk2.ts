/**
 * Nordic Power Profiler Kit II: after a calibration text, one little-endian word every 10 µs.
 *
 * bits    field
 *  0–13   converter value
 * 14–16   range, 0 to 4
 * 18–23   counter, modulo 64
 * 24–31   logic inputs
 *
 * Samples are not filtered for spikes at range changes: they are meant to be integrated. Volts are not measured.
 */
import type { Note, Refusal } from '../../base/outcome';
import { note, refusal } from '../../words/refusal';
import { type SampleBlock, SampleFlag } from '../sampleBlock';
import { ppk2Amps, Ppk2Metadata, type Ppk2Calibration } from './ppk2Calibration';
import type { Conversation, Decoder, Dialogue } from './protocol';

export const PPK2_COMMAND = { start: 0x06, stop: 0x07, metadata: 0x19 } as const;
export const PPK2_SAMPLE_MS = 0.01;
/** More than the device can carry: the value is noise or an overload. */
export const PPK2_MOST_AMPS = 1.1;

const WORD_BYTES = 4;
/** Words in a row whose counters must fit before an alignment is believed. */
const RUN_WORDS = 4;
const RANGES = 5;
const ADC_VALUES = 1 << 14;

export interface Ppk2Options {
  /** `ampere`: the supply is someone else's; `source`: the kit supplies the board. */
  readonly mode: 'ampere' | 'source';
  /** 0.8 to 5 V; in ampere mode the voltage that is assumed. */
  readonly supplyVolts: number;
}

export function ppk2(options: Ppk2Options): Conversation {
  const decoder = new Ppk2Decoder(options.supplyVolts);
  return { decoder, dialogue: new Ppk2Dialogue(decoder, options) };
}

export class Ppk2Decoder implements Decoder {
  readonly counts = { frames: 0, skippedBytes: 0, lostSamples: 0 };
  problem: Refusal | null = null;
  private readonly supplyVolts: number;
  notice: Note | null = null;
  private readonly metadata = new Ppk2Metadata();
  /** Amps by range and converter value, once the calibration is known. */
  private amps: Float64Array | null = null;
  private bytes = new Uint8Array(1 << 16);
  private end = 0;
  private expected = -1;
  private time = 0;

  constructor(supplyVolts: number, calibration: Ppk2Calibration | null = null) {
    this.supplyVolts = supplyVolts;
    if (calibration) this.calibrate(calibration);
  }

  get calibrated(): boolean {
    return this.amps !== null;
  }

  receive(chunk: Uint8Array, block: SampleBlock): void {
    if (this.amps) this.readSamples(chunk, this.amps, block);
    else this.readMetadata(chunk);
  }

  private readMetadata(chunk: Uint8Array): void {
    this.counts.skippedBytes += chunk.length;
    this.metadata.receive(chunk);
    if (this.metadata.complete) this.settle();
  }

  /** Takes the calibration as it has been told so far; false: it is none. */
  settle(): boolean {
    const { assumed, calibration, hasShunts, ended } = this.metadata;
    this.problem = hasShunts ? null : ended ? NO_SHUNTS : NO_CALIBRATION;
    if (!hasShunts) return false;
    if (assumed.length > 0) this.notice = assumedNote(assumed);
    this.calibrate(calibration);
    return true;
  }

  private calibrate(calibration: Ppk2Calibration): void {
    const amps = new Float64Array(RANGES * ADC_VALUES);
    for (let range = 0; range < RANGES; range++)
      for (let adc = 0; adc < ADC_VALUES; adc++)
        amps[range * ADC_VALUES + adc] = ppk2Amps(calibration, adc, range, this.supplyVolts);
    this.amps = amps;
  }

  /** The bits of range and converter value together are the index into the table of amps. */
  private readSamples(chunk: Uint8Array, amps: Float64Array, block: SampleBlock): void {
    this.append(chunk);
    const { bytes, end, supplyVolts } = this;
    let at = 0;
    while (at + 2 * WORD_BYTES <= end) {
      const counter = bytes[at + 2] >> 2;
      let flags: number = SampleFlag.voltageAssumed;
      if (counter !== this.expected || !this.continues(at, 2)) {
        if (at + (1 + RUN_WORDS) * WORD_BYTES > end) break;
        if (!this.continues(at, RUN_WORDS) && !this.standsBeforeGap(at, counter)) {
          this.counts.skippedBytes++;
          at++;
          continue;
        }
        if (this.skipTo(counter)) flags |= SampleFlag.afterGap;
      }
      const value = amps[bytes[at] | (bytes[at + 1] << 8) | ((bytes[at + 2] & 1) << 16)];
      if (!(value <= PPK2_MOST_AMPS)) flags |= SampleFlag.invalid;
      block.push(this.time * PPK2_SAMPLE_MS, supplyVolts, value, value * supplyVolts, flags);
      this.time++;
      this.counts.frames++;
      this.expected = (counter + 1) & 63;
      at += WORD_BYTES;
    }
    bytes.copyWithin(0, at, end);
    this.end = end - at;
  }

  /** Whether words that fit each other begin at `at`. */
  private continues(at: number, words: number): boolean {
    const { bytes } = this;
    const first = bytes[at + 2] >> 2;
    for (let i = 0, byte = at; i < words; i++, byte += WORD_BYTES) {
      const range = (bytes[byte + 1] >> 6) | ((bytes[byte + 2] & 1) << 2);
      if (range >= RANGES || bytes[byte + 2] >> 2 !== ((first + i) & 63)) return false;
    }
    return true;
  }

  private standsBeforeGap(at: number, counter: number): boolean {
    return (
      counter === this.expected &&
      this.continues(at, 1) &&
      this.continues(at + WORD_BYTES, RUN_WORDS)
    );
  }

  /** Counts what is missing before `counter`; a gap of a multiple of 64 cannot be seen. */
  private skipTo(counter: number): boolean {
    if (this.expected < 0) return false;
    const lost = (counter - this.expected) & 63;
    this.counts.lostSamples += lost;
    this.time += lost;
    return lost > 0;
  }

  private append(chunk: Uint8Array): void {
    const end = this.end + chunk.length;
    if (end > this.bytes.length) {
      const longer = new Uint8Array(2 * end);
      longer.set(this.bytes.subarray(0, this.end));
      this.bytes = longer;
    }
    this.bytes.set(chunk, this.end);
    this.end = end;
  }
}

const QUIET_MS = 300;
const METADATA_PATIENCE_MS = 1500;
const METADATA_TRIES = 3;
const STEP_MS = 20;

/** Stop, let old samples run out, ask for the calibration, set the supply, start. */
class Ppk2Dialogue implements Dialogue {
  nextAtMs = 0;
  private readonly decoder: Ppk2Decoder;
  private readonly start: readonly Uint8Array[];
  private stopped = false;
  private tries = 0;
  private started = 0;

  constructor(decoder: Ppk2Decoder, { mode, supplyVolts }: Ppk2Options) {
    this.decoder = decoder;
    const millivolts = Math.round(supplyVolts * 1000);
    this.start = [
      Uint8Array.of(0x11, mode === 'ampere' ? 1 : 2),
      Uint8Array.of(0x0d, millivolts >> 8, millivolts & 0xff),
      Uint8Array.of(0x0c, 1),
      Uint8Array.of(PPK2_COMMAND.start),
    ];
  }

  due(nowMs: number): Uint8Array | null {
    if (this.decoder.calibrated) return this.nextStep(nowMs);
    if (nowMs < this.nextAtMs) return null;
    if (!this.stopped) {
      this.stopped = true;
      this.nextAtMs = nowMs + QUIET_MS;
      return Uint8Array.of(PPK2_COMMAND.stop);
    }
    return this.askForCalibration(nowMs);
  }

  private askForCalibration(nowMs: number): Uint8Array | null {
    if (this.tries === METADATA_TRIES) {
      this.nextAtMs = Infinity;
      return this.decoder.settle() ? this.nextStep(nowMs) : null;
    }
    this.tries++;
    this.nextAtMs = nowMs + METADATA_PATIENCE_MS;
    return Uint8Array.of(PPK2_COMMAND.metadata);
  }

  private nextStep(nowMs: number): Uint8Array | null {
    if (this.started === 0) this.nextAtMs = nowMs;
    if (nowMs < this.nextAtMs || this.started === this.start.length) return null;
    const step = this.start[this.started++];
    this.nextAtMs = this.started === this.start.length ? Infinity : nowMs + STEP_MS;
    return step;
  }
}

const NO_CALIBRATION = refusal('ppk2-no-calibration');
const NO_SHUNTS = refusal('ppk2-no-shunts');

const RANGE_ENDS = ['50 µA', '500 µA', '5 mA', '50 mA', '1 A'];

/** Which values are defaults, and for which currents they count. */
function assumedNote(keys: readonly string[]): Note {
  const ranges = [...new Set(keys.map((key) => RANGE_ENDS[Number(key.at(-1))]))];
  return note('calibration-assumed', { keys, ranges });
}
