/** Every kernel of all tables against its scalar reference in Chromium, which has relaxed SIMD where Node 20 has not. */
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ISOLATION } from '../../src/base/isolation';
import type { KernelBuild } from '../../workers/kernels/builds';
import type {} from './kernelPage/page';
import { openSharedPage, useBrowser } from './openPage';

const ROOT = resolve(import.meta.dirname, 'kernelPage');
const OUTPUT = resolve(import.meta.dirname, '../../build/kernel-test');
const PORT = 4374;
const SEED = 20;
const BUILDS: readonly KernelBuild[] = ['simd', 'relaxed'];

let server: PreviewServer;
let page: Page;

useBrowser();

beforeAll(async () => {
  const shared = { root: ROOT, configFile: false, logLevel: 'warn' } as const;
  const built = { outDir: OUTPUT, emptyOutDir: true };
  await build({ ...shared, build: built });
  const served = { host: '127.0.0.1', port: PORT, headers: ISOLATION };
  server = await preview({ ...shared, build: built, preview: served });
  ({ page } = await openSharedPage({ at: server.resolvedUrls?.local[0] }));
  await page.waitForFunction(() => window.checkInt8Build !== undefined);
});

afterAll(() => server?.close());

describe('kernels in Chromium', () => {
  it.each(BUILDS)('the %s build equals its references', async (name) => {
    const { cases, failures } = await page.evaluate(
      ([asked, seed]) => window.checkBuild!(asked, seed),
      [name, SEED] as const,
    );
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(400);
  });

  it.each(BUILDS)('the %s build of the training kernels equals its references', async (name) => {
    const { cases, failures } = await page.evaluate(
      ([asked, seed]) => window.checkTrainingBuild!(asked, seed),
      [name, SEED] as const,
    );
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(400);
  });

  it.each(BUILDS)('the %s build of the int8 kernels gives the same integers', async (name) => {
    const { cases, failures, exact } = await page.evaluate(
      ([asked, seed]) => window.checkInt8Build!(asked, seed),
      [name, SEED] as const,
    );
    expect(failures).toEqual([]);
    expect(exact.map(({ way }) => way)).toEqual(expect.arrayContaining(['wide', 'pairs']));
    expect(cases).toBeGreaterThan(60);
  });
});
