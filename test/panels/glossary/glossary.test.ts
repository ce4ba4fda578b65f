import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../src/pruning/methods';
import { FORMULAS } from '../../../src/panels/glossary/formulas';
import { foundTerms } from '../../../src/panels/glossary/foundTerms';
import { SOURCES } from '../../../src/words/sources';
import { METHOD_TERMS } from '../../../src/pruning/methodTerms';
import { FIGURE_TERMS } from '../../../src/panels/glossary/termOf';
import { glossary, type TermId } from '../../../src/words/glossary';

const IDS = Object.keys(glossary) as TermId[];
/** MathML Core, as far as it is used. */
const ELEMENTS = /^(mi|mn|mo|mrow|mfrac|msub|msup|msqrt|munder|mover)$/;
/** How many parts an element takes; others take any number. */
const PARTS: Readonly<Record<string, number>> = { mfrac: 2, msub: 2, msup: 2, munder: 2, mover: 2 };

interface Element {
  readonly name: string;
  readonly fragment: { readonly nodes: readonly (Element & { readonly type: string })[] };
}

/** Elements that are not MathML, or that hold another number of parts than they take. */
function wrong({ name, fragment }: Element): string[] {
  const inner = fragment.nodes.filter(({ type }) => type !== 'Text');
  const fits = ELEMENTS.test(name) && inner.length === (PARTS[name] ?? inner.length);
  return [...(fits ? [] : [name]), ...inner.flatMap(wrong)];
}

describe('the glossary', () => {
  it('has a text, a reason and a source for every word', () => {
    expect(Object.keys(SOURCES).sort()).toEqual([...IDS].sort());
    for (const id of IDS) expect(new URL(SOURCES[id].url).protocol).toBe('https:');
    expect(new Set(IDS.map((id) => glossary[id].term)).size).toBe(IDS.length);
  });

  it.each(Object.entries(FORMULAS))('writes the formula of %s in MathML', (_, formula) => {
    const { fragment } = parse(formula, { modern: true });
    expect((fragment.nodes as unknown as Element[]).flatMap(wrong)).toEqual([]);
  });

  it('explains every method and figure by a word that it has', () => {
    expect(METHODS.filter(({ id }) => !METHOD_TERMS[id])).toEqual([]);
    const used = [...Object.values(METHOD_TERMS), ...Object.values(FIGURE_TERMS)];
    expect(used.filter((id) => !IDS.includes(id))).toEqual([]);
  });

  it('finds words by any part of them, those first that are named so', () => {
    expect(foundTerms(glossary, '')).toHaveLength(IDS.length);
    expect(foundTerms(glossary, 'MAGNI')[0]).toBe('magnitude');
    expect(foundTerms(glossary, 'zero point')[0]).toBe('zero-point');
    expect(foundTerms(glossary, 'no such word')).toEqual([]);
  });
});
