/** What the lab knows of a meter: its row in `METERS`. */
import type { ColumnMapping } from './protocols/textColumns';
import type { Unsaid } from '../words/rows';

export interface MeterOptions {
  /** PPK2: what is set or assumed, volts. */
  readonly supplyVolts: number;
  readonly ppk2Mode: 'ampere' | 'source';
  /** Text lines: confirmed columns; null: find them. */
  readonly columns: ColumnMapping | null;
  /** Text lines: bits per second of the board. */
  readonly baudRate: number;
  /** The meter is in the cable the wrong way round: its current is taken with the other sign. */
  readonly turned: boolean;
  /** How far this very meter may be off by the user's word, ± % of the reading; null: what its row says. */
  readonly accuracyPercent: number | null;
}

export const DEFAULT_OPTIONS: MeterOptions = {
  supplyVolts: 5,
  ppk2Mode: 'ampere',
  columns: null,
  baudRate: 115200,
  turned: false,
  accuracyPercent: null,
};

/** As `requestPort` takes them; none: every port is offered. */
export interface SerialFilter {
  readonly usbVendorId?: number;
  readonly usbProductId?: number;
  readonly bluetoothServiceClassId?: string;
}
export interface HidFilter {
  readonly vendorId: number;
  readonly productId?: number;
}

export type Link =
  | {
      readonly kind: 'serial';
      readonly filters: readonly SerialFilter[];
      /** Bits per second; null: the user's choice. */
      readonly baudRate: number | null;
      /** Bytes that the browser keeps while nobody reads. */
      readonly bufferSize: number;
    }
  | { readonly kind: 'hid'; readonly filters: readonly HidFilter[] }
  | {
      readonly kind: 'ble';
      /** What the meter's Bluetooth name begins with. */
      readonly names: readonly string[];
      /** Of one meter in its makes; the first that the device has is taken. */
      readonly pipes: readonly BlePipe[];
    };

/** Where bytes go to the meter and where they come from. */
export interface BlePipe {
  readonly write: BleEnd;
  readonly notify: BleEnd;
}
/** Short numbers of a service and one of its characteristics. */
export interface BleEnd {
  readonly service: number;
  readonly characteristic: number;
}

/** Limits of what a meter may be off by when it shows a power, new and at room temperature. */
export interface AccuracyRow {
  readonly id: string;
  /** Share of the power: volts and amps added up. */
  readonly share: number;
  /** Amps on top, whatever the current. */
  readonly amps: number;
  readonly source: string;
}

/** In words by `inWords('accuracies', accuracy)`. */
export type Accuracy = Unsaid<'accuracies', AccuracyRow>;

/** What the table of meters says of one; `meters.ts` holds the rows, `conversations.ts` how each is talked to. */
export interface MeterRow {
  readonly id: string;
  readonly name: string;
  /** How one recognises it and what joins it to the computer. */
  readonly description: string;
  readonly link: Link;
  /** Between two requests; null: the meter sends by itself. */
  readonly pollEveryMs: number | null;
  /** New readings per second, as the meter really makes them. */
  readonly ratePerSecond: number;
  /** After a step of the power, until readings are right. */
  readonly settleMs: number;
  readonly mostAmps: number;
  /** One count of the reading. */
  readonly resolution: { readonly volts: number; readonly amps: number };
  readonly accuracy: AccuracyRow;
  /** Whether a reading is known to be the mean since the one before; others may show an instant. */
  readonly averages: boolean;
  /** Whether it tells the current's direction. */
  readonly signed: boolean;
  /** Samples that become one by averaging before they are kept. */
  readonly averaged: number;
  /** What the user must know before connecting, or null. */
  readonly warning: string | null;
}
