import type { Note } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';

/** What the browser lacks and what that costs. */
export function environmentNotes(unverified: boolean): Note[] {
  const notes: Note[] = [];
  if (unverified) notes.push(note('checksums-unverified'));
  if (/armv[678]l|i[3-6]86/.test(globalThis.navigator?.platform ?? '')) {
    notes.push(note('browser-32-bit'));
  }
  return notes;
}
