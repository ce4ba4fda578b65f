/** dist/ as it would be after the lab was changed: every script and kernel has another name, and other bytes. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { DIST } from './plainServer';

const LISTED = /\{"integrity":"[^"]*","revision":(null|"[^"]*"),"url":"([^"]*)"\}/g;

/** In the names of its files. */
export const LATER = '.later';

/** @returns its folder, to be removed by the caller */
export function laterBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'later-build-'));
  cpSync(DIST, folder, { recursive: true });
  const names = readdirSync(join(folder, 'assets'));
  const named = new RegExp(names.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  for (const name of names) {
    const renamed = join(folder, 'assets', later(name));
    renameSync(join(folder, 'assets', name), renamed);
    if (isText(name)) rewrite(renamed, (text) => text.replaceAll(named, later));
  }
  rewrite(join(folder, 'index.html'), (text) => text.replaceAll(named, later));
  rewrite(join(folder, 'offline.worker.js'), (text) =>
    text
      .replaceAll(named, later)
      .replaceAll(LISTED, (_, revision: string, url: string) => listed(folder, url, revision)),
  );
  return folder;
}

function later(name: string): string {
  return name.replace(/\.\w+$/, (extension) => LATER + extension);
}

function isText(name: string): boolean {
  return ['.js', '.css'].includes(extname(name));
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function listed(folder: string, url: string, revision: string): string {
  const sum = createHash('sha256').update(readFileSync(join(folder, url)));
  const hash = sum.digest('base64');
  const named = revision === 'null' ? null : hash;
  return JSON.stringify({ integrity: `sha256-${hash}`, revision: named, url });
}
