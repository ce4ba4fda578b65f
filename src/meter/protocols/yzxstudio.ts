/**
 * YZXstudio ZY1280 and ZY1280E: streams one frame of 28 bytes every 250 ms, little-endian.
 *
 * offset  size  field
 *      0     1  0xAB
 *      3     4  volts, signed: 0.1 mV
 *      7     4  amps, signed: 0.1 mA
 *     27     1  sum of bytes 0 to 26, modulo 256
 */
import type { SampleBlock } from '../sampleBlock';
import { LISTEN } from './dialogues';
import { byteSum, FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const YZX_FRAME_BYTES = 28;
const YZX_MARKER = 0xab;

/** One frame of noise in 256 has the right sum; such a frame rarely has values that a USB line can have. */
const MOST_VOLTS = 60;
const MOST_AMPS = 20;

export function yzxstudio(): Conversation {
  return { decoder: new FrameDecoder({ lengthAt, accept }), dialogue: LISTEN };
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return bytes[at] === YZX_MARKER ? YZX_FRAME_BYTES : 0;
}

function accept(frame: DataView, block: SampleBlock): boolean {
  if (frame.getUint8(27) !== byteSum(frame, 0, 27)) return false;
  const volts = frame.getInt32(3, true) / 1e4;
  const amps = frame.getInt32(7, true) / 1e4;
  if (volts < 0 || volts > MOST_VOLTS || Math.abs(amps) > MOST_AMPS) return false;
  block.push(NaN, volts, amps, volts * amps);
  return true;
}

export function writeYzxstudio({ volts, amps }: Reading): Uint8Array {
  const { bytes, view } = blankFrame(YZX_FRAME_BYTES);
  bytes[0] = YZX_MARKER;
  view.setInt32(3, Math.round(volts * 1e4), true);
  view.setInt32(7, Math.round(amps * 1e4), true);
  bytes[27] = byteSum(view, 0, 27);
  return bytes;
}
