/** The benchmark's own page: everything in one page and one thread, driven by cli/bench.ts. */
import tfjsFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { subjectFiles } from '../../src/bridge/subjectFiles';
import { readByFetch } from '../../src/download/fetchFile';
import { measureDecodeRate, type DecodeRate } from '../../src/meter/decodeRate';
import type { BenchReport } from '../../src/protocol/bench';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { benchKernels, benchSetting, workMacs } from '../../workers/bench/benchmark';
import { benchTraining } from '../../workers/bench/trainingBench';
import { randomNetwork } from '../../workers/bench/networks';
import { benchThreads } from '../../workers/bench/threadBench';
import { SETTINGS } from '../../workers/bench/works';
import helperScript from '../../workers/helper.worker.ts?worker&url';
import { fetchKernelModule } from '../../workers/kernels/moduleUrl';
import { startBackend } from '../../workers/runtime/backend';
import { startLabKernels } from '../../workers/runtime/labKernels';
import { Resources } from '../../workers/files/resources';
import type { ReadModule } from '../../workers/kernels/builds';
import { workerHelper } from '../../workers/kernels/threads/workerHelper';
import { orThrow } from '../orThrow';
import { onnxRival } from './onnxRival';

export interface BenchPageReport extends BenchReport {
  /** Multiplications of each work's network at 32 px. */
  readonly macs: Readonly<Record<string, number>>;
  /** How fast the fastest power meter's stream is decoded. */
  readonly meter: DecodeRate;
}

export interface BenchPage {
  run(quick: boolean): Promise<BenchPageReport>;
  stage(): string;
}

let stage = 'loading';
const readModule: ReadModule = async (module, build) => ({
  ok: true,
  value: await fetchKernelModule(module, build),
});

/** The page's own thread may not sleep, and waits for the others awake. */
const startHelper = async () => workerHelper(new Worker(helperScript, { type: 'module' }));

async function run(quick: boolean) {
  const runtime = orThrow(await startBackend(new URL(tfjsFile, location.href).href));
  const resources = new Resources(
    readByFetch(fetch),
    subjectFiles(DEFAULT_MODEL, document.baseURI),
  );
  const bundled = orThrow(await resources.checkpoint(() => {}));
  const images = orThrow(await resources.images('test', () => {}));
  const kernels = orThrow(await startLabKernels(readModule, startHelper));
  const onProgress = () => {};
  const subject = { bundled, images, kernels, rivals: [onnxRival], quick, onProgress };
  const report = {
    ratios: [] as BenchReport['ratios'][number][],
    alone: [] as BenchReport['alone'][number][],
  };
  for (const setting of SETTINGS) {
    stage = setting.name;
    const { ratios, alone } = await benchSetting(subject, setting);
    report.ratios.push(...ratios);
    report.alone.push(...alone);
  }
  stage = 'threads';
  const { hardwareConcurrency: cores } = navigator;
  for (const { name, batch, random, rounds } of SETTINGS) {
    if (batch > 1) continue;
    const dense = random ? randomNetwork(random) : bundled;
    report.ratios.push(...(await benchThreads(`dense ${name}`, kernels, dense, cores, rounds)));
  }
  stage = 'training';
  report.ratios.push(await benchTraining(bundled, kernels, quick ? 8 : 20));
  stage = 'kernels';
  return {
    ...report,
    kernels: benchKernels(kernels),
    meter: measureDecodeRate(5, () => performance.now()),
    macs: Object.fromEntries(await workMacs(bundled)),
    environment: {
      userAgent: navigator.userAgent,
      cores: navigator.hardwareConcurrency,
      crossOriginIsolated,
      tfjs: runtime.tfjsVersion,
      onnxruntimeWeb: '1.30.0',
      kernels: kernels.build,
      threads: 1,
      quick,
    },
  };
}

const page: BenchPage = { run, stage: () => stage };
Object.assign(window, { benchPage: page });
