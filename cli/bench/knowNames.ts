import type { BrowserContext } from 'playwright-core';

/** tsx names the functions of a program with a helper that pages do not have. */
export async function knowNames(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
}
