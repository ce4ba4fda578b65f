/** The tables of sentences hold what the page says: none that nothing says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/words/commands';
import { words } from '../../src/words/words';

const ROOT = resolve(import.meta.dirname, '../..');

/** What a folder says, but for the tables themselves. */
function textsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('words'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}

/** A path of ids, such as `.shell.tabs.study`. */
type Path = string;

function pathsIn(table: object, above: Path = ''): Path[] {
  return Object.entries(table).flatMap(([id, entry]) => {
    const path = `${above}.${id}`;
    const isTable = typeof entry === 'object' && !Array.isArray(entry);
    return isTable ? pathsIn(entry, path) : [path];
  });
}

const ALIAS = /const (\w+) = (?:words|commands)((?:\.\w+)+);/g;

/** Every path that a file names after `words`, or after what it calls a table of them. */
function namedIn(text: string): Path[] {
  const aliases = [...text.matchAll(ALIAS)].map(([, name, path]) => [name, path]);
  const rest = text.replaceAll(ALIAS, '');
  const named = [['words', ''], ['commands', ''], ...aliases].flatMap(([name, path]) =>
    [...rest.matchAll(new RegExp(`\\b${name}((?:\\s*\\.\\w+)+|\\[)`, 'g'))].map(
      ([, after]) => path + (after === '[' ? '' : after.replaceAll(/\s/g, '')),
    ),
  );
  // Elsewhere `words[0]` is of another kind.
  return named.filter((path) => path !== '');
}

/** Also where its table is asked by an id that comes from elsewhere. */
function isNamed(path: Path, named: readonly Path[]): boolean {
  const within = (inner: Path, outer: Path) => `${inner}.`.startsWith(`${outer}.`);
  return named.some((other) => within(path, other) || within(other, path));
}

/** Codes that a file refuses with, tells, or chooses among; base/checks writes its own without the table's types. */
function codesIn(text: string): string[] {
  return [...text.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)*)'/g)].map(([, code]) => code);
}

describe('the tables', () => {
  it('are read by their ids', () => {
    const text = `const say = words.plan; say.title; say
      .units[unit]; words.shell.close; words[0]`;
    const named = namedIn(text);
    expect(named.sort()).toEqual(['.plan.title', '.plan.units', '.shell.close']);
    expect(isNamed('.plan.units.steps', named)).toBe(true);
    expect(isNamed('.plan.titles', named)).toBe(false);
    expect(isNamed('.shell.help', named)).toBe(false);
  });

  it('hold no sentence that nothing says', () => {
    const named = textsIn('src').flatMap(namedIn);
    const { refusals, ...rest } = words;
    expect(pathsIn(rest).length).toBeGreaterThan(50);
    expect(pathsIn(rest).filter((path) => !isNamed(path, named))).toEqual([]);
    const commanded = textsIn('cli').flatMap(namedIn);
    expect(pathsIn(commands).filter((path) => !isNamed(path, commanded))).toEqual([]);
    const used = new Set(['src', 'workers', 'cli'].flatMap(textsIn).flatMap(codesIn));
    expect(Object.keys(refusals).length).toBeGreaterThan(100);
    expect(Object.keys(refusals).filter((code) => !used.has(code))).toEqual([]);
  });
});
