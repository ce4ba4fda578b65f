/** Transports without a device: a simulated meter and a recording. */
import type { MeterEmulator } from '../../src/meter/simulation/meterEmulator';
import type { Recording } from '../../src/meter/recording';
import { OPENED, type Transport, type TransportEvents, type WorkerClock } from './transport';

const LEAST_TICK_MS = 2;
const MOST_TICK_MS = 50;

export class SimulatedTransport implements Transport {
  private readonly emulator: MeterEmulator;
  private readonly clock: WorkerClock;
  private events: TransportEvents | null = null;
  private stop = () => {};

  constructor(emulator: MeterEmulator, clock: WorkerClock) {
    this.emulator = emulator;
    this.clock = clock;
  }

  async open(events: TransportEvents) {
    this.events = events;
    this.tick();
    return OPENED;
  }

  async send(bytes: Uint8Array): Promise<void> {
    this.emulator.hear(bytes, this.clock.now());
    this.stop();
    this.schedule();
  }

  async close(): Promise<void> {
    this.events = null;
    this.stop();
  }

  /** Chunks carry the moment at which a real cable would have brought them, however late the timer is. */
  private tick = (): void => {
    for (const { bytes, atMs } of this.emulator.produce(this.clock.now()))
      this.events?.bytes(bytes, atMs);
    this.schedule();
  };

  private schedule(): void {
    if (!this.events) return;
    const wait = this.emulator.nextAtMs - this.clock.now();
    this.stop = this.clock.after(Math.min(Math.max(wait, LEAST_TICK_MS), MOST_TICK_MS), this.tick);
  }
}

/** Plays a recording at its own pace and begins anew at its end. */
export class ReplayTransport implements Transport {
  private readonly recording: Recording;
  private readonly clock: WorkerClock;
  private events: TransportEvents | null = null;
  private stop = () => {};
  private next = 0;
  private beganAtMs = 0;

  constructor(recording: Recording, clock: WorkerClock) {
    this.recording = recording;
    this.clock = clock;
  }

  async open(events: TransportEvents) {
    this.events = events;
    this.beganAtMs = this.clock.now();
    this.tick();
    return OPENED;
  }

  async send(): Promise<void> {}

  async close(): Promise<void> {
    this.events = null;
    this.stop();
  }

  private tick = (): void => {
    const { chunks } = this.recording;
    for (; this.next < chunks.length; this.next++) {
      const atMs = this.beganAtMs + chunks[this.next].atMs;
      if (atMs > this.clock.now()) break;
      this.events?.bytes(chunks[this.next].bytes, atMs);
    }
    if (this.next === chunks.length) this.beginAnew();
    const wait = this.beganAtMs + chunks[this.next].atMs - this.clock.now();
    if (this.events) this.stop = this.clock.after(Math.max(wait, LEAST_TICK_MS), this.tick);
  };

  private beginAnew(): void {
    this.next = 0;
    this.beganAtMs = this.clock.now() + MOST_TICK_MS;
  }
}

/** A device that is open on the page. */
export class PageTransport implements Transport {
  private readonly write: (bytes: Uint8Array) => void;
  events: TransportEvents | null = null;

  constructor(write: (bytes: Uint8Array) => void) {
    this.write = write;
  }

  async open(events: TransportEvents) {
    this.events = events;
    return OPENED;
  }

  async send(bytes: Uint8Array): Promise<void> {
    this.write(bytes);
  }

  async close(): Promise<void> {
    this.events = null;
  }
}
