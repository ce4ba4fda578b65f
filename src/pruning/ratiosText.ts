/** Ratios given by hand as a text: in links, tables and on the command line. */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { Ratios } from './plan';
import { entriesOf } from './ratios';

/** `inner 3=0,inner 5=0.25`, sorted by name: equal for equal ratios. Signs of this text in a name are written as in addresses. */
export function formatRatios(ratios: Ratios | undefined): string {
  return entriesOf(ratios)
    .map(([name, ratio]) => `${name.replace(SIGNS, encodeURIComponent)}=${ratio}`)
    .join(',');
}

/** What separates names and numbers, and spaces that would be trimmed. */
const SIGNS = /[%=,]|^\s|\s$/g;

/** Reads what `formatRatios` writes; which numbers there can be `validatePlan` says, which names `validatePlanOf`. */
export function parseRatios(text: string): Outcome<Ratios> {
  const ratios = new Map<string, number>();
  for (const part of text.split(',').map((own) => own.trim())) {
    const [, written, number] = /^([^=]*[^=\s])\s*=\s*([0-9.eE-]+)$/.exec(part) ?? [];
    const name = nameIn(written);
    if (name === null) {
      return refusal('ratio-text', { part });
    }
    if (ratios.has(name)) return refusal('ratio-twice', { name });
    ratios.set(name, Number(number));
  }
  return { ok: true, value: Object.fromEntries(ratios) };
}

/** Null where it is no name. */
function nameIn(written = '%'): string | null {
  try {
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}
