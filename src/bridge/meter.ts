/** The page's end of the meter worker. Ports are chosen here, for only the page may ask. */
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
import type { HidFilter, MeterOptions } from '../meter/meter';
import { meterById, type Meter, type MeterId } from '../meter/meters';
import type { MeterApi, MeterSource, PortChoice } from '../protocol/meter';
import type { BluetoothLike } from '../protocol/webBluetooth';
import type { HidLike, SerialChooser, SerialPortInfo, SerialPortLike } from '../protocol/webSerial';
import { BleLink } from './bleLink';
import { HidLink } from './hidLink';
import type { PageLink } from './pageLink';

/** What the bridge needs of the browser; missing parts are null. */
export interface MeterBrowser {
  readonly serial: SerialChooser | null;
  readonly hid: HidLike | null;
  readonly bluetooth: BluetoothLike | null;
  createWorker(): Endpoint;
}

export function browserMeter(createWorker: MeterBrowser['createWorker']): MeterBrowser {
  const { serial, hid, bluetooth } = navigator as unknown as Partial<MeterBrowser>;
  return {
    serial: serial ?? null,
    hid: hid ?? null,
    bluetooth: bluetooth ?? null,
    createWorker,
  };
}

export class MeterBridge {
  /** Figures, windows, traces and recordings: `src/protocol/meter.ts`. */
  readonly api: Remote<MeterApi>;
  private readonly browser: MeterBrowser;
  /** The serial port that was opened last, so that the same one can be found again. */
  port: PortChoice | null = null;
  private pageLink: PageLink | null = null;

  constructor(browser: MeterBrowser) {
    this.browser = browser;
    this.api = wrap<MeterApi>(browser.createWorker());
  }

  /** Needs a click: the browser shows its list of ports or devices. `anyPort` leaves the filters out. */
  async choose(id: MeterId, options: MeterOptions, anyPort = false): Promise<Outcome<null>> {
    const meter = meterById(id);
    if (meter.link.kind === 'hid') return this.chooseHid(meter, options);
    if (meter.link.kind === 'ble') return this.chooseBle(meter, meter.link, options, anyPort);
    const { serial } = this.browser;
    if (!serial) return NO_SERIAL;
    try {
      const filters = anyPort ? [] : meter.link.filters;
      const port = await serial.requestPort({ filters });
      return await this.connectSerial(id, options, serial, port);
    } catch (error) {
      return refusalOf(error);
    }
  }

  /**
   * Without a click, where the browser still grants the meter's port; `not-granted` otherwise.
   * @param known the port it had; null takes the first that fits the meter
   */
  async reconnect(
    id: MeterId,
    options: MeterOptions,
    known: PortChoice | null = null,
  ): Promise<Outcome<null>> {
    const meter = meterById(id);
    if (meter.link.kind === 'hid') return this.reconnectHid(meter, options);
    /* No browser gives a Bluetooth device back without its list. */
    if (meter.link.kind === 'ble') return NOT_GRANTED;
    const { serial } = this.browser;
    const { filters } = meter.link;
    const granted = (await serial?.getPorts()) ?? [];
    const suitable = granted.filter((port) =>
      known
        ? sameInfo(port.getInfo(), known.info)
        : filters.length === 0 || fits(port.getInfo(), filters),
    );
    const port = suitable[known?.index ?? 0] ?? suitable[0];
    return serial && port ? this.connectSerial(id, options, serial, port) : NOT_GRANTED;
  }

  /** A recording or a simulated meter: nothing to choose. */
  async connect(id: MeterId, options: MeterOptions, source: MeterSource): Promise<Outcome<null>> {
    await this.closeOnPage();
    return this.api.connect({ meter: id, options, source });
  }

  async disconnect(): Promise<void> {
    await this.closeOnPage();
    await this.api.disconnect();
  }

  private async connectSerial(
    id: MeterId,
    options: MeterOptions,
    serial: SerialChooser,
    port: SerialPortLike,
  ): Promise<Outcome<null>> {
    this.port = await this.choiceOf(serial, port);
    return this.connect(id, options, { kind: 'serial', port: this.port });
  }

  private async chooseHid(meter: Meter, options: MeterOptions): Promise<Outcome<null>> {
    if (!this.browser.hid) return NO_HID;
    try {
      const [device] = await this.browser.hid.requestDevice({ filters: hidFilters(meter) });
      return device
        ? await this.openOnPage(meter, options, new HidLink(this.browser.hid, device))
        : NONE_CHOSEN;
    } catch (error) {
      return refusalOf(error);
    }
  }

  private async reconnectHid(meter: Meter, options: MeterOptions): Promise<Outcome<null>> {
    const { hid } = this.browser;
    const devices = (await hid?.getDevices()) ?? [];
    const filters = hidFilters(meter);
    const device = devices.find(({ vendorId, productId }) =>
      filters.some(
        (filter) => filter.vendorId === vendorId && (filter.productId ?? productId) === productId,
      ),
    );
    return hid && device ? this.openOnPage(meter, options, new HidLink(hid, device)) : NOT_GRANTED;
  }

  private async chooseBle(
    meter: Meter,
    { names, pipes }: BleRoute,
    options: MeterOptions,
    anyDevice: boolean,
  ): Promise<Outcome<null>> {
    const { bluetooth } = this.browser;
    if (!bluetooth) return NO_BLUETOOTH;
    const services = pipes.flatMap(({ write, notify }) => [write.service, notify.service]);
    const optionalServices = [...new Set(services)];
    const which = anyDevice
      ? { acceptAllDevices: true as const }
      : { filters: names.map((namePrefix) => ({ namePrefix })) };
    try {
      const device = await bluetooth.requestDevice({ ...which, optionalServices });
      return await this.openOnPage(meter, options, new BleLink(device, pipes));
    } catch (error) {
      return refusalOf(error);
    }
  }

  private async openOnPage(
    meter: Meter,
    options: MeterOptions,
    link: PageLink,
  ): Promise<Outcome<null>> {
    await this.closeOnPage();
    const opened = await link.open({
      bytes: (bytes, atMs) => void this.api.pageBytes(bytes, atMs),
      connection: (connected) => void this.api.pageConnection(connected),
    });
    if (!opened.ok) return opened;
    this.pageLink = link;
    const request = { meter: meter.id, options, source: { kind: 'page' } } as const;
    return this.api.connect(
      request,
      proxy((bytes: Uint8Array) => link.send(bytes)),
    );
  }

  private async closeOnPage(): Promise<void> {
    const link = this.pageLink;
    this.pageLink = null;
    await link?.close();
  }

  /** Ports that say the same about themselves are told apart by their place among them. */
  private async choiceOf(serial: SerialChooser, port: SerialPortLike): Promise<PortChoice> {
    const info = port.getInfo();
    const alike = (await serial.getPorts()).filter((other) => sameInfo(other.getInfo(), info));
    return { info: plain(info), index: Math.max(alike.indexOf(port), 0) };
  }
}

type BleRoute = Extract<Meter['link'], { kind: 'ble' }>;

function hidFilters({ link }: Meter): readonly HidFilter[] {
  return link.kind === 'hid' ? link.filters : [];
}

function plain({ usbVendorId, usbProductId, bluetoothServiceClassId }: SerialPortInfo) {
  return { usbVendorId, usbProductId, bluetoothServiceClassId };
}

function sameInfo(a: SerialPortInfo, b: SerialPortInfo): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function fits(info: SerialPortInfo, filters: readonly SerialPortInfo[]): boolean {
  return filters.some(
    (filter) =>
      (filter.usbVendorId ?? info.usbVendorId) === info.usbVendorId &&
      (filter.usbProductId ?? info.usbProductId) === info.usbProductId &&
      (filter.bluetoothServiceClassId === undefined) ===
        (info.bluetoothServiceClassId === undefined),
  );
}

/** What the browser's chooser rejects with. */
function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotFoundError') return NONE_CHOSEN;
  const reason = error instanceof Error ? error.message : String(error);
  return refusal(name === 'SecurityError' ? 'meter-not-allowed' : 'meter-failed', { reason });
}

const NONE_CHOSEN = refusal('none-chosen');
const NOT_GRANTED = refusal('not-granted');
const NO_SERIAL = refusal('no-web-serial');
const NO_BLUETOOTH = refusal('no-web-bluetooth');
const NO_HID = refusal('no-web-hid');
