import type { MeterId } from '../../../src/meter/meter';
import {
  ppk2Word,
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
} from '../../../src/meter/simulation/frameWriters';
import { PPK2_FIXTURE } from './ppk2Fixture';

const fnirsi = (reading: Reading) => writeFnirsi([reading, reading, reading, reading]);

const WRITERS: Record<MeterId, (reading: Reading, count: number) => Uint8Array> = {
  um24c: (reading) => writeUm(0x0963, reading),
  um25c: (reading) => writeUm(0x09c9, reading),
  um34c: (reading) => writeUm(0x0d4c, reading),
  tc66: writeTc66,
  yzxstudio: writeYzxstudio,
  powerz: writePowerz,
  ppk2: ({ amps, volts }, count) => {
    const word = ppk2Word(PPK2_FIXTURE, amps, volts, count);
    return Uint8Array.of(word, word >>> 8, word >>> 16, word >>> 24);
  },
  'avhzy-ct2': writeCt2,
  'text-lines': (reading, count) => writeTextLine(reading, 100 * count),
  'fnirsi-fnb58': fnirsi,
  'fnirsi-c1': fnirsi,
  witrn: writeWitrn,
  'um25c-ble': (reading) => writeUm(0x09c9, reading),
  'tc66c-ble': writeTc66,
  'fnirsi-ble': writeFnirsiBle,
};

/** What this meter sends for the reading. */
export function frameOf(id: MeterId, reading: Reading, count: number): Uint8Array {
  return WRITERS[id](reading, count);
}
