import { emulationOf } from '../../../src/meter/conversations';
import type { MeterId } from '../../../src/meter/meters';
import { ppk2Word } from '../../../src/meter/protocols/ppk2Word';
import type { Reading } from '../../../src/meter/protocols/writing';
import { PPK2_FIXTURE } from './ppk2Fixture';

/** What this meter sends for the reading. */
export function frameOf(id: MeterId, reading: Reading, count: number): Uint8Array {
  const emulation = emulationOf(id);
  if (!emulation) return ppk2Frame(reading, count);
  const readings = Array<Reading>(emulation.perFrame).fill(reading);
  return emulation.write(readings, 100 * count, count);
}

function ppk2Frame({ amps, volts }: Reading, count: number): Uint8Array {
  const word = ppk2Word(PPK2_FIXTURE, amps, volts, count);
  return Uint8Array.of(word, word >>> 8, word >>> 16, word >>> 24);
}
