/** Notes and refusals by code and values; none of their sentences comes along, so that no worker loads them. */
import type { Note, Refusal, Values } from '../base/outcome';
import type { Words } from './words';

export type Code = keyof Words['refusals'];

/** @param values as the sentence of the code wants them; none for a sentence without any */
export function refusal<C extends Code>(code: C, ...values: ValuesOf<C>): Refusal {
  return { ok: false, ...note(code, ...values) };
}

/** As `refusal`, of what is no failure. */
export function note<C extends Code>(code: C, ...[values]: ValuesOf<C>): Note {
  return { code, values: (values ?? {}) as Values };
}

export type ValuesOf<C extends Code> = Words['refusals'][C] extends (
  values: infer V,
  ...rest: never[]
) => string
  ? [values: V]
  : [];
