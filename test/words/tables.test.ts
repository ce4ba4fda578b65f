/** The tables of sentences hold what the page says: none that nothing says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { words } from '../../src/words/words';

const SOURCE = resolve(import.meta.dirname, '../../src');

/** A path of ids, such as `.shell.tabs.study`. */
type Path = string;

function pathsIn(table: object, above: Path = ''): Path[] {
  return Object.entries(table).flatMap(([id, entry]) => {
    const path = `${above}.${id}`;
    const isTable = typeof entry === 'object' && !Array.isArray(entry);
    return isTable ? pathsIn(entry, path) : [path];
  });
}

const ALIAS = /const (\w+) = words((?:\.\w+)+);/g;

/** Every path that a file names after `words`, or after what it calls a table of them. */
function namedIn(text: string): Path[] {
  const aliases = [...text.matchAll(ALIAS)].map(([, name, path]) => [name, path]);
  const rest = text.replaceAll(ALIAS, '');
  const named = [['words', ''], ...aliases].flatMap(([name, path]) =>
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
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('words'),
    );
    const named = files.flatMap((file) => namedIn(readFileSync(join(SOURCE, file), 'utf8')));
    expect(pathsIn(words).length).toBeGreaterThan(50);
    expect(pathsIn(words).filter((path) => !isNamed(path, named))).toEqual([]);
  });
});
