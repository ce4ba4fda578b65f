/**
 * What threads tell each other, in words of the memory that they share, as assembly/team/module.ts reads them. Its cache
 * lines keep apart what different threads write.
 */

/** Offsets in bytes of the control block, a multiple of 64. */
export const CONTROL = { done: 0, lost: 128, patience: 132, maySleep: 136 } as const;
const SEATS = 192;
const SEAT_BYTES = 128;

/** Patience is counted in slices, after each of which a thread looks whether another was lost. */
export const SLICE_MS = 50;

const LINE_BYTES = 64;

export function controlBytes(threads: number): number {
  return SEATS + threads * SEAT_BYTES;
}

/** A kernel with a record for each part, 0 where that has nothing to do. */
export interface Step {
  /** Number of the kernel in the table of functions. */
  readonly kernel: number;
  readonly records: readonly number[];
}

/** Steps of which each part reads what the same part of the one before has written: a thread does them in one go. */
export type Section = readonly Step[];

/** Bytes from the claims of one part to those of the next: whole cache lines. */
function claimPitch(sections: number): number {
  return Math.ceil((4 * sections) / LINE_BYTES) * LINE_BYTES;
}

export function claimBytes(threads: number, sections: number): number {
  return threads * claimPitch(sections);
}

/** A plan as the threads read it. @param claims address of its claims, all 0 */
export function planWords(
  threads: number,
  sections: readonly Section[],
  claims: number,
): Int32Array {
  const words = sections.flatMap((steps) => [
    steps.length,
    ...steps.flatMap(({ kernel, records }) => [kernel, ...records]),
  ]);
  return Int32Array.of(threads, sections.length, 0, claims, claimPitch(sections.length), ...words);
}
