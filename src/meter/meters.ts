/** Every meter that the lab can read. One row here, one in `conversations.ts` and one file in `protocols/` make a meter. */
import { FFE1, FFE2_FFE1, FFE9_FFE4 } from './blePipes';
import type { Accuracy, AccuracyRow, Link, MeterRow, SerialFilter } from './meter';
import type { Unsaid } from '../words/rows';

/** Meters of this class say 0.1 % to 1 %. */
const UNPUBLISHED: AccuracyRow = {
  id: 'unpublished',
  share: 0.01,
  amps: 0,
  source: 'assumed: no figure of the maker’s was found',
};
/** 0.05 % + 2 counts of volts near 5 V, 0.1 % + 4 counts of amps, in counts of each model. */
const UM25C_ACCURACY: AccuracyRow = {
  id: 'um25c',
  share: 0.0019,
  amps: 0.0004,
  source: 'RDTech’s figures, as users quote them',
};
const UM_ACCURACY: AccuracyRow = {
  id: 'um',
  share: 0.0055,
  amps: 0.004,
  source: 'assumed: RDTech’s figures for the UM25C, in counts of this meter',
};
/** INA219A (TI, SBOS448G): ±0.5 % of volts and of amps at 25 °C; INA260 (SBOS656C): ±5 mA, the largest offset of them. */
const INA_ACCURACY: AccuracyRow = {
  id: 'ina',
  share: 0.02,
  amps: 0.005,
  source: 'the worst of TI’s data sheets for INA219, INA226 and INA260; a shunt of ±1 % is assumed',
};

const SLOW_BUFFER = 1 << 16;
const FAST_BUFFER = 1 << 20;
const SERIAL_PORT_PROFILE = '00001101-0000-1000-8000-00805f9b34fb';

/** Over Bluetooth's serial port; the speed has no meaning there. */
const BLUETOOTH: Link = {
  kind: 'serial',
  filters: [{ bluetoothServiceClassId: SERIAL_PORT_PROFILE }],
  baudRate: 9600,
  bufferSize: SLOW_BUFFER,
};

function usb(baudRate: number | null, bufferSize: number, ...filters: SerialFilter[]): Link {
  return { kind: 'serial', filters, baudRate, bufferSize };
}

const UM = {
  link: BLUETOOTH,
  pollEveryMs: 500,
  ratePerSecond: 2,
  settleMs: 1000,
  averages: false,
  signed: false,
  averaged: 1,
  warning:
    'Pair it in the system’s Bluetooth settings first (PIN 1234). Bluetooth on the measured board adds to what is measured.',
} as const;

const TC66 = {
  ratePerSecond: 2,
  settleMs: 1000,
  mostAmps: 5,
  resolution: { volts: 1e-4, amps: 1e-5 },
  accuracy: UNPUBLISHED,
  averages: false,
  signed: false,
  averaged: 1,
} as const;

const FNIRSI = {
  pollEveryMs: null,
  ratePerSecond: 100,
  settleMs: 500,
  mostAmps: 5,
  resolution: { volts: 1e-5, amps: 1e-5 },
  accuracy: UNPUBLISHED,
  averages: false,
  signed: true,
  averaged: 1,
  warning: null,
} as const;

const BLE_WARNING =
  'Bluetooth must be on in this computer; the meter is not paired in its settings. Bluetooth on the measured board adds to what is measured.';

const ROWS = [
  {
    ...UM,
    id: 'um24c',
    name: 'RDTech UM24C',
    description: 'USB-A in and out, small colour display, Bluetooth',
    mostAmps: 3,
    resolution: { volts: 0.01, amps: 0.001 },
    accuracy: UM_ACCURACY,
  },
  {
    ...UM,
    id: 'um25c',
    name: 'RDTech UM25C',
    description: 'USB-A, micro-USB and USB-C in, small colour display, Bluetooth',
    mostAmps: 5,
    resolution: { volts: 0.001, amps: 0.0001 },
    accuracy: UM25C_ACCURACY,
  },
  {
    ...UM,
    id: 'um34c',
    name: 'RDTech UM34C',
    description: 'USB-A, USB-C and micro-USB, small colour display, Bluetooth',
    mostAmps: 4,
    resolution: { volts: 0.01, amps: 0.001 },
    accuracy: UM_ACCURACY,
  },
  {
    ...TC66,
    id: 'tc66',
    name: 'RDTech TC66 or TC66C',
    description: 'USB-C in and out; the micro-USB socket at its side goes to the computer',
    link: usb(115200, SLOW_BUFFER, { usbVendorId: 0x28e9 }),
    pollEveryMs: 250,
    warning: null,
  },
  {
    id: 'yzxstudio',
    name: 'YZXstudio ZY1280 or ZY1280E',
    description: 'USB-A and USB-C, display, its own micro-USB to the computer',
    link: usb(115200, SLOW_BUFFER, { usbVendorId: 0x1a86 }),
    pollEveryMs: null,
    ratePerSecond: 4,
    settleMs: 1000,
    mostAmps: 5,
    resolution: { volts: 1e-4, amps: 1e-4 },
    accuracy: UNPUBLISHED,
    averages: false,
    signed: true,
    averaged: 1,
    warning: null,
  },
  {
    id: 'powerz',
    name: 'ChargerLAB POWER-Z KM003C or KM002C',
    description: 'USB-C in and out, display; a second USB-C goes to the computer',
    link: usb(
      115200,
      SLOW_BUFFER,
      { usbVendorId: 0x5fc9, usbProductId: 0x0063 },
      { usbVendorId: 0x5fc9, usbProductId: 0x0061 },
    ),
    pollEveryMs: 20,
    ratePerSecond: 50,
    settleMs: 100,
    mostAmps: 6,
    resolution: { volts: 1e-6, amps: 1e-6 },
    accuracy: UNPUBLISHED,
    averages: false,
    signed: true,
    averaged: 1,
    warning: null,
  },
  {
    id: 'ppk2',
    name: 'Nordic Power Profiler Kit II',
    description: 'bare board with two rows of pins, for microcontrollers',
    link: usb(115200, FAST_BUFFER, { usbVendorId: 0x1915, usbProductId: 0xc00a }),
    pollEveryMs: null,
    ratePerSecond: 1000,
    settleMs: 20,
    mostAmps: 1,
    resolution: { volts: 0, amps: 1e-3 },
    accuracy: { id: 'ppk2', share: 0.15, amps: 0, source: 'Nordic: ±15 % in the highest range' },
    averages: true,
    signed: false,
    averaged: 100,
    warning:
      'It carries 1 A at most. A Raspberry Pi 4B draws more under load (1.25 A and above): do not feed one through it. Its voltage is assumed, not measured.',
  },
  {
    id: 'avhzy-ct2',
    name: 'AVHzY CT-2',
    description: 'USB-A and USB-C, colour display, micro-USB to the computer',
    link: usb(115200, SLOW_BUFFER),
    pollEveryMs: 20,
    ratePerSecond: 50,
    settleMs: 200,
    mostAmps: 5,
    resolution: { volts: 1e-4, amps: 1e-4 },
    accuracy: UNPUBLISHED,
    averages: false,
    signed: false,
    averaged: 1,
    warning: null,
  },
  {
    id: 'text-lines',
    name: 'Board that prints text (INA219, INA226, INA228, INA260 …)',
    description: 'Arduino, ESP32, Pico or the like that prints volts and amps, one line a reading',
    link: usb(null, SLOW_BUFFER),
    pollEveryMs: null,
    ratePerSecond: 10,
    settleMs: 200,
    mostAmps: 3.2,
    resolution: { volts: 4e-3, amps: 1e-3 },
    accuracy: INA_ACCURACY,
    averages: false,
    signed: true,
    averaged: 1,
    warning: null,
  },
  {
    ...FNIRSI,
    id: 'fnirsi-fnb58',
    name: 'FNIRSI FNB58, FNB48S or FNB48P',
    description: 'USB-A, USB-C and micro-USB, colour display; a USB socket goes to the computer',
    link: {
      kind: 'hid',
      filters: [
        { vendorId: 0x2e3c, productId: 0x5558 },
        { vendorId: 0x2e3c, productId: 0x0049 },
      ],
    },
  },
  {
    ...FNIRSI,
    id: 'fnirsi-c1',
    name: 'FNIRSI C1 or FNB48',
    description: 'USB-C in and out, colour display; a USB socket goes to the computer',
    link: {
      kind: 'hid',
      filters: [
        { vendorId: 0x0483, productId: 0x003a },
        { vendorId: 0x0483, productId: 0x003b },
      ],
    },
  },
  {
    id: 'witrn',
    name: 'WITRN U2p, U3, U3L, A2, A2L, C4, C5 or K2',
    description: 'USB-A or USB-C, display; its own USB socket goes to the computer',
    link: { kind: 'hid', filters: [{ vendorId: 0x0716 }] },
    pollEveryMs: null,
    ratePerSecond: 100,
    settleMs: 100,
    mostAmps: 5,
    resolution: { volts: 1e-4, amps: 1e-4 },
    accuracy: UNPUBLISHED,
    averages: false,
    signed: true,
    averaged: 1,
    warning: null,
  },
  {
    ...UM,
    id: 'um25c-ble',
    name: 'RDTech UM25C over Bluetooth LE',
    description: 'the newer ones, which systems list as a Bluetooth LE device',
    link: { kind: 'ble', names: ['UM25C', 'UM24C', 'UM34C'], pipes: [FFE1] },
    mostAmps: 5,
    resolution: { volts: 0.001, amps: 0.0001 },
    accuracy: UM25C_ACCURACY,
    warning: BLE_WARNING,
  },
  {
    ...TC66,
    id: 'tc66c-ble',
    name: 'RDTech TC66C over Bluetooth LE',
    description: 'without a cable to the computer; the C in the name stands for Bluetooth',
    link: { kind: 'ble', names: ['TC66'], pipes: [FFE9_FFE4, FFE2_FFE1] },
    pollEveryMs: 500,
    warning: BLE_WARNING,
  },
  {
    ...FNIRSI,
    id: 'fnirsi-ble',
    name: 'FNIRSI FNB58 over Bluetooth LE',
    description: 'also FNB48, FNB48S, FNB48P and C1, where Bluetooth is switched on in their menu',
    link: { kind: 'ble', names: ['FNB', 'C1', 'FNIRSI'], pipes: [FFE9_FFE4] },
    ratePerSecond: 10,
    resolution: { volts: 1e-4, amps: 1e-4 },
    warning: BLE_WARNING,
  },
] as const satisfies readonly MeterRow[];

export type MeterId = (typeof ROWS)[number]['id'];
/** In words by `inWords('meters', meter)`. */
export type Meter = Omit<Unsaid<'meters', MeterRow>, 'accuracy'> & {
  readonly id: MeterId;
  readonly accuracy: Accuracy;
};
export const METERS: readonly Meter[] = ROWS;

export function meterById(id: MeterId): Meter {
  return METERS.find((meter) => meter.id === id)!;
}
