/**
 * WITRN U2p, U3, U3L, A2, A2L, C4, C5 and K2 on HID: reports of 64 bytes, about 100 a second, little-endian.
 *
 * offset  size  field
 *      0     2  FF 55
 *     46     4  volts, float32
 *     50     4  amps, float32, signed
 *     62     1  sum of bytes 8 to 61, modulo 256
 *     63     1  sum of bytes 0 to 7 and byte 62, modulo 256
 */
import type { SampleBlock } from '../sampleBlock';
import { LISTEN } from './dialogues';
import { byteSum, FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const WITRN_REPORT_BYTES = 64;
const MOST_VOLTS = 60;
const MOST_AMPS = 20;

export function witrn(): Conversation {
  return { decoder: new FrameDecoder({ lengthAt, accept }), dialogue: LISTEN };
}

function lengthAt(bytes: Uint8Array, at: number, end: number): number | null {
  if (bytes[at] !== 0xff) return 0;
  if (end - at < 2) return null;
  return bytes[at + 1] === 0x55 ? WITRN_REPORT_BYTES : 0;
}

function accept(report: DataView, block: SampleBlock): boolean {
  const body = byteSum(report, 8, 62);
  const sound =
    report.getUint8(62) === body && report.getUint8(63) === ((byteSum(report, 0, 8) + body) & 0xff);
  const volts = report.getFloat32(46, true);
  const amps = report.getFloat32(50, true);
  if (!sound || !(Math.abs(volts) <= MOST_VOLTS) || !(Math.abs(amps) <= MOST_AMPS)) return false;
  block.push(NaN, volts, amps, volts * amps);
  return true;
}

export function writeWitrn({ volts, amps }: Reading): Uint8Array {
  const { bytes, view } = blankFrame(WITRN_REPORT_BYTES);
  bytes[0] = 0xff;
  bytes[1] = 0x55;
  view.setFloat32(46, volts, true);
  view.setFloat32(50, amps, true);
  bytes[62] = byteSum(view, 8, 62);
  bytes[63] = (byteSum(view, 0, 8) + bytes[62]) & 0xff;
  return bytes;
}
