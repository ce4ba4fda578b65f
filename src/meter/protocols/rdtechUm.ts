/**
 * RDTech UM24C, UM25C and UM34C: 130 bytes, big-endian, in reply to 0xF0.
 *
 * offset  size  field
 *      0     2  model: 0x0963 UM24C, 0x09C9 UM25C, 0x0D4C UM34C
 *      2     2  volts: 10 mV; UM25C 1 mV
 *      4     2  amps: 1 mA; UM25C 0.1 mA; no direction
 *      6     4  watts: 1 mW
 *    128     2  0xFFF1; UM34C: an unknown byte, then an XOR over scattered bytes
 *
 * Other command bytes change the meter's state (0xF4 deletes records): only 0xF0 is ever sent.
 */
import type { SampleBlock } from '../sampleBlock';
import { Polling } from './dialogues';
import { FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const UM_FRAME_BYTES = 130;

/** Volts and amps of one count, by the model in the first two bytes. */
const UM_MODELS: Readonly<Record<number, { readonly volt: number; readonly amp: number }>> = {
  0x0963: { volt: 100, amp: 1000 },
  0x09c9: { volt: 1000, amp: 10000 },
  0x0d4c: { volt: 100, amp: 1000 },
};
export const UM34C = 0x0d4c;
const UM_TRAILER = 0xfff1;

/** The bytes that the UM34C's check covers. */
const XOR_OFFSETS = [
  1, 3, 7, 9, 15, 17, 19, 23, 31, 39, 41, 45, 49, 53, 55, 57, 59, 63, 67, 69, 73, 79, 83, 89, 97,
  99, 109, 111, 113, 119, 121, 127,
];

const DUMP = Uint8Array.of(0xf0);

export function rdtechUm(pollEveryMs: number): Conversation {
  return {
    decoder: new FrameDecoder({ lengthAt, accept }),
    dialogue: new Polling(() => DUMP, pollEveryMs),
  };
}

function um34cCheck(frame: DataView): number {
  return XOR_OFFSETS.reduce((check, offset) => check ^ frame.getUint8(offset), 0);
}

function lengthAt(bytes: Uint8Array, at: number, end: number): number | null {
  if (end - at < 2) return null;
  return ((bytes[at] << 8) | bytes[at + 1]) in UM_MODELS ? UM_FRAME_BYTES : 0;
}

function accept(frame: DataView, block: SampleBlock): boolean {
  const id = frame.getUint16(0);
  const sound =
    id === UM34C ? frame.getUint8(129) === um34cCheck(frame) : frame.getUint16(128) === UM_TRAILER;
  if (!sound) return false;
  const { volt, amp } = UM_MODELS[id];
  block.push(NaN, frame.getUint16(2) / volt, frame.getUint16(4) / amp, frame.getUint32(6) / 1000);
  return true;
}

export function writeUm(model: number, { volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = blankFrame(UM_FRAME_BYTES);
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
