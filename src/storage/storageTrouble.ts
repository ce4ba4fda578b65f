import type { Note } from '../base/outcome';
import { note } from '../words/refusal';

/** What is wrong with the storage, where the browser does not say it itself. */
export class StorageTrouble extends Error {
  readonly note: Note;

  constructor(code: 'storage-silent' | 'storage-blocked' | 'storage-closed') {
    super(code);
    this.note = note(code);
  }
}

/** Why a work with the storage was in vain, in the browser's words where it has some. */
export function storageTrouble(error: unknown): Note {
  if (error instanceof StorageTrouble) return error.note;
  return note('told-before', { text: error instanceof Error ? error.message : String(error) });
}
