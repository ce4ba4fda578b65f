import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Outcome } from '../../src/pruning/plan';
import { refusal } from '../../src/pruning/validatePlan';
import type { MemoryInfo, RuntimeInfo } from '../../src/protocol/lab';

/** What TF.js's backend object holds beyond its declared type. */
interface WasmBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

/**
 * Starts TF.js's WASM SIMD backend with one thread: the pool has a worker for each core, and only the
 * single-threaded build has a memory that other modules can share.
 * Refused with `no-wasm`, `no-simd` or `no-backend`.
 * @param wasmFile address (in Node: path) of tfjs-backend-wasm-simd.wasm
 */
export async function startBackend(
  wasmFile: string,
): Promise<Outcome<Omit<RuntimeInfo, 'kernels'>>> {
  if (typeof WebAssembly !== 'object') {
    return refusal('no-wasm', 'this browser has no WebAssembly; use Chromium 91 or newer');
  }
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    return refusal(
      'no-simd',
      'this browser or processor has no WebAssembly SIMD; use Chromium 91 or newer on a processor with NEON or SSE4.1',
    );
  }
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tellWhereFileIs(wasmFile);
  try {
    if (!(await tf.setBackend('wasm'))) return noBackend(wasmFile, 'it does not start');
  } catch (cause) {
    return noBackend(wasmFile, cause instanceof Error ? cause.message : String(cause));
  }
  return {
    ok: true,
    value: { tfjsVersion: tf.version_core, backend: tf.getBackend(), simd: true, threads: 1 },
  };
}

const BUILDS = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
] as const;
let told = false;

/** Once: after a start that failed, TF.js refuses to be told again, but it may be started again. */
function tellWhereFileIs(wasmFile: string): void {
  // TF.js wants all three builds to be named, even those that it is forbidden to load.
  if (!told) setWasmPaths(Object.fromEntries(BUILDS.map((build) => [build, wasmFile])));
  told = true;
}

export function memoryInfo(): MemoryInfo {
  const { numTensors, numBytes } = tf.memory();
  const { wasm } = tf.backend() as unknown as WasmBackend;
  const heapBytes = wasm.HEAPU8.buffer.byteLength;
  return { tensors: numTensors, tensorBytes: numBytes, heapBytes };
}

function noBackend(wasmFile: string, why: string): Outcome<never> {
  const what = `TF.js's WASM backend cannot be started from ${wasmFile} (${why})`;
  return refusal('no-backend', `${what}; check that the file lies there and load again`);
}
