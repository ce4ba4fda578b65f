/** The archive for machines without Node, as somebody unpacks and opens it. */
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, pythonServer, unpacked } from '../cli/unpacked';
import { lastingWorkers, openPage, planMeasured, useBrowser, SMALL_MODEL } from './openPage';
import { DIST } from './plainServer';

const PLAN = `?workers=2&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=recalibrate=200&images=500`;
let lab: ReturnType<typeof unpacked>;
let server: ChildProcess;
let url: string;

useBrowser();

beforeAll(async () => {
  lab = unpacked(DIST);
  const port = await freePort();
  server = (await pythonServer(lab.folder, port)) as ChildProcess;
  url = `http://127.0.0.1:${port}/`;
});

afterAll(() => {
  server?.kill();
  lab?.remove();
});

it('opens isolated from its Python server, and measures', async () => {
  const { page, complaints } = await openPage({ suffix: PLAN, at: url });
  await planMeasured(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  for (const worker of lastingWorkers(page))
    expect(await worker.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(complaints).toEqual([]);
});
