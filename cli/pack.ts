/** `npm run pack`: the built lab as one archive for machines without Node. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive } from './pack/archive';
import { tarFile } from './pack/tarFile';
import { buildLab } from './serve';
import { commands } from '../src/words/commands';

const say = commands.pack;
const ROOT = join(import.meta.dirname, '..');

/** Of the commit: the same sources give the same bytes, and a server sees that a later archive is later. */
function packedAt(): number {
  const asked = process.env.SOURCE_DATE_EPOCH;
  if (asked) return Number(asked);
  try {
    const told = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT });
    return Number(told.toString());
  } catch {
    throw new Error(say.noTime);
  }
}

try {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const seconds = packedAt();
  console.log(commands.start.building);
  await buildLab();
  const name = `pruning-lab-${version}`;
  const packed = gzipSync(tarFile(archive(name), seconds), { level: 9 });
  writeFileSync(join(ROOT, `${name}.tar.gz`), packed);
  const checksum = createHash('sha256').update(packed).digest('hex');
  console.log(say.packed(`${name}.tar.gz`, packed.length, checksum));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
