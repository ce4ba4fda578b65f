/** What a browser has to load before the page shows itself, read from the built page. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const DIST = join(import.meta.dirname, '../../dist');
const ASSETS = join(DIST, 'assets');
/** kB, gzip. */
const MOST = 170;
const STATIC_IMPORT = /(?:import|from)\s*["']\.\/([^"']+\.js)["']/g;

const read = (name: string) => readFileSync(join(ASSETS, name), 'utf8');

/** The document's scripts, the page, its words, and whatever these import, each once. */
function firstFiles(): string[] {
  const document = readFileSync(join(DIST, 'index.html'), 'utf8');
  const named = [...document.matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name);
  const asked = readdirSync(ASSETS).filter((name) => /^(page|english)-.*\.js$/.test(name));
  const files = new Set([...named, ...asked]);
  for (const file of files)
    for (const [, name] of read(file).matchAll(STATIC_IMPORT)) files.add(basename(name));
  return [...files];
}

it(`loads at most ${MOST} kB of JavaScript, in few files`, () => {
  const files = firstFiles();
  const bytes = files.map((name) => gzipSync(read(name)).length);
  expect(bytes.reduce((sum, own) => sum + own, 0) / 1000).toBeLessThan(MOST);
  expect(files.length).toBeLessThan(8);
});
