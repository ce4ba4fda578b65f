import type { Note } from '../base/outcome';

const CODES: readonly string[] = ['threads-unavailable', 'thread-not-started', 'thread-lost'];

/** Whether several threads cannot run, or go on, where one can. */
export function isOfThreads({ code }: Note): boolean {
  return CODES.includes(code);
}
