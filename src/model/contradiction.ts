import type { Note } from '../base/outcome';
import { note, type Code, type ValuesOf } from '../words/refusal';

/** A network that cannot be. Who describes one knows better; readers of files catch it and refuse with its note. */
export class Contradiction extends RangeError {
  readonly note: Note;

  constructor(told: Note) {
    super(`${told.code} ${JSON.stringify(told.values)}`);
    this.note = told;
  }
}

export function contradiction<C extends Code>(code: C, ...values: ValuesOf<C>): Contradiction {
  return new Contradiction(note(code, ...values));
}
