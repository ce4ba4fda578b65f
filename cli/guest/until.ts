import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;

/** @throws Error that names what was waited for, where it does not hold within `ms` */
export async function until(
  ms: number,
  what: string,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited ${ms / 1000} s for ${what}.`);
    await wait(LOOK_EVERY_MS);
  }
}
