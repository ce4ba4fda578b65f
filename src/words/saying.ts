import type { Note } from '../base/outcome';

/** Makes the sentence of a cause, inside another sentence. */
export type Say = (cause: Note) => string;
