/**
 * Trains in a page of headless Chromium: the same kernels take 1.9 times as long in Node 20, whose engine does not fuse
 * multiply and add.
 */
import { sentence } from '../src/words/sentence';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import type { LayerWeights } from '../src/model/network';
import type { Recipe } from '../src/training/recipe';
import type { TrainingValues, TrainMessage } from '../workers/training/trainFromScratch';
import { buildKernels } from './buildKernels';
import { bundledConfig, DATASET } from './bundledImages';
import { launchChromium } from './chromium';
import { ISOLATION } from '../src/base/isolation';
import type { TrainPage } from './train/page';
import { commands } from '../src/words/commands';

declare global {
  interface Window {
    trainPage?: TrainPage;
  }
}

const ROOT = resolve(import.meta.dirname, 'train');
const OUTPUT = resolve(import.meta.dirname, '../build/train');
const PORT = 4573;
const PAGE = {
  root: ROOT,
  publicDir: resolve(import.meta.dirname, '../public'),
  configFile: false,
  logLevel: 'warn',
  worker: { format: 'es' },
} as const;

/** A failure that a sentence explains; the stack would only hide it. */
export class TrainFailure extends Error {}

export interface TrainEvents {
  onStep(step: Extract<TrainMessage, { kind: 'step' }>): void;
  onEpoch(values: TrainingValues): void;
}

export interface Trained {
  readonly weights: readonly LayerWeights[];
  /** Version of Chromium and build of the kernels. */
  readonly engine: string;
}

/** @param done whole epochs that an earlier run made, which left `values`. @throws TrainFailure */
export async function trainInChromium(
  recipe: Recipe,
  done: number,
  values: TrainingValues | null,
  events: TrainEvents,
): Promise<Trained> {
  await buildKernels();
  const built = { outDir: OUTPUT, emptyOutDir: true, chunkSizeWarningLimit: 2000 };
  await build({ ...PAGE, build: built });
  const served = { host: '127.0.0.1', port: PORT, headers: ISOLATION };
  const server = await preview({ ...PAGE, build: built, preview: served });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => window.trainPage !== undefined);
    await page.evaluate(([s, c, r, d, v]) => window.trainPage!.start(s, c, r, d, v), [
      DATASET,
      bundledConfig(recipe.width),
      recipe,
      done,
      values,
    ] as const);
    return await listen(page, events);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function listen(page: Page, events: TrainEvents): Promise<Trained> {
  for (;;) {
    const message = await page.evaluate(() => window.trainPage!.next()).catch(crashed);
    if (message.kind === 'failure') throw new TrainFailure(sentence(message.why));
    if (message.kind === 'step') events.onStep(message);
    if (message.kind === 'epoch') events.onEpoch(message.values);
    if (message.kind === 'end') {
      const engine = await page.evaluate(() => window.trainPage!.engine());
      return { weights: message.weights, engine };
    }
  }
}

function crashed(error: Error): never {
  const [what] = error.message.split('\n');
  throw new TrainFailure(commands.train.chromiumEnded(what));
}
