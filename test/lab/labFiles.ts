/** The reference model and the bundled data set, and TF.js's WASM backend for Node. */
import type { Outcome } from '../../src/base/outcome';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readByFetch, type ReadFile } from '../../src/download/fetchFile';
import type { LoadRequest } from '../../src/protocol/lab';
import type { KernelBuild, ModuleName } from '../../workers/kernels/builds';
import { REFERENCE_MODEL } from '../fixtures/referenceModel';

const ROOT = new URL('../../', import.meta.url);

export const WASM_FILE = fileURLToPath(
  new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', ROOT),
);

export const REQUEST: LoadRequest = {
  modelUrl: `${pathToFileURL(REFERENCE_MODEL).href}/`,
  datasetUrl: new URL('public/datasets/fashion-mnist/', ROOT).href,
};

/** The checkpoint of this name that comes with the page. */
export function requestOf(model: string): LoadRequest {
  return { ...REQUEST, modelUrl: new URL(`public/models/${model}/`, ROOT).href };
}

/** The one with the least work: for tests that ask what the lab does, not how good its networks are. */
export const SMALL_REQUEST = requestOf('mobilenetv2-0.35-fashion-mnist');

/** Serves files as a web server would: 404 for one that is not there. */
export const fetchFromDisk: ReadFile = readByFetch(async (url) => {
  const path = fileURLToPath(url);
  return existsSync(path)
    ? new Response(new Uint8Array(readFileSync(path)))
    : new Response(null, { status: 404 });
});

/** A module of kernels from the build folder. */
export async function readKernels(
  module: ModuleName,
  build: KernelBuild,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const file = new URL(`workers/kernels/build/${module}.${build}.wasm`, ROOT);
  return { ok: true, value: new Uint8Array(readFileSync(file)) };
}
