/** A meter made of arithmetic: hears what the host says and sends what the real one would, byte for byte. */
import { emulationOf } from '../conversations';
import { meterById, type MeterId } from '../meters';
import type { Emulation } from './emulation';
import type { Reading } from '../protocols/writing';
import type { Arrival, MeterEmulator } from './meterEmulator';
import type { Random } from '../../base/seededRandom';
import type { PowerCurve } from './powerCurve';
import { SimulatedPpk2 } from './simulatedPpk2';
import { supplyVoltsAt } from './piPower';

export function simulateMeter(
  id: MeterId,
  curve: PowerCurve,
  random: Random,
  startMs: number,
): MeterEmulator {
  const { ratePerSecond, pollEveryMs } = meterById(id);
  const emulation = emulationOf(id);
  if (!emulation) return new SimulatedPpk2(curve, random, startMs);
  const pace = { updateMs: 1000 / ratePerSecond, streams: pollEveryMs === null };
  return new SimulatedMeter({ ...emulation, ...pace }, curve, random, startMs);
}

interface PacedEmulation extends Emulation {
  /** A new reading, the mean power since the one before, every so many ms. */
  readonly updateMs: number;
  /** False: it answers requests; true: it sends every reading by itself. */
  readonly streams: boolean;
}

class SimulatedMeter implements MeterEmulator {
  private readonly emulation: PacedEmulation;
  private readonly curve: PowerCurve;
  private readonly random: Random;
  private readonly startMs: number;
  private updateAtMs: number;
  private reading: Reading = { volts: 5.1, amps: 0, watts: 0 };
  private pending: Reading[] = [];
  private frames = 0;
  private queue: Arrival[] = [];
  private lastArrivalMs = -Infinity;

  constructor(emulation: PacedEmulation, curve: PowerCurve, random: Random, startMs: number) {
    this.emulation = emulation;
    this.curve = curve;
    this.random = random;
    this.startMs = startMs;
    this.updateAtMs = startMs + emulation.updateMs * random();
    this.reading = this.measure(startMs, startMs + 1);
  }

  hear(bytes: Uint8Array, nowMs: number): void {
    if (this.emulation.streams || bytes.length === 0) return;
    this.update(nowMs);
    this.send([this.reading], nowMs);
  }

  produce(nowMs: number): readonly Arrival[] {
    this.update(nowMs);
    const ready = this.queue.filter(({ atMs }) => atMs <= nowMs);
    this.queue = this.queue.filter(({ atMs }) => atMs > nowMs);
    return ready;
  }

  get nextAtMs(): number {
    if (this.queue.length > 0) return this.queue[0].atMs;
    return this.emulation.streams ? this.updateAtMs + this.emulation.latencyMs[0] : Infinity;
  }

  private update(nowMs: number): void {
    const { updateMs, streams, perFrame } = this.emulation;
    for (; this.updateAtMs <= nowMs; this.updateAtMs += updateMs) {
      this.reading = this.measure(this.updateAtMs - updateMs, this.updateAtMs);
      if (!streams) continue;
      this.pending.push(this.reading);
      if (this.pending.length < perFrame) continue;
      this.send(this.pending, this.updateAtMs);
      this.pending = [];
    }
  }

  private measure(fromMs: number, toMs: number): Reading {
    const { noise } = this.emulation;
    const power = (1000 * this.curve.joules(fromMs, toMs)) / (toMs - fromMs);
    const supply = supplyVoltsAt(power);
    const volts = supply + noise.volts * normal(this.random);
    const amps = Math.max(power / supply + noise.amps * normal(this.random), 0);
    return { volts, amps, watts: volts * amps };
  }

  private send(readings: readonly Reading[], nowMs: number): void {
    const [least, more] = this.emulation.latencyMs;
    const atMs = Math.max(nowMs + least + more * this.random(), this.lastArrivalMs);
    this.lastArrivalMs = atMs;
    const bytes = this.emulation.write(readings, nowMs - this.startMs, this.frames++);
    this.queue.push({ atMs, bytes });
  }
}

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
