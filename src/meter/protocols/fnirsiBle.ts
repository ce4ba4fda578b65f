/**
 * FNIRSI FNB58, FNB48, FNB48S, FNB48P and C1 over Bluetooth LE: frames of their own, several in a notification.
 *
 * offset  size  field
 *      0     1  AA
 *      1     1  kind: 04 is a reading, others are skipped
 *      2     1  n, bytes that follow before the check
 *      3     4  volts, signed, little-endian: 0.1 mV
 *      7     4  amps, signed: 0.1 mA
 *     11     4  watts, signed: 0.1 mW
 *    3+n     1  low byte of CRC-16/XMODEM of all bytes before it
 */
import type { SampleBlock } from '../sampleBlock';
import { StartSequence } from './dialogues';
import { FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const FNIRSI_BLE_READING = 0x04;
const READING_BYTES = 12;
const HEADER_BYTES = 3;
const MOST_VOLTS = 150;
const MOST_AMPS = 20;

/** Tells about itself, then sends readings without being asked again. */
export function fnirsiBle(): Conversation {
  const commands = [0x81, 0x82].map((command) => fnirsiBleFrame(command, new Uint8Array()));
  return {
    decoder: new FrameDecoder({ lengthAt, accept }),
    dialogue: new StartSequence(commands, 500, Infinity),
  };
}

function fnirsiBleFrame(kind: number, payload: Uint8Array): Uint8Array {
  const frame = Uint8Array.of(0xaa, kind, payload.length, ...payload, 0);
  const end = frame.length - 1;
  frame[end] = crc16Xmodem(new DataView(frame.buffer), 0, end) & 0xff;
  return frame;
}

/** Polynomial 0x1021, start 0; "123456789" gives 0x31C3. */
export function crc16Xmodem(bytes: DataView, from: number, to: number): number {
  let crc = 0;
  for (let i = from; i < to; i++) {
    crc ^= bytes.getUint8(i) << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

function lengthAt(bytes: Uint8Array, at: number, end: number): number | null {
  if (bytes[at] !== 0xaa) return 0;
  return end - at < HEADER_BYTES ? null : HEADER_BYTES + bytes[at + 2] + 1;
}

/** One frame of noise in 256 has the right check: a reading must be one that a USB line can have, too. */
function accept(frame: DataView, block: SampleBlock): boolean {
  const end = frame.byteLength - 1;
  if (frame.getUint8(end) !== (crc16Xmodem(frame, 0, end) & 0xff)) return false;
  if (frame.getUint8(1) !== FNIRSI_BLE_READING) return true;
  if (frame.getUint8(2) < READING_BYTES) return false;
  const [volts, amps, watts] = [3, 7, 11].map((at) => frame.getInt32(at, true) / 1e4);
  if (Math.abs(volts) > MOST_VOLTS || Math.abs(amps) > MOST_AMPS) return false;
  block.push(NaN, volts, amps, watts);
  return true;
}

export function writeFnirsiBle({ volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = blankFrame(12);
  [volts, amps, watts].forEach((value, i) => view.setInt32(4 * i, Math.round(value * 1e4), true));
  return fnirsiBleFrame(FNIRSI_BLE_READING, bytes);
}
