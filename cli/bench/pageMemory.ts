/** What the page takes of the machine's memory. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

/** Resolves once garbage is collected, in the workers as well. */
async function collected(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (
      performance as unknown as { measureUserAgentSpecificMemory(): Promise<unknown> }
    ).measureUserAgentSpecificMemory();
  });
}

/**
 * Of the page's process, workers included, with what workers share counted once, which the browser's own measure
 * counts for each of them; null where the system has no /proc.
 */
export async function pageMegabytes(browser: Browser, page: Page): Promise<number | null> {
  await collected(page);
  return largestMegabytes(await rendererIds(browser));
}

const WATCH_MS = 250;

/** The most that the page's process takes while something runs, garbage included. */
export class MemoryWatch {
  private readonly megabytes: () => number | null;
  private readonly timer: NodeJS.Timeout;
  private most: number | null = null;

  static async of(browser: Browser): Promise<MemoryWatch> {
    const ids = await rendererIds(browser);
    return new MemoryWatch(() => largestMegabytes(ids));
  }

  /** The same of the whole browser: its own process, those that draw and fetch, and all pages. */
  static async ofAll(browser: Browser): Promise<MemoryWatch> {
    const ids = (await processes(browser)).map(({ id }) => id);
    return new MemoryWatch(() => togetherMegabytes(ids));
  }

  private constructor(megabytes: () => number | null) {
    this.megabytes = megabytes;
    this.timer = setInterval(() => this.look(), WATCH_MS);
  }

  /** MB since the last time; null where the system has no /proc. */
  take(): number | null {
    this.look();
    const { most } = this;
    this.most = null;
    return most;
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = this.megabytes();
    if (now !== null) this.most = Math.max(now, this.most ?? 0);
  }
}

async function rendererIds(browser: Browser): Promise<number[]> {
  const found = await processes(browser);
  return found.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

async function processes(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

/** The page's process is by far the largest of those that render. */
function largestMegabytes(ids: readonly number[]): number | null {
  const sizes = ids.map(proportionalBytes);
  return sizes.includes(null) ? null : Math.max(...(sizes as number[])) / 1e6;
}

function togetherMegabytes(ids: readonly number[]): number | null {
  const sizes = ids.map(proportionalBytes);
  return sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + size!, 0) / 1e6;
}

function proportionalBytes(pid: number): number | null {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(
      readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'),
    )!;
    return 1024 * Number(kilobytes);
  } catch {
    return null;
  }
}
