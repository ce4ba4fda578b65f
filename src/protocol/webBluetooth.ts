/** The parts of Web Bluetooth that the lab uses; TypeScript's libraries do not have them. */

export interface BleCharacteristicLike extends EventTarget {
  readonly properties: { readonly write: boolean };
  /** Of the latest notification. */
  readonly value?: DataView;
  startNotifications(): Promise<unknown>;
  writeValueWithResponse(value: BufferSource): Promise<void>;
  writeValueWithoutResponse(value: BufferSource): Promise<void>;
}

export interface BleServerLike {
  connect(): Promise<BleServerLike>;
  disconnect(): void;
  getPrimaryService(service: number): Promise<{
    getCharacteristic(characteristic: number): Promise<BleCharacteristicLike>;
  }>;
}

export interface BleDeviceLike extends EventTarget {
  readonly gatt?: BleServerLike;
}

export interface BluetoothLike {
  requestDevice(options: {
    readonly filters?: readonly { readonly namePrefix: string }[];
    readonly acceptAllDevices?: true;
    readonly optionalServices: readonly number[];
  }): Promise<BleDeviceLike>;
}
