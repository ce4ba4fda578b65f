/**
 * RDTech TC66 and TC66C: 192 bytes in reply to the text "getva", AES-256 in ECB mode with a published key.
 * Decrypted: three blocks of 64 bytes, little-endian.
 *
 * offset  size  field
 *      0     4  "pac1" (64: "pac2", 128: "pac3")
 *      4     4  model "TC66"
 *     48     4  volts: 0.1 mV
 *     52     4  amps: 0.01 mA; no direction
 *     56     4  watts: 0.1 mW
 *     60     4  CRC-16/MODBUS of the block's first 60 bytes (likewise at 124 and 188)
 */
import { ecb, unsafe } from '@noble/ciphers/aes.js';
import type { SampleBlock } from '../sampleBlock';
import { Polling } from './dialogues';
import { FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, writeText, type Reading } from './writing';

const TC66_FRAME_BYTES = 192;
const TC66_BLOCK_BYTES = 64;
const CIPHER_BLOCK_BYTES = 16;

/** Key of every TC66, as the meter's firmware and all readers have it. */
const KEY = Uint8Array.from([
  0x58, 0x21, 0xfa, 0x56, 0x01, 0xb2, 0xf0, 0x26, 0x87, 0xff, 0x12, 0x04, 0x62, 0x2a, 0x4f, 0xb0,
  0x86, 0xf4, 0x02, 0x60, 0x81, 0x6f, 0x9a, 0x0b, 0xa7, 0xf1, 0x06, 0x61, 0x9a, 0xb8, 0x72, 0x88,
]);
const GET_VALUES = new TextEncoder().encode('getva');
/** The radio module wants a letter in front and a line end. */
export const TC66_OVER_BLE = new TextEncoder().encode('bgetva\r\n');
/** "pac" and "TC66" as little-endian words. */
const PAC1 = 0x31636170;
const TC66 = 0x36364354;

export function tc66Cipher() {
  return ecb(KEY, { disablePadding: true });
}

export function rdtechTc66(pollEveryMs: number, request = GET_VALUES): Conversation {
  return {
    decoder: new FrameDecoder({ lengthAt, accept }),
    dialogue: new Polling(() => request, pollEveryMs),
  };
}

/** Every byte of noise is tried as a frame's beginning: expanding the key each time would take most of it. */
const ROUND_KEYS = unsafe.expandKeyDecLE(KEY);

/** One cipher block tells whether a frame begins here. */
function lengthAt(bytes: Uint8Array, at: number, end: number): number | null {
  if (end - at < CIPHER_BLOCK_BYTES) return null;
  const [a, b, c, d] = [0, 4, 8, 12].map((offset) => wordAt(bytes, at + offset));
  const { s0, s1 } = unsafe.decrypt(ROUND_KEYS, a, b, c, d);
  return s0 >>> 0 === PAC1 && s1 >>> 0 === TC66 ? TC66_FRAME_BYTES : 0;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

function accept(frame: DataView, block: SampleBlock): boolean {
  const plain = decrypted(new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength));
  for (let i = 0; i < 3; i++) if (!isBlock(plain, i)) return false;
  block.push(
    NaN,
    plain.getUint32(48, true) / 1e4,
    plain.getUint32(52, true) / 1e5,
    plain.getUint32(56, true) / 1e4,
  );
  return true;
}

function isBlock(plain: DataView, index: number): boolean {
  const at = index * TC66_BLOCK_BYTES;
  const magic = plain.getUint32(at, true) === PAC1 + index * 0x01000000;
  return magic && plain.getUint32(at + 60, true) === crc16Modbus(plain, at, at + 60);
}

/** Polynomial 0x8005 reflected, start 0xFFFF, no final XOR; "123456789" gives 0x4B37. */
function crc16Modbus(bytes: DataView, from: number, to: number): number {
  let crc = 0xffff;
  for (let i = from; i < to; i++) {
    crc ^= bytes.getUint8(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

function decrypted(bytes: Uint8Array): DataView {
  const plain = tc66Cipher().decrypt(bytes);
  return new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
}

export function writeTc66({ volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = blankFrame(TC66_FRAME_BYTES);
  ['pac1TC661.14', 'pac2', 'pac3'].forEach((text, i) => writeText(bytes, i * 64, text));
  view.setUint32(48, Math.round(volts * 1e4), true);
  view.setUint32(52, Math.round(amps * 1e5), true);
  view.setUint32(56, Math.round(watts * 1e4), true);
  for (let at = 0; at < TC66_FRAME_BYTES; at += TC66_BLOCK_BYTES)
    view.setUint32(at + 60, crc16Modbus(view, at, at + 60), true);
  return tc66Cipher().encrypt(bytes);
}
