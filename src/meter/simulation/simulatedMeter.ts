/** A meter made of arithmetic: hears what the host says and sends what the real one would, byte for byte. */
import type { Arrival, MeterEmulator } from './meterEmulator';
import type { Random } from '../../base/seededRandom';
import type { MeterId } from '../meter';
import type { Emulation } from './emulations';
import { EMULATIONS } from './emulations';
import type { Reading } from './frameWriters';
import type { PowerCurve } from './powerCurve';
import { SimulatedPpk2 } from './simulatedPpk2';
import { supplyVoltsAt } from './piPower';

export function simulateMeter(
  id: MeterId,
  curve: PowerCurve,
  random: Random,
  startMs: number,
): MeterEmulator {
  if (id === 'ppk2') return new SimulatedPpk2(curve, random, startMs);
  return new SimulatedMeter(EMULATIONS[id], curve, random, startMs);
}

class SimulatedMeter implements MeterEmulator {
  private readonly emulation: Emulation;
  private readonly curve: PowerCurve;
  private readonly random: Random;
  private readonly startMs: number;
  private updateAtMs: number;
  private reading: Reading = { volts: 5.1, amps: 0, watts: 0 };
  private pending: Reading[] = [];
  private frames = 0;
  private queue: Arrival[] = [];
  private lastArrivalMs = -Infinity;

  constructor(emulation: Emulation, curve: PowerCurve, random: Random, startMs: number) {
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
