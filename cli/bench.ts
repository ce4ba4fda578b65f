/** `npm run bench`: our kernels against TF.js, ONNX Runtime Web and LiteRT.js, in one page of headless Chromium. */
import { cpSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';
import type { BenchReport } from '../src/protocol/bench';
import type { BenchPage, BenchRequest } from './bench/page';
import { benchTables } from './bench/tables';
import { buildKernels } from './buildKernels';
import { launchChromium } from './chromium';
import { ISOLATION } from '../src/base/isolation';
import { commands } from '../src/words/commands';

declare global {
  interface Window {
    benchPage?: BenchPage;
  }
}

const ROOT = resolve(import.meta.dirname, 'bench');
const OUTPUT = resolve(import.meta.dirname, '../build/bench');
const PAGES = ['index.html', 'threaded.html'].map((page) => join(ROOT, page));
/** It finds its modules by their names. */
const LITERT = join(dirname(createRequire(import.meta.url).resolve('@litertjs/core')), '../wasm');
const PUBLIC = resolve(import.meta.dirname, '../public');
const PORT = 4373;

async function main(): Promise<void> {
  const options = {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) return console.log(commands.bench.help);
  const report = await measure({ quick: values.quick ?? false, only: values.only ?? null });
  console.log(benchTables(report));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(withoutMacs(report), null, 2)}\n`);
}

async function measure(request: BenchRequest): ReturnType<BenchPage['run']> {
  await buildKernels();
  const shared = { root: ROOT, publicDir: PUBLIC, logLevel: 'warn' as const };
  await build({
    ...shared,
    build: {
      ...{ outDir: OUTPUT, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
      rolldownOptions: { input: PAGES },
      // TF.js starts its threads from the text of a function.
      minify: false,
    },
  });
  cpSync(LITERT, join(OUTPUT, 'litert'), { recursive: true });
  const served = { port: PORT, headers: ISOLATION };
  const server = await preview({ ...shared, build: { outDir: OUTPUT }, preview: served });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on('console', (line) => line.type() === 'warning' && console.error(line.text()));
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => window.benchPage !== undefined);
    const progress = setInterval(async () => {
      const stage = await page.evaluate(() => window.benchPage!.stage());
      console.error(commands.bench.measuring(stage));
    }, 10_000);
    return await page
      .evaluate((asked) => window.benchPage!.run(asked), request)
      .finally(() => clearInterval(progress));
  } finally {
    await browser.close();
    await server.close();
  }
}

function withoutMacs({ environment, ratios, alone, kernels }: BenchReport): BenchReport {
  return { environment, ratios, alone, kernels };
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
