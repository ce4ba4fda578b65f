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
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = renderers.map(({ id }) => proportionalBytes(id));
  return sizes.includes(null) ? null : Math.max(...(sizes as number[])) / 1e6;
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
