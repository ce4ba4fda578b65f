/** The page in which `npm run train` trains, driven by cli/trainInChromium.ts: it starts the workers and hands on what they say. */
import { note } from '../../src/words/refusal';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { NetworkConfig } from '../../src/model/network';
import { datasetFolder, type BundledDataset } from '../../src/subject/datasets';
import type { Recipe } from '../../src/training/recipe';
import type { TrainOrder } from '../../workers/train.worker';
import { bestBuild } from '../../workers/kernels/builds';
import { teamMemory } from '../../workers/training/gradientTeam';
import { averagedValues } from '../../workers/training/trainingLoop';
import type { TrainingValues, TrainMessage } from '../../workers/training/trainFromScratch';

export interface TrainPage {
  start(
    dataset: BundledDataset,
    config: NetworkConfig,
    recipe: Recipe,
    done: number,
    values: TrainingValues | null,
  ): void;
  /** The oldest message that was not taken yet, as soon as there is one. */
  next(): Promise<TrainMessage>;
  /** Engine and build of the kernels. */
  engine(): string;
}

const said: TrainMessage[] = [];
let wake = () => {};

function hear(message: TrainMessage): void {
  said.push(message);
  wake();
}

const start: TrainPage['start'] = (dataset, config, recipe, done, values) => {
  const shared = teamMemory(recipe.workers, averagedValues(mobilenetV2(config)));
  const datasetUrl = new URL(datasetFolder(dataset), location.href).href;
  for (let rank = 0; rank < recipe.workers; rank++) {
    const worker = new Worker(new URL('../../workers/train.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.onmessage = ({ data }: MessageEvent<TrainMessage>) => hear(data);
    worker.onerror = ({ message }) =>
      hear({ kind: 'failure', why: note('training-stopped', { reason: message ?? null }) });
    const order: TrainOrder = { task: { config, recipe, rank, shared, done, values }, datasetUrl };
    worker.postMessage(order);
  }
};

async function next(): Promise<TrainMessage> {
  while (said.length === 0) await new Promise<void>((resolve) => (wake = resolve));
  return said.shift()!;
}

function engine(): string {
  const version = /Chrom(?:e|ium)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? 'unknown';
  return `Chromium ${version}, ${bestBuild()} build`;
}

const page: TrainPage = { start, next, engine };
Object.assign(window, { trainPage: page });
