/** Runs the benchmark once; the page ends it afterwards. */
import { expose } from 'comlink';
import type { BenchApi } from '../src/protocol/bench';
import { quickBench } from './bench/quickBench';
import { pageFiles } from './files/pageFiles';

const files = pageFiles(self);
const api: BenchApi = {
  run: (modelUrl, datasetUrl, onProgress) =>
    quickBench(files, { modelUrl, datasetUrl }, onProgress),
};
expose(api);
