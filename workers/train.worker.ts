/** One member of the team of `npm run train`: told its task once, it says how it goes until it ends. */
import { readByFetch } from '../src/download/fetchFile';
import { bestBuild } from './kernels/builds';
import { fetchKernelModule } from './kernels/moduleUrl';
import { Resources } from './files/resources';
import {
  trainFromScratch,
  type TrainingInput,
  type TrainMessage,
  type TrainTask,
} from './training/trainFromScratch';

export interface TrainOrder {
  readonly task: TrainTask;
  readonly datasetUrl: string;
}

const say = (message: TrainMessage) => postMessage(message);

/** @throws Error that says what is missing */
async function read(datasetUrl: string): Promise<TrainingInput> {
  const resources = new Resources(readByFetch(fetch), { modelUrl: '', datasetUrl });
  const images = await resources.images('train', () => {});
  if (!images.ok) throw new Error(images.message);
  const build = bestBuild();
  if (!build) throw new Error('This Chromium has no WebAssembly SIMD; take a newer one.');
  return { images: images.value, module: await fetchKernelModule('training', build) };
}

addEventListener('message', async ({ data }: MessageEvent<TrainOrder>) => {
  try {
    await trainFromScratch(data.task, await read(data.datasetUrl), say);
  } catch (error) {
    say({ kind: 'failure', message: (error as Error).message });
  }
});
