import type { Outcome, Refusal } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { PortChoice } from '../../src/protocol/meter';
import type { SerialLike, SerialPortInfo, SerialPortLike } from '../../src/protocol/webSerial';
import { OPENED, type Transport, type TransportEvents, type WorkerClock } from './transport';

export interface SerialSettings {
  readonly baudRate: number;
  readonly bufferSize: number;
}

/** New ports are taken by others for some seconds (ModemManager), and some meters dislike a fast return. */
const RETRY_MS = 1500;

/** Web Serial: survives read errors, and finds the meter again after it was unplugged. */
export class SerialTransport implements Transport {
  private readonly serial: SerialLike;
  private readonly choice: PortChoice;
  private readonly settings: SerialSettings;
  private readonly clock: WorkerClock;
  private events: TransportEvents | null = null;
  private port: SerialPortLike | null = null;
  private reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  private reading: Promise<void> = Promise.resolve();
  private writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  private sending: Promise<void> = Promise.resolve();
  private stopRetry = () => {};
  private closed = false;
  private returning = false;

  constructor(
    serial: SerialLike,
    choice: PortChoice,
    settings: SerialSettings,
    clock: WorkerClock,
  ) {
    this.serial = serial;
    this.choice = choice;
    this.settings = settings;
    this.clock = clock;
  }

  async open(events: TransportEvents): Promise<Outcome<null>> {
    this.events = events;
    const outcome = await this.openPort();
    if (outcome.ok) this.serial.addEventListener('connect', this.comeBack);
    return outcome;
  }

  /** One after the other: a reply may ask for the next request while the last one is still being written. */
  send(bytes: Uint8Array): Promise<void> {
    this.sending = this.sending.then(() => this.write(bytes));
    return this.sending;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopRetry();
    this.serial.removeEventListener('connect', this.comeBack);
    await this.reader?.cancel().catch(() => {});
    await this.reading;
    await this.closePort();
  }

  private async write(bytes: Uint8Array): Promise<void> {
    const writer = this.port?.writable?.getWriter();
    this.writer = writer ?? null;
    try {
      await writer?.write(bytes);
    } catch {
      /* The read loop tells that the device is gone. */
    } finally {
      writer?.releaseLock();
      this.writer = null;
    }
  }

  private async openPort(): Promise<Outcome<null>> {
    const ports = (await this.serial.getPorts()).filter((port) =>
      sameInfo(port.getInfo(), this.choice.info),
    );
    const port = ports[this.choice.index] ?? ports[0];
    if (!port) return NOT_GRANTED;
    try {
      await port.open(this.settings);
    } catch (error) {
      return busy(error);
    }
    this.port = port;
    this.reading = this.readWhileOpen(port);
    return OPENED;
  }

  /** After a read error that is not fatal the port offers a new stream. */
  private async readWhileOpen(port: SerialPortLike): Promise<void> {
    while (port.readable && !this.closed) {
      const reader = port.readable.getReader();
      this.reader = reader;
      try {
        if (await this.readAll(reader)) break;
      } catch (error) {
        this.events?.hiccup(error instanceof Error ? error.name : String(error));
      } finally {
        reader.releaseLock();
      }
    }
    this.reader = null;
    if (!this.closed) await this.lose();
  }

  /** True: the stream has ended. */
  private async readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<boolean> {
    for (;;) {
      const { value, done } = await reader.read();
      const atMs = this.clock.now();
      if (done) return true;
      if (value.length > 0) this.events?.bytes(value, atMs);
    }
  }

  private async lose(): Promise<void> {
    await this.closePort();
    this.events?.lost(UNPLUGGED);
    this.scheduleReturn();
  }

  private async closePort(): Promise<void> {
    const { port } = this;
    this.port = null;
    /* A port with a locked stream does not close. */
    await this.writer?.abort().catch(() => {});
    await this.sending;
    await port?.close().catch(() => {});
  }

  private scheduleReturn(): void {
    this.stopRetry();
    if (!this.closed) this.stopRetry = this.clock.after(RETRY_MS, this.comeBack);
  }

  /** A replugged device is a new port object; it is known again by what it tells about itself. */
  private comeBack = async (): Promise<void> => {
    if (this.closed || this.port || this.returning) return;
    this.returning = true;
    const outcome = await this.openPort();
    this.returning = false;
    if (this.closed) await this.close();
    else if (outcome.ok) this.events?.regained();
    else this.scheduleReturn();
  };
}

function sameInfo(a: SerialPortInfo, b: SerialPortInfo): boolean {
  return (
    a.usbVendorId === b.usbVendorId &&
    a.usbProductId === b.usbProductId &&
    a.bluetoothServiceClassId === b.bluetoothServiceClassId
  );
}

function busy(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return refusal('port-busy', { reason });
}

const NOT_GRANTED = refusal('port-not-granted');
const UNPLUGGED = refusal('meter-lost');
