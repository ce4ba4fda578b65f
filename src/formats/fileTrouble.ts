/** What is wrong with a file of a network, thrown from the depth of its reader and refused at its edge. */
import type { Note, Outcome, Refusal } from '../base/outcome';
import { note, refusal } from '../words/refusal';

export class FileTrouble extends Error {
  readonly why: Note;

  constructor(why: Note) {
    super(why.code);
    this.why = why;
  }
}

/**
 * Refused with `model-file` where the reader throws FileTrouble, reads outside of the file, or does not find what a
 * sound file of the format has.
 */
export function readable<T>(name: string, read: () => T): Outcome<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof FileTrouble) return unreadable(name, error.why);
    if (error instanceof RangeError || error instanceof TypeError)
      return unreadable(name, note('file-cut-off'));
    throw error;
  }
}

export function unreadable(name: string, cause: Note): Refusal {
  return refusal('model-file', { name, cause });
}
