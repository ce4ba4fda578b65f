/**
 * ChargerLAB POWER-Z KM003C and KM002C on their CDC port: an ADC reply of 52 bytes (older firmware: 48),
 * little-endian, to the request 0C id 02 00.
 *
 * offset  size  field
 *      0     4  header: type 0x41 in bits 0 to 6, transaction id in byte 1
 *      4     4  extended header: attribute 1 (ADC), size of what follows
 *      8     4  volts, signed: 1 µV
 *     12     4  amps, signed: 1 µA
 *     32     2  temperature, signed: 1/128 °C; 0x8000 is none
 *
 * There is no checksum, so type, attribute, size and plausible values must do. The same port is a text console:
 * nothing but this request is ever sent to it.
 */
import type { SampleBlock } from '../sampleBlock';
import { Polling } from './dialogues';
import { FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const POWERZ_REPLY = 0x41;
/** Extended header of the ADC attribute, without the size in bits 22 to 31. */
const POWERZ_ADC = 1;
export const POWERZ_PAYLOAD_BYTES = [44, 40];
const HEADER_BYTES = 8;

const MOST_VOLTS = 60;
const MOST_AMPS = 10;
const NO_TEMPERATURE = -0x8000;

export function powerz(pollEveryMs: number): Conversation {
  const request = (sequence: number) => Uint8Array.of(0x0c, sequence & 0xff, 0x02, 0x00);
  return {
    decoder: new FrameDecoder({ lengthAt, accept }),
    dialogue: new Polling(request, pollEveryMs),
  };
}

function lengthAt(bytes: Uint8Array, at: number, end: number): number | null {
  if ((bytes[at] & 0x7f) !== POWERZ_REPLY) return 0;
  if (end - at < HEADER_BYTES) return null;
  const extended =
    bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
  const size = extended >>> 22;
  const sound = (extended & 0x3fffff) === POWERZ_ADC && POWERZ_PAYLOAD_BYTES.includes(size);
  return sound ? HEADER_BYTES + size : 0;
}

function accept(frame: DataView, block: SampleBlock): boolean {
  const volts = frame.getInt32(8, true) / 1e6;
  const amps = frame.getInt32(12, true) / 1e6;
  if (Math.abs(volts) > MOST_VOLTS || Math.abs(amps) > MOST_AMPS) return false;
  const temperature = frame.getInt16(32, true);
  if (temperature !== NO_TEMPERATURE && Math.abs(temperature / 128) > 125) return false;
  block.push(NaN, volts, amps, volts * amps);
  return true;
}

export function writePowerz({ volts, amps }: Reading, transaction: number): Uint8Array {
  const { bytes, view } = blankFrame(52);
  view.setUint32(0, POWERZ_REPLY | ((transaction & 0xff) << 8) | (10 << 22), true);
  view.setUint32(4, POWERZ_ADC | (44 << 22), true);
  for (const at of [8, 16, 24]) view.setInt32(at, Math.round(volts * 1e6), true);
  for (const at of [12, 20, 28]) view.setInt32(at, Math.round(amps * 1e6), true);
  view.setInt16(32, 26 * 128, true);
  return bytes;
}
