import { ppk2Metadata, ppk2Word } from '../protocols/ppk2Word';
import type { Arrival, MeterEmulator } from './meterEmulator';
import type { Random } from '../../base/seededRandom';
import { PPK2_COMMAND, PPK2_SAMPLE_MS } from '../protocols/ppk2';
import type { Ppk2Calibration } from '../protocols/ppk2Calibration';
import type { PowerCurve } from './powerCurve';

/** Near the values of a real kit. */
export const SIMULATED_CALIBRATION: Ppk2Calibration = {
  R: [1003.3506, 101.5865, 10.3027, 0.9636, 0.0564],
  GS: [0, 112.789, 18.0115, 2.4217, 0.0729],
  GI: [1, 0.9695, 0.9609, 0.9519, 0.9582],
  O: [112.942, 75.4627, 64.602, 50.4983, 87.2177],
  S: [4.8e-8, 5.96e-7, 5.281e-6, 6.2577e-5, 0.002940743],
  I: [-1.04e-7, -1.443e-6, 3.6439e-5, -3.74119e-4, -0.009388455],
  UG: [1, 1, 1, 1, 1],
};

const CHUNK_MS = 10;
const LATENCY_MS = 2;
/** A converter's count is 0.8 mA in the highest range: noise of that order hides the counts. */
const NOISE_AMPS = 1e-3;

/** The kit at the set voltage: text on request, then a word every 10 µs, sent in pieces of 10 ms. */
export class SimulatedPpk2 implements MeterEmulator {
  nextAtMs = Infinity;
  private readonly curve: PowerCurve;
  private readonly random: Random;
  private supplyVolts = 5;
  private sampledUntilMs: number;
  private running = false;
  private counter = 0;
  private queue: Arrival[] = [];

  constructor(curve: PowerCurve, random: Random, startMs: number) {
    this.curve = curve;
    this.random = random;
    this.sampledUntilMs = startMs;
  }

  hear(bytes: Uint8Array, nowMs: number): void {
    const [command] = bytes;
    if (command === 0x0d) this.supplyVolts = ((bytes[1] << 8) | bytes[2]) / 1000;
    if (command === PPK2_COMMAND.stop) this.running = false;
    if (command === PPK2_COMMAND.metadata) this.sendMetadata(nowMs);
    if (command === PPK2_COMMAND.start) {
      this.running = true;
      this.sampledUntilMs = nowMs;
      this.nextAtMs = nowMs + CHUNK_MS + LATENCY_MS;
    }
  }

  produce(nowMs: number): readonly Arrival[] {
    const ready = this.queue.filter(({ atMs }) => atMs <= nowMs);
    this.queue = this.queue.filter(({ atMs }) => atMs > nowMs);
    while (this.running && this.sampledUntilMs + CHUNK_MS + LATENCY_MS <= nowMs)
      ready.push(this.chunk());
    this.nextAtMs = this.running
      ? this.sampledUntilMs + CHUNK_MS + LATENCY_MS
      : (this.queue[0]?.atMs ?? Infinity);
    return ready;
  }

  private sendMetadata(nowMs: number): void {
    const bytes = ppk2Metadata(SIMULATED_CALIBRATION, this.supplyVolts);
    this.queue.push({ atMs: nowMs + LATENCY_MS, bytes });
    this.nextAtMs = Math.min(this.nextAtMs, nowMs + LATENCY_MS);
  }

  private chunk(): Arrival {
    const from = this.sampledUntilMs;
    const words = CHUNK_MS / PPK2_SAMPLE_MS;
    const bytes = new Uint8Array(4 * words);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < words; i++) {
      const amps = this.curve.watts(from + i * PPK2_SAMPLE_MS) / this.supplyVolts;
      /* Uniform noise of the same spread is enough, and cheap. */
      const noise = NOISE_AMPS * Math.sqrt(12) * (this.random() - 0.5);
      const word = ppk2Word(SIMULATED_CALIBRATION, amps + noise, this.supplyVolts, this.counter++);
      view.setUint32(4 * i, word, true);
    }
    this.sampledUntilMs = from + CHUNK_MS;
    return { atMs: this.sampledUntilMs + LATENCY_MS, bytes };
  }
}
