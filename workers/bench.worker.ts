/** Runs the benchmark once; the page ends it afterwards. */
import tfjsFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { expose } from 'comlink';
import type { BenchApi } from '../src/protocol/bench';
import { quickBench } from './bench/quickBench';
import type { KernelBuild } from './kernels/kernels';
import { kernelModuleUrl } from './kernels/moduleUrl';

const fetcher = (url: string) => fetch(url);

async function readModule(build: KernelBuild): Promise<ArrayBuffer> {
  const response = await fetch(kernelModuleUrl(build));
  return response.arrayBuffer();
}

const api: BenchApi = {
  run: (modelUrl, datasetUrl, onProgress) =>
    quickBench({ fetcher, tfjsFile, readModule }, { modelUrl, datasetUrl }, onProgress),
};
expose(api);
