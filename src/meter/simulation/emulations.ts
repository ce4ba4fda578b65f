/** How each meter behaves at the other end of its cable: its pace, its noise and what it sends. */
import { UM34C } from '../protocols/rdtechUm';
import type { MeterId } from '../meter';
import {
  writeCt2,
  writeFnirsi,
  writeFnirsiBle,
  writePowerz,
  writeTc66,
  writeTextLine,
  writeUm,
  writeWitrn,
  writeYzxstudio,
  type Reading,
} from './frameWriters';

export interface Emulation {
  /** A new reading, the mean power since the one before, every so many ms. */
  readonly updateMs: number;
  /** Readings per frame; frames of the others hold one. */
  readonly perFrame: number;
  /** False: it answers requests; true: it sends every reading by itself. */
  readonly streams: boolean;
  /** From request to reply, or from reading to arrival, ms: least, and what may come on top. */
  readonly latencyMs: readonly [number, number];
  /** Standard deviation of a reading's noise: of volts (V) and of amps (A). */
  readonly noise: { readonly volts: number; readonly amps: number };
  /** @param count of frames so far */
  write(readings: readonly Reading[], timeMs: number, count: number): Uint8Array;
}

type Single = (reading: Reading, timeMs: number, count: number) => Uint8Array;
const single =
  (write: Single): Emulation['write'] =>
  ([reading], timeMs, count) =>
    write(reading, timeMs, count);

const SLOW = { updateMs: 500, perFrame: 1, streams: false } as const;
const BLUETOOTH = [40, 60] as const;
const USB = [1, 4] as const;
const FINE = { volts: 2e-4, amps: 2e-4 };

function um(model: number): Emulation {
  const noise = { volts: 1e-3, amps: 5e-4 };
  return { ...SLOW, latencyMs: BLUETOOTH, noise, write: single((r) => writeUm(model, r)) };
}

const FNIRSI: Emulation = {
  updateMs: 10,
  perFrame: 4,
  streams: true,
  latencyMs: USB,
  noise: { volts: 5e-4, amps: 5e-4 },
  write: writeFnirsi,
};

/** The PPK2's words are too many to be made one by one: simulatedPpk2.ts. */
export const EMULATIONS: Readonly<Record<Exclude<MeterId, 'ppk2'>, Emulation>> = {
  um24c: um(0x0963),
  um25c: um(0x09c9),
  um34c: um(UM34C),
  tc66: { ...SLOW, latencyMs: [5, 10], noise: FINE, write: single(writeTc66) },
  yzxstudio: {
    updateMs: 250,
    perFrame: 1,
    streams: true,
    latencyMs: [3, 5],
    noise: FINE,
    write: single(writeYzxstudio),
  },
  powerz: {
    updateMs: 20,
    perFrame: 1,
    streams: false,
    latencyMs: USB,
    noise: FINE,
    write: single((reading, _, count) => writePowerz(reading, count)),
  },
  'avhzy-ct2': {
    updateMs: 20,
    perFrame: 1,
    streams: false,
    latencyMs: USB,
    noise: FINE,
    write: single(writeCt2),
  },
  'text-lines': {
    updateMs: 100,
    perFrame: 1,
    streams: true,
    latencyMs: [2, 6],
    noise: { volts: 1e-3, amps: 5e-4 },
    write: single(writeTextLine),
  },
  'fnirsi-fnb58': FNIRSI,
  'fnirsi-c1': FNIRSI,
  witrn: {
    updateMs: 10,
    perFrame: 1,
    streams: true,
    latencyMs: USB,
    noise: FINE,
    write: single(writeWitrn),
  },
  'um25c-ble': um(0x09c9),
  'tc66c-ble': { ...SLOW, latencyMs: BLUETOOTH, noise: FINE, write: single(writeTc66) },
  'fnirsi-ble': {
    updateMs: 100,
    perFrame: 1,
    streams: true,
    latencyMs: BLUETOOTH,
    noise: FINE,
    write: single(writeFnirsiBle),
  },
};
