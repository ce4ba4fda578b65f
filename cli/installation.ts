/** Each run opens a browser profile of its own: without this, two studies of one computer would seem to be of two. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { INSTALLATION_KEY, installationId } from '../src/storage/installation';

const BUILD = resolve(import.meta.dirname, '../build');

/** The installation of a folder, made once and kept in it. */
export function folderInstallation(folder = BUILD): Promise<string> {
  const file = join(folder, INSTALLATION_KEY);
  const texts: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: () => readIfThere(file),
    setItem(_, value) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, value);
    },
  };
  return installationId({ texts: () => texts, read: async () => null, write: async () => {} });
}

/** To be called before the page is opened. */
export async function lendInstallation(page: Page): Promise<void> {
  await page.addInitScript(([key, id]) => localStorage.setItem(key, id), [
    INSTALLATION_KEY,
    await folderInstallation(),
  ] as const);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
