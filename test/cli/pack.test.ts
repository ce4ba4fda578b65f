/** The archive for machines without Node: the same bytes each time, and a server that sends what the lab needs. */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVED_WITH } from '../../cli/headers';
import { readBoard } from '../../cli/board/readBoard';
import { archive } from '../../cli/pack/archive';
import { tarFile } from '../../cli/pack/tarFile';
import { freePort, PACKED_AT, pythonServer, unpacked } from './unpacked';

const KERNEL = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]);
const FILES: Readonly<Record<string, string | Buffer>> = {
  'index.html': '<title>lab</title>',
  'assets/page-1.js': 'export {};',
  'assets/kernel-1.wasm': KERNEL,
  'datasets/pictures.gz': 'packed',
  'manifest.webmanifest': '{}',
};
let dist: string;
let lab: ReturnType<typeof unpacked>;

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'dist-'));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(join(dist, name, '..'), { recursive: true });
    writeFileSync(join(dist, name), content);
  }
  lab = unpacked(dist);
});

afterAll(() => {
  lab.remove();
  rmSync(dist, { recursive: true });
});

describe('the archive', () => {
  it('has the same bytes each time, whatever the order of its files', () => {
    const files = archive('lab', dist);
    expect(tarFile(files.toReversed(), PACKED_AT).equals(tarFile(files, PACKED_AT))).toBe(true);
    expect(tarFile(files, PACKED_AT + 1).equals(tarFile(files, PACKED_AT))).toBe(false);
  });

  it('refuses a name that would be cut', () => {
    const file = { name: 'a'.repeat(101), content: KERNEL, executable: false };
    expect(() => tarFile([file], PACKED_AT)).toThrow(file.name);
  });

  it('unpacks to files that agree with its checksums, and to programs that run', () => {
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: lab.folder });
    execFileSync('test', ['-x', 'kiosk.sh', '-a', '-x', 'serve.py'], { cwd: lab.folder });
    const times = execFileSync('find', ['.', '-type', 'f', '-printf', '%T@ '], { cwd: lab.folder });
    expect(new Set(times.toString().trim().split(' ').map(Number))).toEqual(new Set([PACKED_AT]));
  });
});

describe('its server', () => {
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    server = (await pythonServer(lab.folder, port)) as ChildProcess;
    url = `http://127.0.0.1:${port}/`;
  });

  afterAll(() => server.kill());

  it.each([
    ['', 'text/html', 'no-cache'],
    ['index.html?lang=de', 'text/html', 'no-cache'],
    ['assets/page-1.js', 'text/javascript', 'max-age=31536000, immutable'],
    ['assets/kernel-1.wasm', 'application/wasm', 'max-age=31536000, immutable'],
    ['datasets/pictures.gz', 'application/gzip', 'no-cache'],
    ['manifest.webmanifest', 'application/manifest+json', 'no-cache'],
  ])('sends “%s” as %s, %s, with every header', async (path, type, kept) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'cache-control': kept,
      ...Object.fromEntries(
        Object.entries(SERVED_WITH).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    });
    expect(response.headers.has('content-encoding')).toBe(false);
  });

  it('tells the board, anew each time', async () => {
    const response = await fetch(`${url}board.json`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(Object.keys((await response.json()) as object)).toEqual(Object.keys(readBoard()));
  });

  it('sends a file again only where it has changed', async () => {
    const date = (await fetch(url)).headers.get('last-modified')!;
    const again = await fetch(url, { headers: { 'if-modified-since': date } });
    expect(again.status).toBe(304);
  });

  it.each(['assets/', 'assets/page-2.js', '../SHA256SUMS', '%2e%2e/SHA256SUMS'])(
    'has no “%s”, and nobody keeps that',
    async (path) => {
      const response = await fetch(url + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('names the port that is taken, and what to do', async () => {
    const { port } = new URL(url);
    expect(await pythonServer(lab.folder, Number(port))).toContain(`serve.py ${Number(port) + 1}`);
  });
});

it('does not serve what is damaged, and names it', async () => {
  const { folder, remove } = unpacked(dist);
  try {
    appendFileSync(join(folder, 'lab/assets/page-1.js'), ' ');
    rmSync(join(folder, 'lab/index.html'));
    const told = await pythonServer(folder, await freePort());
    expect(told).toContain('lab/assets/page-1.js, lab/index.html');
  } finally {
    remove();
  }
});
