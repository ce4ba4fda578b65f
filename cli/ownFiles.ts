/** Files of somebody's own network, as the command line names them, handed to the page. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import type { GivenFileAt } from '../src/state/pageApi';

/** Not an address of the lab's own. */
const GIVEN = '/given-on-the-command-line/';

export interface OwnFile {
  /** As a person who drops it gives it: with its folders, if it lies in the one that was named. */
  readonly path: string;
  readonly file: string;
}

/** All files of a folder, or the file itself; empty where there is neither. */
export function ownFiles(named: string): readonly OwnFile[] {
  const stat = statSync(named, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [{ path: basename(named), file: named }];
  const entries = readdirSync(named, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return { path: join(basename(named), relative(named, file)), file };
  });
}

/** From now on the page can fetch them. @returns where */
export async function lendFiles(page: Page, files: readonly OwnFile[]): Promise<GivenFileAt[]> {
  await page.route(`**${GIVEN}*`, (route) => {
    const index = Number(new URL(route.request().url()).pathname.split('/').at(-1));
    return route.fulfill({ path: files[index].file, contentType: 'application/octet-stream' });
  });
  return files.map(({ path }, index) => ({ path, url: `${GIVEN}${index}` }));
}
