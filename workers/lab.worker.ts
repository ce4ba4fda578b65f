/** One of the pool's workers. */
import wasmFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { expose } from 'comlink';
import type { KernelBuild } from './kernels/kernels';
import { kernelModuleUrl } from './kernels/moduleUrl';
import { Lab } from './runtime/lab';

async function readModule(build: KernelBuild): Promise<ArrayBuffer> {
  const response = await fetch(kernelModuleUrl(build));
  return response.arrayBuffer();
}

expose(new Lab((url) => fetch(url), wasmFile, readModule));
