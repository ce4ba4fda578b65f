/** Languages by their rows: which is chosen, that each has every sentence, and how numbers stand in it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { english } from '../../src/words/english/english';
import { later } from '../../src/words/english/later';
import { glossary as inEnglish } from '../../src/words/english/glossary';
import { addressIn, languageFor } from '../../src/words/language';
import { LANGUAGES } from '../../src/words/languages';
import type { Table } from '../../src/words/rows';
import { secondLanguage } from './secondLanguage';

/** Ids of all sentences, with the kind of each: a text, or what makes one. */
function shapeOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([id, own]: [string, unknown]) =>
    typeof own === 'object' && own !== null && !Array.isArray(own)
      ? shapeOf(own, `${path}${id}.`)
      : [`${path}${id}: ${Array.isArray(own) ? 'list' : typeof own}`],
  );
}

/** The same module, read anew where the page speaks that language. */
async function numbersIn(code: string) {
  vi.resetModules();
  vi.stubGlobal('document', {});
  vi.stubGlobal('navigator', { languages: [] });
  vi.stubGlobal('location', new URL(`http://localhost/?lang=${code}`));
  return import('../../src/words/numbers');
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('the language of the page', () => {
  it.each([
    [['de'], 'de'],
    [['de-CH', 'en'], 'de'],
    [[null, null, 'DE-at'], 'de'],
    [['en', 'de'], 'en'],
    [['xx', null, 'de'], 'de'],
    [['xx'], 'en'],
    [[], 'en'],
  ])('%j is %s', (wanted, code) => {
    expect(languageFor(wanted).code).toBe(code);
  });

  it('changes in the address, and nothing else does', () => {
    expect(addressIn('http://localhost/lab/?model=a&lang=de#method=fpgm&level=0.5', 'en')).toBe(
      'http://localhost/lab/?model=a&lang=en#method=fpgm&level=0.5',
    );
  });

  it.each(LANGUAGES)('$name says all that English says, and no more', async (own) => {
    const first = { ...(await own.load()), rows: {} };
    expect(shapeOf(first).sort()).toEqual(shapeOf({ ...english, rows: {} }).sort());
    expect(shapeOf(await own.loadLater()).sort()).toEqual(shapeOf(later).sort());
  });

  it.each(LANGUAGES)('$name says nothing of rows that no table has', async ({ load }) => {
    const { rows } = await load();
    const idsOf = (said: typeof rows) =>
      Object.keys(said).flatMap((table) =>
        Object.keys(said[table as Table]!).map((id) => `${table} ${id}`),
      );
    expect(idsOf(secondLanguage.rows)).toEqual(expect.arrayContaining(idsOf(rows)));
  });

  it.each(LANGUAGES)('$name explains each word of the field by one of its own', async (own) => {
    const glossary = Object.entries(await own.loadGlossary());
    expect(glossary.map(([id]) => id)).toEqual(Object.keys(inEnglish));
    expect(new Set(glossary.map(([, { term }]) => term)).size).toBe(glossary.length);
  });
});

describe('numbers', () => {
  it('have a comma and thin thousands in German', async () => {
    const { bytes, count, levelText, millions, percent, points, rounded } = await numbersIn('de');
    expect(count(1234567).replaceAll(/\s/gu, ' ')).toBe('1 234 567');
    expect([bytes(2_345_678), millions(1.5e6), percent(0.9375, 1)]).toEqual([
      '2,35 MB',
      '1,500 M',
      '93,8 %',
    ]);
    expect([levelText(0.125), points(-0.0123), rounded(0.01234, 2)]).toEqual([
      '12,5 %',
      '−1,23',
      '0,012',
    ]);
  });

  it('have a point in English', async () => {
    const { count, decimal, levelText } = await numbersIn('en');
    expect([count(1234567), decimal(-0.5, 1), levelText(0.125)]).toEqual([
      '1,234,567',
      '−0.5',
      '12.5 %',
    ]);
  });
});
