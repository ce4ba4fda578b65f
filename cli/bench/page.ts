/** The benchmark's own page, driven by cli/bench.ts. */
import tfjsFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { subjectFiles } from '../../src/bridge/subjectFiles';
import { readByFetch } from '../../src/download/fetchFile';
import { measureDecodeRate, type DecodeRate } from '../../src/meter/decodeRate';
import type { BenchReport } from '../../src/protocol/bench';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { benchKernels, benchSetting, workMacs } from '../../workers/bench/benchmark';
import { benchTraining, TRAINING_WORK } from '../../workers/bench/trainingBench';
import { SETTINGS } from '../../workers/bench/works';
import helperScript from '../../workers/helper.worker.ts?worker&url';
import { fetchKernelModule } from '../../workers/kernels/moduleUrl';
import { startBackend } from '../../workers/runtime/backend';
import { startLabKernels } from '../../workers/runtime/labKernels';
import { Resources } from '../../workers/files/resources';
import type { ReadModule } from '../../workers/kernels/builds';
import { workerHelper } from '../../workers/kernels/threads/workerHelper';
import { orThrow } from '../orThrow';
import { liteRtRivals } from './liteRtRivals';
import { onnxRivals } from './onnxRivals';
import { threadedRivals } from './threadedFrame';

export interface BenchRequest {
  readonly quick: boolean;
  /** A regular expression that a row's work matches; the kernels and the meter are measured where all are asked for. */
  readonly only: string | null;
}

export interface BenchPageReport extends BenchReport {
  /** Multiplications of each work's network at 32 px. */
  readonly macs: Readonly<Record<string, number>>;
  /** How fast the fastest power meter's stream is decoded; null where it was not measured. */
  readonly meter: DecodeRate | null;
}

export interface BenchPage {
  run(request: BenchRequest): Promise<BenchPageReport>;
  stage(): string;
}

let stage = 'loading';
const readModule: ReadModule = async (module, build) => ({
  ok: true,
  value: await fetchKernelModule(module, build),
});

/** The page's own thread may not sleep, and waits for the others awake. */
const startHelper = async () => workerHelper(new Worker(helperScript, { type: 'module' }));

async function run({ quick, only }: BenchRequest): Promise<BenchPageReport> {
  const runtime = orThrow(await startBackend(new URL(tfjsFile, location.href).href));
  const resources = new Resources(
    readByFetch(fetch),
    subjectFiles(DEFAULT_MODEL, document.baseURI),
  );
  const bundled = orThrow(await resources.checkpoint(() => {}));
  const images = orThrow(await resources.images('test', () => {}));
  const kernels = orThrow(await startLabKernels(readModule, startHelper));
  const threads = navigator.hardwareConcurrency;
  const rivals = await outsideRivals(threads);
  const wanted = (work: string) => only === null || new RegExp(only).test(work);
  const onProgress = () => {};
  const subject = { bundled, images, kernels, threads, rivals, quick, wanted, onProgress };
  const ratios: BenchReport['ratios'][number][] = [];
  const alone: BenchReport['alone'][number][] = [];
  for (const setting of SETTINGS) {
    stage = setting.name;
    const report = await benchSetting(subject, setting);
    ratios.push(...report.ratios);
    alone.push(...report.alone);
  }
  stage = 'training';
  if (wanted(TRAINING_WORK)) ratios.push(await benchTraining(bundled, kernels, quick ? 8 : 20));
  stage = 'kernels';
  return {
    ...{ ratios, alone },
    kernels: only === null ? benchKernels(kernels) : [],
    meter: only === null ? measureDecodeRate(5, () => performance.now()) : null,
    macs: Object.fromEntries(await workMacs(bundled)),
    environment: {
      userAgent: navigator.userAgent,
      cores: threads,
      crossOriginIsolated,
      tfjs: runtime.tfjsVersion,
      onnxruntimeWeb: '1.30.0',
      liteRtJs: '2.5.3',
      kernels: kernels.build,
      quick,
    },
  };
}

/** Each on one thread, and on one for each core. */
async function outsideRivals(threads: number) {
  const alone = [...onnxRivals(1), ...(await liteRtRivals(1))];
  return threads > 1 ? [...alone, ...(await threadedRivals(threads))] : alone;
}

const page: BenchPage = { run, stage: () => stage };
Object.assign(window, { benchPage: page });
