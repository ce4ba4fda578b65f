import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { BlePipe } from '../meter/meter';
import type { BleCharacteristicLike, BleDeviceLike, BleServerLike } from '../protocol/webBluetooth';
import { pageTimeMs, type PageEvents, type PageLink } from './pageLink';

/** Calls `run` once after so many ms; the returned function prevents it. */
export type After = (ms: number, run: () => void) => () => void;

const AFTER: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
/** Out of reach for a while, or switched off: looked for again and again. */
const RETRY_MS = 3000;

/** Web Bluetooth on the page: no browser has it in workers. */
export class BleLink implements PageLink {
  private readonly device: BleDeviceLike;
  private readonly pipes: readonly BlePipe[];
  private readonly after: After;
  private events: PageEvents | null = null;
  private write: BleCharacteristicLike | null = null;
  private notify: BleCharacteristicLike | null = null;
  private sending: Promise<void> = Promise.resolve();
  private stopRetry = () => {};

  constructor(device: BleDeviceLike, pipes: readonly BlePipe[], after = AFTER) {
    this.device = device;
    this.pipes = pipes;
    this.after = after;
  }

  async open(events: PageEvents): Promise<Outcome<null>> {
    const outcome = await this.connect();
    if (!outcome.ok) return outcome;
    this.events = events;
    this.device.addEventListener('gattserverdisconnected', this.disconnected);
    return outcome;
  }

  /** One after the other: a second operation on the same device is refused while one runs. */
  send(bytes: Uint8Array): Promise<void> {
    this.sending = this.sending.then(() => this.writeNow(bytes)).catch(() => {});
    return this.sending;
  }

  async close(): Promise<void> {
    this.events = null;
    this.stopRetry();
    this.device.removeEventListener('gattserverdisconnected', this.disconnected);
    this.forget();
    this.device.gatt?.disconnect();
  }

  private async connect(): Promise<Outcome<null>> {
    try {
      const server = await this.device.gatt?.connect();
      if (!server || !(await this.takePipe(server))) return NOT_THIS_METER;
      await this.notify!.startNotifications();
      this.notify!.addEventListener('characteristicvaluechanged', this.changed);
      return { ok: true, value: null };
    } catch (error) {
      return unreachable(error);
    }
  }

  private async takePipe(server: BleServerLike): Promise<boolean> {
    this.forget();
    for (const { write, notify } of this.pipes) {
      const ends = [await end(server, write), await end(server, notify)];
      if (!ends[0] || !ends[1]) continue;
      [this.write, this.notify] = ends;
      return true;
    }
    return false;
  }

  private forget(): void {
    this.notify?.removeEventListener('characteristicvaluechanged', this.changed);
    this.write = this.notify = null;
  }

  private async writeNow(bytes: Uint8Array): Promise<void> {
    const { write } = this;
    if (write?.properties.write) await write.writeValueWithResponse(bytes.slice());
    else await write?.writeValueWithoutResponse(bytes.slice());
  }

  private changed = (): void => {
    const value = this.notify?.value;
    if (!value) return;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
    this.events?.bytes(bytes, pageTimeMs());
  };

  private disconnected = (): void => {
    this.events?.connection(false);
    void this.comeBack();
  };

  private comeBack = async (): Promise<void> => {
    const outcome = await this.connect();
    // Closed meanwhile.
    if (!this.events) this.device.gatt?.disconnect();
    else if (outcome.ok) this.events.connection(true);
    else this.stopRetry = this.after(RETRY_MS, () => void this.comeBack());
  };
}

/** Null where the device has no such characteristic. */
async function end(
  server: BleServerLike,
  { service, characteristic }: BlePipe['write'],
): Promise<BleCharacteristicLike | null> {
  try {
    return await (await server.getPrimaryService(service)).getCharacteristic(characteristic);
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') return null;
    throw error;
  }
}

function unreachable(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return refusal('ble-unreachable', { reason });
}

const NOT_THIS_METER = refusal('ble-other-device');
