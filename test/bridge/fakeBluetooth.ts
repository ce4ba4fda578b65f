/** A Bluetooth LE device with the services that a test gives it; the test is the meter's end of them. */
import type { BleDeviceLike, BluetoothLike } from '../../src/protocol/webBluetooth';

const notFound = () => Object.assign(new Error('no such thing'), { name: 'NotFoundError' });

class FakeCharacteristic extends EventTarget {
  value: DataView | undefined;
  notifying = false;
  readonly properties: { readonly write: boolean };
  readonly #device: FakeBleDevice;
  readonly #path: string;

  constructor(device: FakeBleDevice, path: string, withResponse: boolean) {
    super();
    this.#device = device;
    this.#path = path;
    this.properties = { write: withResponse };
  }

  async startNotifications() {
    this.notifying = true;
  }

  writeValueWithResponse = (value: Uint8Array) =>
    this.#device.take(value, 'with response', this.#path);
  writeValueWithoutResponse = (value: Uint8Array) =>
    this.#device.take(value, 'without response', this.#path);
}

export class FakeBleDevice extends EventTarget {
  readonly sent: string[] = [];
  readonly ways: string[] = [];
  /** Where it was written to. */
  readonly paths: string[] = [];
  connected = false;
  /** Attempts to connect that fail before one succeeds. */
  unreachable = 0;
  /** It breaks off whatever is asked of it. */
  failing = false;
  readonly #characteristics = new Map<string, FakeCharacteristic>();
  #writing = false;

  /** @param layout `service/characteristic` in hexadecimal; `!` after it: written with a response */
  constructor(...layout: string[]) {
    super();
    for (const path of layout)
      this.#characteristics.set(
        path.replace('!', ''),
        new FakeCharacteristic(this, path.replace('!', ''), path.endsWith('!')),
      );
  }

  readonly gatt = {
    connect: async () => {
      if (this.unreachable-- > 0) throw new Error('out of range');
      await Promise.resolve();
      this.connected = true;
      return this.gatt;
    },
    disconnect: () => (this.connected = false),
    getPrimaryService: async (service: number) => {
      if (this.failing) throw new Error('GATT Server is disconnected.');
      const prefix = `${service.toString(16)}/`;
      if (![...this.#characteristics.keys()].some((path) => path.startsWith(prefix)))
        throw notFound();
      return {
        getCharacteristic: async (characteristic: number) => {
          const found = this.#characteristics.get(prefix + characteristic.toString(16));
          if (!found) throw notFound();
          return found;
        },
      };
    },
  };

  /** As browsers do: one operation at a time. */
  async take(value: Uint8Array, way: string, path: string) {
    if (this.#writing) throw new Error('GATT operation already in progress.');
    if (this.failing) throw new Error('GATT operation failed.');
    this.#writing = true;
    await Promise.resolve();
    this.#writing = false;
    this.sent.push(new TextDecoder('latin1').decode(value));
    this.ways.push(way);
    this.paths.push(path);
  }

  notify(path: string, bytes: Uint8Array) {
    const characteristic = this.#characteristics.get(path)!;
    if (!characteristic.notifying) return;
    // Somewhere in a larger buffer, as a view may lie.
    const buffer = Uint8Array.of(0xee, ...bytes, 0xee).buffer;
    characteristic.value = new DataView(buffer, 1, bytes.length);
    characteristic.dispatchEvent(new Event('characteristicvaluechanged'));
  }

  goAway() {
    this.connected = false;
    this.dispatchEvent(new Event('gattserverdisconnected'));
  }
}

export class FakeBluetooth {
  readonly asked: unknown[] = [];
  device: FakeBleDevice | null;

  constructor(device: FakeBleDevice | null) {
    this.device = device;
  }

  readonly api: BluetoothLike = {
    requestDevice: async (options) => {
      this.asked.push(options);
      if (!this.device) throw notFound();
      return this.device as unknown as BleDeviceLike;
    },
  };
}
