import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderInstallation } from '../../cli/installation';

it('studies of one folder are of one installation, those of another folder of another', async () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'installation-')));
  try {
    const [one, other] = await Promise.all(
      folders.map((folder) => folderInstallation(join(folder, 'build'))),
    );
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(await folderInstallation(join(folders[0], 'build'))).toBe(one);
    expect(other).not.toBe(one);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
});
