import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenPictures } from '../../src/pictures/pictureFile';
import { SAMPLES } from '../recognition/samples';

/** A folder of the samples as somebody gives it: paths begin with its own name. */
export function givenFolder(folder: string): GivenPictures[] {
  const own = folder.slice(folder.lastIndexOf('/') + 1);
  const names = readdirSync(join(SAMPLES, folder), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return given(join(own, path.slice(join(SAMPLES, folder).length)), readFileSync(path));
    });
}

export function given(path: string, bytes: Uint8Array | string): GivenPictures {
  return { path, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) };
}

export function countsOf(names: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[String(name)] = (counts[String(name)] ?? 0) + 1;
  return counts;
}
