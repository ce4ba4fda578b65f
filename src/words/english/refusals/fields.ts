/** What a field of a foreign file has to be: completes “… is not …”. */

import { count } from '../../numbers';

export const fields = {
  'is-text': 'a text',
  'is-text-within': ({ most }: { most: number }) => `a text of at most ${count(most)} characters`,
  'is-truth': 'true or false',
  'is-object': 'an object',
  'is-shallow': ({ most }: { most: number }) => `nested at most ${most} levels deep`,
  'is-list-within': ({ most }: { most: number }) => `a list of at most ${count(most)}`,
  'is-list': 'a list',
  'is-one-of': ({ choices }: { choices: readonly (string | number)[] }) =>
    choices.length === 2 ? choices.join(' or ') : `one of ${choices.join(', ')}`,
  'is-number': 'a number',
  'is-number-above': ({ above, most }: { above: number; most: number | null }) =>
    `a number above ${above}${most === null ? '' : `, at most ${most}`}`,
  'is-number-from': (range: Range) => `a number ${within(range)}`,
  'is-whole': (range: Range) => `a whole number ${within(range)}`,
  'is-share': (range: Range) => `a share ${within(range)}`,
  'is-list-of': ({ what, ...range }: Range & { what: 'names' | 'layers' }) =>
    `a list of ${count(range.least)} to ${count(range.most ?? Infinity)} ${what}`,
  'is-sha256': 'a SHA-256 in lower-case hex',
  'is-environment-id': 'the id of one of its environments',
  'is-answers': 'a point with an answer for each of its pictures',
  'is-date': 'a date and time in ISO 8601',
  'is-proportion': 'a proportion: correct must not exceed total',
  'is-ratio': 'a ratio inside its interval: low must not exceed ratio, nor ratio high',
  'is-interval': 'an interval: low must not exceed mean, nor mean high',
};

interface Range {
  readonly least: number;
  /** Null where there is no end. */
  readonly most: number | null;
}

function within({ least, most }: Range): string {
  return most === null ? `of at least ${least}` : `from ${count(least)} to ${count(most)}`;
}
