import type { Page } from 'playwright-core';

/** A guest is slow enough without storing the lab for later visits. To be called before the page is opened. */
export async function storesNothing(page: Page): Promise<void> {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined }),
  );
}
