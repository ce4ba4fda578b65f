/** What a person is to be told: `src/words` makes the sentence from the code and its values. */
export interface Note {
  readonly code: string;
  readonly values: Values;
}

/** An expected failure: its sentence names the thing, its value and the remedy. */
export interface Refusal extends Note {
  readonly ok: false;
}

/** Numbers and names as they are, and other notes as causes; fit for any thread. */
export type Values = Readonly<Record<string, Value>>;
export type Value = string | number | boolean | null | undefined | readonly Value[] | Note;

/** What may be refused for expected reasons; throwing is for bugs. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

/** @throws Error with code and values of a refusal, where none is expected */
export function orThrow<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.code} ${JSON.stringify(outcome.values)}`);
}
