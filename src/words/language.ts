/** Which language the page speaks: chosen once, before anything is said. */
import { LANGUAGES, type Language } from './languages';

const KEY = 'pruning-lab-language';

/** What a page has. Workers share the types of what it says, and have none of these. */
interface PageGlobals {
  readonly document?: object;
  readonly localStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
  };
  readonly location: {
    readonly href: string;
    readonly search: string;
    replace(address: string): void;
  };
}
const here = globalThis as unknown as PageGlobals;

/** Codes of languages, the dearest first, such as `de-CH`; of what is unknown here nothing is said. */
export function languageFor(wanted: readonly (string | null)[]): Language {
  const known = wanted.map((code) => LANGUAGES.find((language) => language.code === main(code)));
  return known.find((language) => language !== undefined) ?? LANGUAGES[0];
}

/** For this visit and the next ones; the page has to be loaded again, with all that its address holds. */
export function speak(code: string): void {
  try {
    here.localStorage.setItem(KEY, code);
  } catch {
    // A browser that stores nothing is asked by the address.
  }
  here.location.replace(addressIn(here.location.href, code));
}

/** @param href of the page: the same one in another language */
export function addressIn(href: string, code: string): string {
  const url = new URL(href);
  url.searchParams.set('lang', code);
  return url.href;
}

/** What its link asks for, what was chosen before, what the browser prefers. Elsewhere than in a page: nothing. */
function wantedHere(): (string | null)[] {
  if (!here.document) return [];
  const asked = new URLSearchParams(here.location.search).get('lang');
  return [asked, remembered(), ...navigator.languages];
}

function remembered(): string | null {
  try {
    return here.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** `de` of `de-CH` */
function main(code: string | null): string | undefined {
  return code?.toLowerCase().split('-')[0];
}

export const language = languageFor(wantedHere());
