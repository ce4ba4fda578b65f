import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { HidDeviceLike, HidLike } from '../protocol/webSerial';
import { pageTimeMs, type PageEvents, type PageLink } from './pageLink';

/** WebHID on the page: not every Chromium has it in workers, and its reports are few and small. */
export class HidLink implements PageLink {
  private readonly hid: HidLike;
  private device: HidDeviceLike;
  private events: PageEvents | null = null;

  constructor(hid: HidLike, device: HidDeviceLike) {
    this.hid = hid;
    this.device = device;
  }

  async open(events: PageEvents): Promise<Outcome<null>> {
    const outcome = await this.openDevice();
    if (!outcome.ok) return outcome;
    this.events = events;
    this.hid.addEventListener('connect', this.connected);
    this.hid.addEventListener('disconnect', this.disconnected);
    return outcome;
  }

  /** Never rejects: what cannot be sent is lost, as on a cable that is unplugged. */
  async send(bytes: Uint8Array): Promise<void> {
    await this.device.sendReport(0, bytes.slice()).catch(() => {});
  }

  async close(): Promise<void> {
    this.events = null;
    this.hid.removeEventListener('connect', this.connected);
    this.hid.removeEventListener('disconnect', this.disconnected);
    this.device.removeEventListener('inputreport', this.report);
    await this.device.close().catch(() => {});
  }

  private async openDevice(): Promise<Outcome<null>> {
    try {
      if (!this.device.opened) await this.device.open();
    } catch (error) {
      return refusal('hid-busy', { reason: String(error) });
    }
    this.device.addEventListener('inputreport', this.report);
    return { ok: true, value: null };
  }

  private report = (event: Event): void => {
    const { data } = event as Event & { data: DataView };
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    this.events?.bytes(bytes, pageTimeMs());
  };

  private disconnected = (event: Event): void => {
    if (deviceOf(event) === this.device) this.events?.connection(false);
  };

  /** A replugged device is a new object. */
  private connected = async (event: Event): Promise<void> => {
    const device = deviceOf(event);
    const { vendorId, productId } = this.device;
    if (device.vendorId !== vendorId || device.productId !== productId) return;
    this.device.removeEventListener('inputreport', this.report);
    this.device = device;
    const opened = await this.openDevice();
    if (opened.ok) this.events?.connection(true);
  };
}

function deviceOf(event: Event): HidDeviceLike {
  return (event as Event & { device: HidDeviceLike }).device;
}
