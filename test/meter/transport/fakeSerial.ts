/**
 * A `navigator.serial` whose streams behave as the specification says. It imports nothing, so that its source text
 * can be run in a page or in front of a worker's script as well as in Node.
 */

/** What is at the other end of the cable. */
export interface FakeDevice {
  readonly usbVendorId?: number;
  readonly usbProductId?: number;
  readonly bluetoothServiceClassId?: string;
  /** Called with what the host writes; returns chunks that come back. */
  readonly answer?: (bytes: Uint8Array) => readonly Uint8Array[];
}

export interface FakePort {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  readonly connected: boolean;
  getInfo(): object;
  open(options: { baudRate: number; bufferSize?: number }): Promise<void>;
  close(): Promise<void>;
}

export interface FakeSerial {
  requestPort(options?: { filters?: readonly object[] }): Promise<FakePort>;
  getPorts(): Promise<FakePort[]>;
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  /** Test side: what happens at the cable. */
  readonly control: {
    /** The device sends. More than the port's buffer holds: BufferOverrunError, the rest is lost. */
    send(bytes: Uint8Array): void;
    /** A read error that is not fatal. */
    fail(name: string): void;
    unplug(): void;
    /** A new port object; the grant stays. */
    plug(): void;
    /** The next `open` calls reject, as when another program has the port. */
    busyFor(opens: number): void;
    /** The user closes the chooser without choosing. */
    refuse(): void;
    readonly written: Uint8Array[];
    readonly openOptions: { baudRate: number; bufferSize?: number }[];
    /** Bytes that wait for a reader. */
    readonly waiting: number;
  };
}

export function makeFakeSerial(device: FakeDevice, granted: boolean): FakeSerial {
  const DEFAULT_BUFFER = 255;
  const listeners = new Map<string, Set<(event: Event) => void>>();
  const written: Uint8Array[] = [];
  const openOptions: { baudRate: number; bufferSize?: number }[] = [];
  let grant = granted;
  let refused = false;
  let busy = 0;
  let port: Port | null;

  const named = (name: string, message: string) => new DOMException(message, name);

  class Port implements FakePort {
    connected = true;
    private opened = false;
    private capacity = DEFAULT_BUFFER;
    private fatal = false;
    private queue: Uint8Array[] = [];
    private size = 0;
    /** A reader waits. */
    private wanted = false;
    private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
    private read: ReadableStream<Uint8Array> | null = null;
    private write: WritableStream<Uint8Array> | null = null;

    getInfo(): object {
      const { usbVendorId, usbProductId, bluetoothServiceClassId } = device;
      return { usbVendorId, usbProductId, bluetoothServiceClassId };
    }

    async open(options: { baudRate: number; bufferSize?: number }): Promise<void> {
      if (!(options.baudRate > 0)) throw new TypeError('baudRate must be positive');
      if (this.opened) throw named('InvalidStateError', 'The port is already open.');
      if (busy > 0) {
        busy--;
        throw named('NetworkError', 'Failed to open serial port.');
      }
      if (!this.connected) throw named('NetworkError', 'The device has been lost.');
      openOptions.push(options);
      this.capacity = options.bufferSize ?? DEFAULT_BUFFER;
      this.opened = true;
    }

    async close(): Promise<void> {
      if (!this.opened) throw named('InvalidStateError', 'The port is already closed.');
      if (this.read?.locked || this.write?.locked)
        throw new TypeError('Cannot cancel a locked stream');
      this.opened = false;
      this.read = this.write = this.controller = null;
      this.queue = [];
      this.size = 0;
    }

    /** A new stream after an error that is not fatal; null once the device is gone. */
    get readable(): ReadableStream<Uint8Array> | null {
      if (!this.opened || this.fatal) return null;
      this.read ??= new ReadableStream<Uint8Array>(
        {
          start: (controller) => void (this.controller = controller),
          pull: () => {
            this.wanted = true;
            this.deliver();
          },
          cancel: () => void (this.controller = this.read = null),
        },
        { highWaterMark: 0 },
      );
      return this.read;
    }

    get writable(): WritableStream<Uint8Array> | null {
      if (!this.opened || this.fatal) return null;
      this.write ??= new WritableStream<Uint8Array>({
        write: (bytes) => {
          written.push(bytes.slice());
          for (const chunk of device.answer?.(bytes) ?? []) this.arrive(chunk);
        },
      });
      return this.write;
    }

    get waiting(): number {
      return this.size;
    }

    arrive(bytes: Uint8Array): void {
      if (!this.opened || this.fatal) return;
      const fits = bytes.slice(0, Math.max(this.capacity - this.size, 0));
      if (fits.length > 0) this.queue.push(fits);
      this.size += fits.length;
      if (fits.length < bytes.length) this.error('BufferOverrunError', false);
      else this.deliver();
    }

    /** Errors the current stream; bytes that wait are lost with it. */
    error(name: string, fatal: boolean): void {
      this.queue = [];
      this.size = 0;
      const { controller } = this;
      this.controller = this.read = null;
      this.wanted = false;
      this.fatal ||= fatal;
      try {
        controller?.error(named(name, `fake ${name}`));
      } catch {
        /* Cancelled meanwhile. */
      }
    }

    /** Only what a reader asks for is handed over: the rest waits in the port's buffer. */
    private deliver(): void {
      const { controller } = this;
      if (!controller || !this.wanted || this.queue.length === 0) return;
      this.wanted = false;
      const chunk = this.queue.shift()!;
      this.size -= chunk.length;
      controller.enqueue(chunk);
    }
  }

  const emit = (type: string, target: Port) => {
    const event = new Event(type);
    Object.defineProperty(event, 'target', { value: target });
    for (const listener of [...(listeners.get(type) ?? [])]) listener(event);
  };
  port = new Port();

  return {
    async requestPort(options) {
      for (const filter of (options?.filters ?? []) as {
        usbVendorId?: number;
        usbProductId?: number;
      }[])
        if (filter.usbProductId !== undefined && filter.usbVendorId === undefined)
          throw new TypeError('A filter with a product id needs a vendor id');
      if (refused || !port) throw named('NotFoundError', 'No port selected by the user.');
      grant = true;
      return port;
    },
    async getPorts() {
      return grant && port ? [port] : [];
    },
    addEventListener(type, listener) {
      const set = listeners.get(type) ?? new Set();
      listeners.set(type, set.add(listener));
    },
    removeEventListener(type, listener) {
      listeners.get(type)?.delete(listener);
    },
    control: {
      send: (bytes) => port?.arrive(bytes),
      fail: (name) => port?.error(name, false),
      unplug() {
        const gone = port;
        port = null;
        if (!gone) return;
        gone.connected = false;
        gone.error('NetworkError', true);
        if (grant) emit('disconnect', gone);
      },
      plug() {
        port = new Port();
        if (grant) emit('connect', port);
      },
      busyFor: (opens) => void (busy = opens),
      refuse: () => void (refused = true),
      written,
      openOptions,
      get waiting() {
        return port?.waiting ?? 0;
      },
    },
  };
}
