/**
 * The binary version of CIFAR: for each picture its label, one byte of ten classes or two of twenty and a hundred, then
 * 1,024 bytes each of red, green and blue.
 */
import type { PixelTable } from '../pixelTable';

export const CIFAR_SIDE = 32;
const PLANE = CIFAR_SIDE ** 2;
/** By bytes of the label: how many classes each of them tells apart. The last one is the class. */
const LABELS = [[10], [20, 100]];

/** @param bytes of a file; null where it cannot be one of these */
export function readCifarBinary(bytes: Uint8Array): PixelTable | null {
  const kind = LABELS.find((classes) => isRows(bytes, classes));
  if (!kind) return null;
  const record = kind.length + 3 * PLANE;
  const count = bytes.length / record;
  const labels = Uint16Array.from({ length: count }, (_, i) => bytes[i * record + kind.length - 1]);
  const pixels = new Uint8Array(count * 3 * PLANE);
  for (let i = 0; i < count; i++) {
    const start = i * record + kind.length;
    interleave(bytes.subarray(start, start + 3 * PLANE), pixels, i * 3 * PLANE);
  }
  return { ...TABLE, count, pixels, labels };
}

/** What all tables of CIFAR have in common. */
export const TABLE = {
  rows: CIFAR_SIDE,
  columns: CIFAR_SIDE,
  planes: 3,
  classNames: null,
} as const;

/** Plane behind plane becomes colour beside colour. @param at where the picture begins in `target` */
export function interleave(planes: Uint8Array, target: Uint8Array, at: number): void {
  for (let plane = 0; plane < 3; plane++)
    for (let i = 0; i < PLANE; i++) target[at + 3 * i + plane] = planes[plane * PLANE + i];
}

function isRows(bytes: Uint8Array, classes: readonly number[]): boolean {
  const record = classes.length + 3 * PLANE;
  if (bytes.length === 0 || bytes.length % record !== 0) return false;
  for (let at = 0; at < bytes.length; at += record)
    if (classes.some((count, i) => bytes[at + i] >= count)) return false;
  return true;
}
