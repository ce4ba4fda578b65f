/** How bytes are multiplied: assembly/int8/multiply.ts has the three ways. */

export type Way = 'dot' | 'wide' | 'pairs';

/** Of the names of kernels. */
export const SUFFIX = { dot: 'Dot', wide: 'Wide', pairs: 'Pairs' } as const;

export interface Multiplication {
  readonly way: Way;
  /** Bytes of maps are stored as they are, not with 128 added. */
  readonly signed: boolean;
}

/** What stored bytes are xor numbers of an int8 map. */
export function flipOf({ signed }: Multiplication): number {
  return signed ? 0 : 128;
}

/** The number that the kernel multiplies for a number of the map. */
export function storedNumber(q: number, { signed }: Multiplication): number {
  return signed ? q : q + 128;
}
