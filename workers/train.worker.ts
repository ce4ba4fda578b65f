/** One member of the team of `npm run train`: told its task once, it says how it goes until it ends. */
import type { Outcome } from '../src/base/outcome';
import { note, refusal } from '../src/words/refusal';
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

async function read(datasetUrl: string): Promise<Outcome<TrainingInput>> {
  const resources = new Resources(readByFetch(fetch), { modelUrl: '', datasetUrl });
  const images = await resources.images('train', () => {});
  if (!images.ok) return images;
  const build = bestBuild();
  if (!build) return refusal('no-simd');
  const module = await fetchKernelModule('training', build);
  return { ok: true, value: { images: images.value, module } };
}

addEventListener('message', async ({ data }: MessageEvent<TrainOrder>) => {
  try {
    const input = await read(data.datasetUrl);
    if (input.ok) await trainFromScratch(data.task, input.value, say);
    else say({ kind: 'failure', why: input });
  } catch (error) {
    say({ kind: 'failure', why: note('training-stopped', { reason: (error as Error).message }) });
  }
});
