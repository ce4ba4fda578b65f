/** Builds the lab and packs it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commands } from '../../src/words/commands';
import { buildLab } from '../serve';
import { archive } from './archive';
import { tarFile } from './tarFile';

const ROOT = join(import.meta.dirname, '../..');

export interface PackedLab {
  /** Of the folder that it unpacks to. */
  readonly name: string;
  /** A .tar.gz: of the same commit the same bytes. */
  readonly packed: Buffer;
}

/** @throws Error with what to do where the sources have no time */
export async function packedLab(): Promise<PackedLab> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const seconds = packedAt();
  await buildLab();
  const name = `pruning-lab-${version}`;
  return { name, packed: gzipSync(tarFile(archive(name), seconds), { level: 9 }) };
}

/** Of the commit: the same sources give the same bytes, and a server sees that a later archive is later. */
function packedAt(): number {
  const asked = process.env.SOURCE_DATE_EPOCH;
  if (asked) return Number(asked);
  try {
    const told = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT });
    return Number(told.toString());
  } catch {
    throw new Error(commands.pack.noTime);
  }
}
