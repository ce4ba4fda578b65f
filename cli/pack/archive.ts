/** What a machine without Node needs: the built lab, a server in Python's standard library, and a kiosk. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SERVED_WITH } from '../headers';
import type { PackedFile } from './tarFile';

const ROOT = join(import.meta.dirname, '../..');

/** @param folder that the archive unpacks to @param dist the built lab */
export function archive(folder: string, dist = join(ROOT, 'dist')): PackedFile[] {
  const files = [
    ...filesIn(dist, 'lab'),
    ...filesIn(join(ROOT, 'pi'), ''),
    file('LICENSE', readFileSync(join(ROOT, 'LICENSE'))),
    file('headers.json', Buffer.from(`${JSON.stringify(SERVED_WITH, null, 2)}\n`)),
  ];
  const all = [...files, file('SHA256SUMS', Buffer.from(checksums(files)))];
  return all.map((own) => ({ ...own, name: `${folder}/${own.name}` }));
}

/** As `sha256sum` writes them. */
function checksums(files: readonly PackedFile[]): string {
  const lines = files.map(
    ({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`,
  );
  return lines.join('');
}

function filesIn(folder: string, under: string): PackedFile[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      // Python keeps what it has compiled beside its programs.
      .filter((name) => !name.includes('__pycache__') && statSync(join(folder, name)).isFile())
      .map((name) => file(join(under, name), readFileSync(join(folder, name))))
  );
}

function file(name: string, content: Uint8Array): PackedFile {
  const slashed = name.replaceAll('\\', '/');
  return { name: slashed, content, executable: /^[^/]+\.(sh|py)$/.test(slashed) };
}
