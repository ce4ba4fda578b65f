import type { Glossary, TermId } from '../../words/glossary';

/** Words that hold all parts of what is asked, in the order of the alphabet; those that are named by it come first. */
export function foundTerms(glossary: Glossary, asked: string): TermId[] {
  const parts = plain(asked).split(/\s+/).filter(Boolean);
  const holds = (text: string) => parts.every((part) => plain(text).includes(part));
  const named = (id: TermId) => holds(glossary[id].term);
  const all = Object.keys(glossary) as TermId[];
  return all
    .filter((id) => holds(Object.values(glossary[id]).join(' ')))
    .sort(
      (a, b) => Number(named(b)) - Number(named(a)) || byTerm(glossary[a].term, glossary[b].term),
    );
}

function byTerm(one: string, other: string): number {
  return one.localeCompare(other, undefined, { numeric: true });
}

/** Small letters without marks: who types “quantizacao” means “quantização”. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
