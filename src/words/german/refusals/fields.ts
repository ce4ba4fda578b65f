/** Was ein Feld einer fremden Datei sein muss: vollendet „erwartet wird …“. */
import type { fields as english } from '../../english/refusals/fields';
import { count, local } from '../../numbers';

type Range = Parameters<(typeof english)['is-whole']>[0];

export const fields: typeof english = {
  'is-text': 'ein Text',
  'is-text-within': ({ most }) => `ein Text von höchstens ${count(most)} Zeichen`,
  'is-truth': 'true oder false',
  'is-object': 'ein Objekt',
  'is-shallow': ({ most }) => `höchstens ${most} Ebenen tief verschachtelt`,
  'is-list-within': ({ most }) => `eine Liste von höchstens ${count(most)}`,
  'is-list': 'eine Liste',
  'is-one-of': ({ choices }) =>
    choices.length === 2 ? choices.join(' oder ') : `eines von ${choices.join(', ')}`,
  'is-number': 'eine Zahl',
  'is-number-above': ({ above, most }) =>
    `eine Zahl über ${digits(above)}${most === null ? '' : `, höchstens ${digits(most)}`}`,
  'is-number-from': (range) => `eine Zahl ${within(range)}`,
  'is-whole': (range) => `eine ganze Zahl ${within(range)}`,
  'is-share': (range) => `ein Anteil ${within(range)}`,
  'is-list-of': ({ what, ...range }) =>
    `eine Liste von ${count(range.least)} bis ${count(range.most ?? Infinity)} ${what === 'names' ? 'Namen' : 'Schichten'}`,
  'is-sha256': 'eine SHA-256 hexadezimal in Kleinbuchstaben',
  'is-environment-id': 'die Kennung einer ihrer Umgebungen',
  'is-answers': 'ein Punkt mit einer Antwort für jedes seiner Bilder',
  'is-date': 'Datum und Uhrzeit nach ISO 8601',
  'is-proportion': 'ein Anteil: correct höchstens so groß wie total',
  'is-ratio':
    'ein Verhältnis in seinem Intervall: low höchstens so groß wie ratio, ratio höchstens so groß wie high',
  'is-interval': 'ein Intervall: low höchstens so groß wie mean, mean höchstens so groß wie high',
};

function within({ least, most }: Range): string {
  return most === null
    ? `von mindestens ${digits(least)}`
    : `von ${count(least)} bis ${count(most)}`;
}

function digits(value: number): string {
  return local(String(value));
}
