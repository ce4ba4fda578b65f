/** The benchmark's quick form for the page: the subject's own network, TF.js against the lab's kernels, in the calling thread. */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { BenchProgress, BenchReport } from '../../src/protocol/bench';
import type { LoadRequest } from '../../src/protocol/lab';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { KernelBuild } from '../kernels/builds';
import { startBackend } from '../runtime/backend';
import type { Machine } from '../runtime/engines';
import { startLabKernels } from '../runtime/labKernels';
import type { WorkerFiles } from '../files/pageFiles';
import { Resources } from '../files/resources';
import { blankImages } from '../lab/blankImages';
import { benchKernels, benchSetting, type BenchSubject, type SettingReport } from './benchmark';
import { batchOf } from './networks';
import { inInt8 } from './quantised';
import { benchThreads } from './threadBench';
import { SETTINGS } from './works';

const OWN_SETTINGS = SETTINGS.filter(({ random }) => random === null);

/** Share of the whole time at which each stage begins and ends, as measured. */
const STAGES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  cutting: [0.05, 0.35],
  '32px b1': [0.4, 0.5],
  '32px b16': [0.55, 0.85],
  threads: [0.85, 0.88],
  kernels: [0.88, 1],
};

const THREAD_ROUNDS = 20;

type OnProgress = (progress: BenchProgress) => void;

/** Refused with the code of what could not be loaded or started, or with `benchmark-stopped`. */
export async function quickBench(
  files: WorkerFiles,
  request: LoadRequest,
  onProgress: OnProgress,
): Promise<Outcome<BenchReport>> {
  onProgress({ stage: 'loading', share: 0 });
  const runtime = await startBackend(files.readTfjs);
  if (!runtime.ok) return runtime;
  const resources = new Resources(files.read, request);
  const bundled = await resources.checkpoint(() => {});
  if (!bundled.ok) return bundled;
  const { network } = bundled.value;
  const images =
    request.datasetUrl === null
      ? await blankImages(resources, network)
      : await resources.images('test', () => {});
  if (!images.ok) return images;
  const kernels = await startLabKernels(files.readModule, files.startHelper);
  if (!kernels.ok) return kernels;
  const environment = environmentOf(runtime.value.tfjsVersion, kernels.value.build);
  const subject = {
    bundled: bundled.value,
    images: images.value,
    kernels: kernels.value,
    threads: 1,
    rivals: [],
    quick: true,
    wanted: () => true,
  };
  return measure(subject, environment, onProgress);
}

async function measure(
  subject: Omit<BenchSubject, 'onProgress'>,
  environment: BenchReport['environment'],
  onProgress: OnProgress,
): Promise<Outcome<BenchReport>> {
  try {
    const reports: SettingReport[] = [];
    const whole: OnProgress = ({ stage, share }) => {
      const [from, to] = STAGES[stage];
      onProgress({ stage, share: from + (to - from) * share });
    };
    for (const setting of OWN_SETTINGS) {
      reports.push(await benchSetting({ ...subject, onProgress: whole }, setting));
    }
    whole({ stage: 'threads', share: 0 });
    const threads = await threadRows(subject);
    whole({ stage: 'kernels', share: 0 });
    const ratios = [...reports.flatMap((report) => report.ratios), ...threads];
    const alone = reports.flatMap((report) => report.alone);
    const kernels = benchKernels(subject.kernels);
    return { ok: true, value: { environment, ratios, alone, kernels } };
  } catch (error) {
    return refusal('benchmark-stopped', { reason: (error as Error).message });
  }
}

/** Of float32 and int8; none where threads share no memory, where they cannot run, or where there is one core. */
async function threadRows({ bundled, images, kernels }: Omit<BenchSubject, 'onProgress'>) {
  const cores = crossOriginIsolated ? navigator.hardwareConcurrency : 1;
  if (cores === 1) return [];
  const image = batchOf(images, { batch: 1 });
  const machine: Machine = { kernels: { ok: true, value: kernels } };
  const rowsOf = (work: string, network: CompactNetwork) =>
    benchThreads(`${work} 32px b1`, machine, network, image, cores, THREAD_ROUNDS);
  try {
    const float32 = await rowsOf('dense', bundled);
    return [...float32, ...(await rowsOf('int8', inInt8(bundled, image)))];
  } catch {
    // Threads that cannot run are named where a network is timed; all other rows stand without them.
    return [];
  }
}

function environmentOf(tfjs: string, kernels: KernelBuild): BenchReport['environment'] {
  const { userAgent, hardwareConcurrency: cores } = navigator;
  return { userAgent, cores, crossOriginIsolated, tfjs, kernels, threads: 1, quick: true };
}
