/** How numbers are written: decimal point or comma, thousands separators, and what stands where a value is missing. */

/** What separates whole numbers from fractions. */
export type Decimal = 'point' | 'comma';

/** Apostrophes and the spaces that do not break a line. */
const GROUP = "['’\\u00a0\\u2009\\u202f]";
const EXPONENT = '(?:[eE][-+−]?\\d+)?';
const WRITTEN = [
  `\\d{1,3}(?:${GROUP}\\d{3})+(?:[.,]\\d+)?`,
  '\\d{1,3}(?: \\d{3})+[.,]\\d+',
  '\\d{1,3}(?:,\\d{3})+\\.\\d+',
  '\\d{1,3}(?:\\.\\d{3})+,\\d+',
  '\\d{1,3}(?:,\\d{3}){2,}',
  '\\d{1,3}(?:\\.\\d{3}){2,}',
  '\\d{1,20}[.,]\\d{1,20}',
  '\\d{1,20}\\.?',
  '[.,]\\d{1,20}',
].join('|');

/** Source of a regular expression without groups of its own. */
export const NUMBER = `[-+−]?(?:${WRITTEN})${EXPONENT}`;
/** Words that boards print in the place of a number. */
export const MISSING =
  '[-+−]?(?:nan|inf(?:inity)?)|ovf|over(?:load|flow|range)?|ol|err(?:or)?|null|none|n/?a|[-−–—]+(?:\\.[-−–—]+)?|\\?+';

const GROUPS = new RegExp(`${GROUP}| `, 'g');
/** `1,234` and `1.234` may be a thousand or a fraction; `0,530` and `5,01` may not. */
const GROUPED_ONCE = /^[-+−]?[1-9]\d{0,2}[.,]\d{3}$/;

/** @returns NaN for every word of MISSING and for whatever is no number */
export function readNumber(text: string, decimal: Decimal): number {
  const plain = text.replace(/−/g, '-').replace(GROUPS, '');
  const [mantissa, exponent = ''] = plain.split(/(?=e)/i);
  const value = Number(pointed(mantissa, decimal) + exponent);
  return plain !== '' && Number.isFinite(value) ? value : NaN;
}

/** With a decimal point and nothing between thousands. */
function pointed(text: string, decimal: Decimal): string {
  const sign = decimalSign(text, decimal);
  const at = sign === null ? -1 : text.lastIndexOf(sign);
  const whole = (at < 0 ? text : text.slice(0, at)).replace(/[.,]/g, '');
  return at < 0 ? whole : `${whole}.${text.slice(at + 1)}`;
}

function decimalSign(text: string, decimal: Decimal): '.' | ',' | null {
  const signs = text.replace(/[^.,]/g, '');
  if (signs === '') return null;
  const last = signs.at(-1) as '.' | ',';
  if (signs.length > 1) return signs.includes(last === '.' ? ',' : '.') ? last : null;
  if (!GROUPED_ONCE.test(text)) return last;
  return (last === ',') === (decimal === 'comma') ? last : null;
}

/** What the numbers of a text say about its decimal sign; `either`: nothing but numbers such as `1,234`. */
export function decimalOf(texts: readonly string[]): Decimal | 'either' {
  const seen = new Set(texts.map(evidence));
  if (seen.has('comma') && !seen.has('point')) return 'comma';
  if (seen.has('point') || seen.has('likely-point') || !seen.has('either')) return 'point';
  return 'either';
}

function evidence(text: string): Decimal | 'likely-point' | 'either' | null {
  const signs = text.replace(/[^.,]/g, '');
  if (signs === '') return null;
  if (signs.length > 1) {
    const sign = decimalSign(text, 'point') ?? (signs[0] === ',' ? '.' : ',');
    return sign === '.' ? 'point' : 'comma';
  }
  if (GROUPED_ONCE.test(text)) return signs === '.' ? 'likely-point' : 'either';
  return signs === '.' ? 'point' : 'comma';
}
