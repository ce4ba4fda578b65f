/** Values in DER (ITU-T X.690): a tag, the length, the content. */
import { isIPv4 } from 'node:net';

export const [BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, OBJECT_ID] = [1, 2, 3, 4, 6];
export const [UTF8_STRING, UTC_TIME, SEQUENCE, SET] = [0x0c, 0x17, 0x30, 0x31];

/** @param content its bytes, or the values that it is made of */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(body.length)]), body]);
}

/** Below 128 itself, else the number of its bytes and they. */
function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** @param dotted such as `2.5.29.17` */
export function objectId(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return der(OBJECT_ID, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}

/** Seven bits a byte, all but the last marked. */
function base128(value: number): number[] {
  const high = [];
  for (let left = value >> 7; left > 0; left >>= 7) high.unshift(0x80 | (left & 0x7f));
  return [...high, value & 0x7f];
}

/** To the second, for years up to 2049. */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\..*/g, '');
  return der(UTC_TIME, Buffer.from(`${digits.slice(2)}Z`));
}

/** 4 bytes of an IPv4 address, 16 of an IPv6 address. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [head, tail] = address.split('::').map((half) => (half ? half.split(':') : []));
  const zeros = tail ? Array<string>(8 - head.length - tail.length).fill('0') : [];
  const groups = [...head, ...zeros, ...(tail ?? [])].map((group) => parseInt(group, 16));
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
