/** An expected failure: a sentence that names the thing, its value and the remedy. */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
}

/** What may be refused for expected reasons; throwing is for bugs. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

/** @param message names the thing, the value and the remedy */
export function refusal(code: string, message: string): Refusal {
  return { ok: false, code, message };
}
