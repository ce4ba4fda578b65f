/** The archive for machines without Node, packed and unpacked again, and its server. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive } from '../../cli/pack/archive';
import { tarFile } from '../../cli/pack/tarFile';

const FOLDER = 'pruning-lab';
export const PACKED_AT = 1_700_000_000;

/** @returns where it lies, and how to remove it. @param dist the built lab */
export function unpacked(dist: string) {
  const around = mkdtempSync(join(tmpdir(), 'packed lab '));
  const file = join(around, 'lab.tar.gz');
  writeFileSync(file, gzipSync(tarFile(archive(FOLDER, dist), PACKED_AT)));
  execFileSync('tar', ['xzf', file, '-C', around]);
  return {
    folder: join(around, FOLDER),
    remove: () => rmSync(around, { recursive: true }),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Its server, once it listens; what it says where it does not. @throws where there is no python3 */
export async function pythonServer(folder: string, port: number): Promise<ChildProcess | string> {
  const server = spawn('python3', [join(folder, 'serve.py'), String(port)]);
  return new Promise((resolve, reject) => {
    let complaint = '';
    server.on('error', reject);
    server.stderr.on('data', (text: Buffer) => (complaint += text));
    server.stdout.once('data', () => resolve(server));
    server.on('exit', () => resolve(complaint));
  });
}
