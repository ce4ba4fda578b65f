/** The same several times: of what other programs disturb, the median is told. */

/** Odd. */
export const TRIES = 5;

export async function tries<T>(one: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  while (all.length < TRIES) all.push(await one());
  return all;
}

export function median<T>(all: readonly T[], by: (one: T) => number): T {
  return [...all].sort((a, b) => by(a) - by(b))[(all.length - 1) / 2];
}
