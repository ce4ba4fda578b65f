/** How each meter is talked to, and the same meter made of arithmetic. Apart from its row, which the page needs without. */
import type { MeterOptions } from './meter';
import type { MeterId } from './meters';
import { avhzyCt2, writeCt2 } from './protocols/avhzyCt2';
import { fnirsi, writeFnirsi } from './protocols/fnirsi';
import { fnirsiBle, writeFnirsiBle } from './protocols/fnirsiBle';
import { powerz, writePowerz } from './protocols/powerz';
import { ppk2 } from './protocols/ppk2';
import type { Conversation } from './protocols/protocol';
import { rdtechTc66, TC66_OVER_BLE, writeTc66 } from './protocols/rdtechTc66';
import { rdtechUm, UM34C, writeUm } from './protocols/rdtechUm';
import { textLines, writeTextLine } from './protocols/textLines';
import { witrn, writeWitrn } from './protocols/witrn';
import { yzxstudio, writeYzxstudio } from './protocols/yzxstudio';
import type { Emulation } from './simulation/emulation';

interface Talk {
  readonly converse: (options: MeterOptions) => Conversation;
  /** Null where the simulation has one of its own (PPK2). */
  readonly emulation: Emulation | null;
}

const OVER_USB = { perFrame: 1, latencyMs: [1, 4], noise: { volts: 2e-4, amps: 2e-4 } } as const;
const OVER_BLUETOOTH = { ...OVER_USB, latencyMs: [40, 60] } as const;
const FNIRSI_OVER_USB = {
  ...OVER_USB,
  perFrame: 4,
  noise: { volts: 5e-4, amps: 5e-4 },
  write: writeFnirsi,
} as const;
const TEXT_OVER_USB = {
  ...OVER_USB,
  latencyMs: [2, 6],
  noise: { volts: 1e-3, amps: 5e-4 },
} as const;

function um(model: number): Talk {
  const noise = { volts: 1e-3, amps: 5e-4 };
  return {
    converse: () => rdtechUm(500),
    emulation: { ...OVER_BLUETOOTH, noise, write: ([reading]) => writeUm(model, reading) },
  };
}

const TALKS: Readonly<Record<MeterId, Talk>> = {
  um24c: um(0x0963),
  um25c: um(0x09c9),
  um34c: um(UM34C),
  tc66: {
    converse: () => rdtechTc66(250),
    emulation: { ...OVER_USB, latencyMs: [5, 10], write: ([reading]) => writeTc66(reading) },
  },
  yzxstudio: {
    converse: () => yzxstudio(),
    emulation: { ...OVER_USB, latencyMs: [3, 5], write: ([reading]) => writeYzxstudio(reading) },
  },
  powerz: {
    converse: () => powerz(20),
    emulation: { ...OVER_USB, write: ([reading], _, count) => writePowerz(reading, count) },
  },
  ppk2: {
    converse: ({ ppk2Mode, supplyVolts }) => ppk2({ mode: ppk2Mode, supplyVolts }),
    emulation: null,
  },
  'avhzy-ct2': {
    converse: () => avhzyCt2(20),
    emulation: { ...OVER_USB, write: ([reading]) => writeCt2(reading) },
  },
  'text-lines': {
    converse: ({ columns }) => textLines(columns),
    emulation: { ...TEXT_OVER_USB, write: ([reading], timeMs) => writeTextLine(reading, timeMs) },
  },
  'fnirsi-fnb58': { converse: () => fnirsi(500), emulation: FNIRSI_OVER_USB },
  'fnirsi-c1': { converse: () => fnirsi(40), emulation: FNIRSI_OVER_USB },
  witrn: {
    converse: () => witrn(),
    emulation: { ...OVER_USB, write: ([reading]) => writeWitrn(reading) },
  },
  'um25c-ble': um(0x09c9),
  'tc66c-ble': {
    converse: () => rdtechTc66(500, TC66_OVER_BLE),
    emulation: { ...OVER_BLUETOOTH, write: ([reading]) => writeTc66(reading) },
  },
  'fnirsi-ble': {
    converse: () => fnirsiBle(),
    emulation: { ...OVER_BLUETOOTH, write: ([reading]) => writeFnirsiBle(reading) },
  },
};

export function converse(id: MeterId, options: MeterOptions): Conversation {
  return TALKS[id].converse(options);
}

export function emulationOf(id: MeterId): Emulation | null {
  return TALKS[id].emulation;
}
