/** Each run opens a browser profile of its own: without this, two studies of one computer would seem to be of two. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { INSTALLATION_KEY, installationId } from '../src/storage/installation';

const BUILD = resolve(import.meta.dirname, '../build');

/** The installation of a folder, made once and kept in it. */
export function folderInstallation(folder = BUILD): string {
  const file = join(folder, INSTALLATION_KEY);
  return installationId(() => ({
    getItem: () => readIfThere(file),
    setItem: (_, value) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, value);
    },
  }));
}

/** To be called before the page is opened. */
export async function lendInstallation(page: Page): Promise<void> {
  await page.addInitScript(([key, id]) => localStorage.setItem(key, id), [
    INSTALLATION_KEY,
    folderInstallation(),
  ] as const);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
