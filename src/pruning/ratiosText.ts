/** Ratios given by hand as a text: in links, tables and on the command line. */
import { refusal, type Outcome } from '../base/outcome';
import type { Ratios } from './plan';
import { entriesOf } from './ratios';

/** `inner 3=0,inner 5=0.25`, sorted by name: equal for equal ratios. */
export function formatRatios(ratios: Ratios | undefined): string {
  return entriesOf(ratios)
    .map(([name, ratio]) => `${name}=${ratio}`)
    .join(',');
}

/** Reads what `formatRatios` writes; which names and numbers there are is for `checkRatios` to say. */
export function parseRatios(text: string): Outcome<Ratios> {
  const ratios = new Map<string, number>();
  for (const part of text.split(',').map((own) => own.trim())) {
    const [, name, number] = /^([^=]*[^=\s])\s*=\s*([0-9.eE-]+)$/.exec(part) ?? [];
    if (name === undefined) {
      return refusal('ratios', `invalid ratio: ${part}; write NAME=NUMBER, such as inner 3=0.25`);
    }
    if (ratios.has(name)) return refusal('ratios', `two ratios of ${name}; give one`);
    ratios.set(name, Number(number));
  }
  return { ok: true, value: Object.fromEntries(ratios) };
}
