/** Runs the benchmark once; the page ends it afterwards. */
import tfjsFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { expose } from 'comlink';
import type { BenchApi } from '../src/protocol/bench';
import { quickBench } from './bench/quickBench';
import { fetchKernelModule } from './kernels/moduleUrl';

const fetcher = (url: string) => fetch(url);

const api: BenchApi = {
  run: (modelUrl, datasetUrl, onProgress) =>
    quickBench(
      { fetcher, tfjsFile, readModule: fetchKernelModule },
      { modelUrl, datasetUrl },
      onProgress,
    ),
};
expose(api);
