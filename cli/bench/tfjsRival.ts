/** TensorFlow.js's threaded WASM build, which shares its memory among its threads and so lends it to no kernel of ours. */
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { OutsideRival } from '../../workers/bench/benchmark';
import { Executor } from '../../workers/runtime/executor';

const BUILDS = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
] as const;

/** Once a page. */
export async function tfjsRival(threads: number): Promise<OutsideRival> {
  const address = new URL(wasmFile, location.href).href;
  setWasmPaths(Object.fromEntries(BUILDS.map((build) => [build, address])));
  setThreadsCount(threads);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
  await tf.setBackend('wasm');
  return {
    ...{ name: 'tfjs-wasm', threads },
    make: async ({ dense }) => new Executor(dense.network, dense.weights),
  };
}
