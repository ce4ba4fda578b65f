/** How well letters that were typed stand for a name. */

/** For a letter at the beginning of a word, and for one that follows the one before. */
const AT_WORD = 8;
const ADJACENT = 5;
/** For a name that is not much longer than what was typed. */
const SHORT = 4;

/** Higher is better; null where the letters do not stand in the name in this order. Case and accents do not matter. */
export function matchScore(typed: string, name: string): number | null {
  const letters = [...plain(typed).replace(/\s/g, '')];
  const text = plain(name);
  if (letters.length === 0) return 0;
  const scores = placesOf(letters[0], text).flatMap((at) => scoreFrom(at, letters, text) ?? []);
  return scores.length === 0 ? null : Math.max(...scores) + (SHORT * letters.length) / text.length;
}

function scoreFrom(start: number, letters: readonly string[], text: string): number | null {
  let score = 0;
  let last = start - 1;
  for (const [i, letter] of letters.entries()) {
    const at = i === 0 ? start : nextPlace(letter, text, last);
    if (at < 0) return null;
    score += (beginsWord(text, at) ? AT_WORD : 0) + (i > 0 && at === last + 1 ? ADJACENT : 0);
    last = at;
  }
  return score;
}

/** The letter that follows at once, or begins a word, rather than the first one. */
function nextPlace(letter: string, text: string, after: number): number {
  if (text[after + 1] === letter) return after + 1;
  const later = placesOf(letter, text).filter((place) => place > after);
  return later.find((place) => beginsWord(text, place)) ?? later[0] ?? -1;
}

function placesOf(letter: string, text: string): number[] {
  return [...text].flatMap((other, place) => (other === letter ? [place] : []));
}

function beginsWord(text: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1]);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
