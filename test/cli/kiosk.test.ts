/** The kiosk: its server while the browser runs, and the service that begins it. A script stands in for the browser. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, unpacked } from './unpacked';

/** Says how it was called and what it was given; ends as it is told. */
const BROWSER = `#!/bin/sh
for given; do address=$given; echo "$given"; done
python3 -c 'import sys, urllib.request as web; print(web.urlopen(sys.argv[1]).read().decode())' "$address"
exit "\${BROWSER_ENDS:-0}"
`;
const SYSTEMCTL = '#!/bin/sh\necho "systemctl $*"\n';

let home: string;
let lab: ReturnType<typeof unpacked>;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'home '));
  mkdirSync(join(home, 'dist'));
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'dist/index.html'), '<title>lab</title>');
  const programs = { chromium: BROWSER, systemctl: SYSTEMCTL };
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(home, 'bin', name), text, { mode: 0o755 });
  lab = unpacked(join(home, 'dist'));
});

afterAll(() => {
  lab.remove();
  rmSync(home, { recursive: true });
});

function kiosk(given: readonly string[], also: Readonly<Record<string, string>> = {}) {
  const env = {
    ...{ HOME: home, PATH: `${join(home, 'bin')}:${process.env.PATH}`, DISPLAY: ':99' },
    ...also,
  };
  return spawnSync(join(lab.folder, 'kiosk.sh'), given, { env, encoding: 'utf8' });
}

it('serves the lab while the browser shows it full screen, and ends as it ends', async () => {
  const port = String(await freePort());
  const { stdout, status } = kiosk(['?lang=de#level=0.5'], { PORT: port, BROWSER_ENDS: '3' });
  const lines = stdout.split('\n');
  expect(lines).toContain('--kiosk');
  expect(lines).toContain(`--user-data-dir=${home}/.local/share/pruning-lab`);
  expect(lines).toContain(`http://127.0.0.1:${port}/?lang=de#level=0.5`);
  expect(stdout).toContain('<title>lab</title>');
  expect(status).toBe(3);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

it('is begun by a service of its own place, and taken away again', () => {
  const unit = join(home, '.config/systemd/user/pruning-lab.service');
  expect(kiosk(['--install']).stdout).toContain('enable --now pruning-lab.service');
  const text = readFileSync(unit, 'utf8');
  expect(text).toContain(`ExecStart="${lab.folder}/kiosk.sh"`);
  expect(text).not.toContain('@');
  expect(kiosk(['--remove']).status).toBe(0);
  expect(() => execFileSync('test', ['-e', unit])).toThrow();
});
