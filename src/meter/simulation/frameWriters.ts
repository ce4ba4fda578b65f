/** The other end of the protocols: what a meter would send for a reading. For the simulated meter and the tests. */
import { CT2_FRAME_BYTES } from '../protocols/avhzyCt2';
import { FNIRSI_REPORT_BYTES, FNIRSI_SAMPLE_BYTES, fnirsiCrc } from '../protocols/fnirsi';
import { FNIRSI_BLE_READING, fnirsiBleFrame } from '../protocols/fnirsiBle';
import { byteSum } from '../protocols/frames';
import { POWERZ_ADC, POWERZ_REPLY } from '../protocols/powerz';
import { PPK2_VOLTS_PER_COUNT, type Ppk2Calibration } from '../protocols/ppk2Calibration';
import {
  crc16Modbus,
  TC66_BLOCK_BYTES,
  TC66_FRAME_BYTES,
  tc66Cipher,
} from '../protocols/rdtechTc66';
import { UM34C, UM_FRAME_BYTES, UM_MODELS, UM_TRAILER, um34cCheck } from '../protocols/rdtechUm';
import { WITRN_REPORT_BYTES } from '../protocols/witrn';
import { YZX_FRAME_BYTES, YZX_MARKER } from '../protocols/yzxstudio';

/** What a meter has just measured. */
export interface Reading {
  readonly volts: number;
  readonly amps: number;
  readonly watts: number;
}

export function writeUm(model: number, { volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = frameOf(UM_FRAME_BYTES);
  const { volt, amp } = UM_MODELS[model];
  view.setUint16(0, model);
  view.setUint16(2, Math.round(volts * volt));
  view.setUint16(4, Math.round(amps * amp));
  view.setUint32(6, Math.round(watts * 1000));
  view.setUint16(10, 31);
  view.setUint16(12, 88);
  if (model === UM34C) view.setUint16(128, 0x8000 | um34cCheck(view));
  else view.setUint16(128, UM_TRAILER);
  return bytes;
}

export function writeTc66({ volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = frameOf(TC66_FRAME_BYTES);
  ['pac1TC661.14', 'pac2', 'pac3'].forEach((text, i) => writeText(bytes, i * 64, text));
  view.setUint32(48, Math.round(volts * 1e4), true);
  view.setUint32(52, Math.round(amps * 1e5), true);
  view.setUint32(56, Math.round(watts * 1e4), true);
  for (let at = 0; at < TC66_FRAME_BYTES; at += TC66_BLOCK_BYTES)
    view.setUint32(at + 60, crc16Modbus(view, at, at + 60), true);
  return tc66Cipher().encrypt(bytes);
}

export function writeYzxstudio({ volts, amps }: Reading): Uint8Array {
  const { bytes, view } = frameOf(YZX_FRAME_BYTES);
  bytes[0] = YZX_MARKER;
  view.setInt32(3, Math.round(volts * 1e4), true);
  view.setInt32(7, Math.round(amps * 1e4), true);
  bytes[27] = byteSum(view, 0, 27);
  return bytes;
}

export function writePowerz({ volts, amps }: Reading, transaction: number): Uint8Array {
  const { bytes, view } = frameOf(52);
  view.setUint32(0, POWERZ_REPLY | ((transaction & 0xff) << 8) | (10 << 22), true);
  view.setUint32(4, POWERZ_ADC | (44 << 22), true);
  for (const at of [8, 16, 24]) view.setInt32(at, Math.round(volts * 1e6), true);
  for (const at of [12, 20, 28]) view.setInt32(at, Math.round(amps * 1e6), true);
  view.setInt16(32, 26 * 128, true);
  return bytes;
}

export function writeCt2({ volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = frameOf(CT2_FRAME_BYTES);
  [volts, amps, watts, 0.02, 0.01].forEach((value, i) => view.setFloat32(4 * i, value, true));
  return bytes;
}

/** @param readings four, 10 ms apart */
export function writeFnirsi(readings: readonly Reading[]): Uint8Array {
  const { bytes, view } = frameOf(FNIRSI_REPORT_BYTES);
  bytes[0] = 0xaa;
  bytes[1] = 0x04;
  readings.forEach(({ volts, amps }, i) => {
    const at = 2 + i * FNIRSI_SAMPLE_BYTES;
    view.setInt32(at, Math.round(volts * 1e5), true);
    view.setInt32(at + 4, Math.round(amps * 1e5), true);
    bytes[at + 12] = 1;
    view.setInt16(at + 13, 305, true);
  });
  bytes[63] = fnirsiCrc(view);
  return bytes;
}

export function writeFnirsiBle({ volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = frameOf(12);
  [volts, amps, watts].forEach((value, i) => view.setInt32(4 * i, Math.round(value * 1e4), true));
  return fnirsiBleFrame(FNIRSI_BLE_READING, bytes);
}

export function writeWitrn({ volts, amps }: Reading): Uint8Array {
  const { bytes, view } = frameOf(WITRN_REPORT_BYTES);
  bytes[0] = 0xff;
  bytes[1] = 0x55;
  view.setFloat32(46, volts, true);
  view.setFloat32(50, amps, true);
  bytes[62] = byteSum(view, 8, 62);
  bytes[63] = (byteSum(view, 0, 8) + bytes[62]) & 0xff;
  return bytes;
}

/** One JSON line, as an ESP32 sketch prints it. */
export function writeTextLine(reading: Reading, timeMs: number): Uint8Array {
  const { volts, amps, watts } = reading;
  const line = `{"t":${Math.round(timeMs)},"bus_V":${volts.toFixed(4)},"current_mA":${(amps * 1000).toFixed(2)},"power_mW":${(watts * 1000).toFixed(1)}}\n`;
  return new TextEncoder().encode(line);
}

/**
 * One PPK2 word. The range is the kit's own choice by the size of the current.
 * @param counter of the sample, any whole number
 */
export function ppk2Word(
  calibration: Ppk2Calibration,
  amps: number,
  supplyVolts: number,
  counter: number,
): number {
  const range = rangeFor(amps);
  const adc = ppk2Adc(calibration, amps, range, supplyVolts);
  return ((adc & 0x3fff) | (range << 14) | ((counter & 63) << 18)) >>> 0;
}

const RANGE_AMPS = [50e-6, 500e-6, 5e-3, 50e-3];

function rangeFor(amps: number): number {
  const range = RANGE_AMPS.findIndex((limit) => amps < limit);
  return range < 0 ? 4 : range;
}

/** Inverts the calibration's quadratic. */
function ppk2Adc(
  { R, GS, GI, O, S, I, UG }: Ppk2Calibration,
  amps: number,
  range: number,
  supplyVolts: number,
): number {
  const target = amps / UG[range] - S[range] * supplyVolts - I[range];
  const root = Math.sqrt(GI[range] ** 2 + 4 * GS[range] * target);
  const x = (2 * target) / (GI[range] + root);
  const adc = Math.round(((x * R[range]) / PPK2_VOLTS_PER_COUNT + O[range]) / 4);
  return Math.min(Math.max(adc, 0), 0x3fff);
}

export function ppk2Metadata(calibration: Ppk2Calibration, supplyVolts: number): Uint8Array {
  const rows = Object.entries(calibration).flatMap(([name, values]: [string, readonly number[]]) =>
    values.map((value, range) => `${name}${range}: ${value}`),
  );
  const text = ['Calibrated: 0', ...rows, `VDD: ${supplyVolts * 1000}`, 'HW: 9173', 'END'];
  return new TextEncoder().encode(`${text.join('\n')}\n`);
}

function frameOf(length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  bytes.set(new TextEncoder().encode(text), at);
}
