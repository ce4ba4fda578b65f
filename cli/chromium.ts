/** Finds the system's Chromium, installs it where that is possible, and launches it headless. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { commands } from '../src/words/commands';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Pages of Chromium's own address bar, loaded for every window: a second of processor time each. */
const OWN_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** Keeps Chromium to the page under test: no sandbox for root, no calls home. */
const LAUNCH_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${OWN_PAGES.join(',')}`,
];

/** Of a page that is tried or measured: the lab is not stored for later visits meanwhile. */
export const WINDOW = {
  viewport: { width: 1280, height: 800 },
  serviceWorkers: 'block',
} as const;

/** Path of a Chromium, from CHROMIUM_PATH or the PATH; null where there is none. */
export function findChromium(): string | null {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(commands.start.chromiumElsewhere(asked));
  }
  for (const name of NAMES) {
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return null;
}

/**
 * As findChromium, but installs the package on Debian when run by root.
 * @throws Error with the one thing to do where it can neither be found nor installed.
 */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(commands.start.installingChromium);
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit' });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(commands.start.noChromium);
}

/** @param interruptible whether Ctrl+C closes it; otherwise that is the caller's to do */
export function launchChromium(
  extraArguments: readonly string[] = [],
  interruptible = true,
): Promise<Browser> {
  return chromium.launch({
    executablePath: requireChromium(),
    handleSIGINT: interruptible,
    args: [...LAUNCH_ARGUMENTS, ...extraArguments],
  });
}

/** One that keeps in the folder what pages store, as a person's does; others keep it in memory until they end. */
export function launchKeeping(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: requireChromium(),
    args: LAUNCH_ARGUMENTS,
    ...WINDOW,
  });
}
