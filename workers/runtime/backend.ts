import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Outcome } from '../../src/pruning/plan';
import { refusal } from '../../src/pruning/validatePlan';
import type { MemoryInfo, RuntimeInfo } from '../../src/protocol/lab';

interface WasmBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

/**
 * Starts TF.js's WASM SIMD backend with one thread: the pool has a worker for each core, and only the
 * single-threaded build has a memory that other modules can share.
 * Refused with `no-wasm`, `no-simd` or `no-backend`.
 * @param wasmUrl folder of TF.js's .wasm files
 */
export async function startBackend(wasmUrl: string): Promise<Outcome<RuntimeInfo>> {
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
  setWasmPaths(wasmUrl);
  try {
    if (!(await tf.setBackend('wasm'))) return noBackend(wasmUrl, 'it does not start');
  } catch (cause) {
    return noBackend(wasmUrl, cause instanceof Error ? cause.message : String(cause));
  }
  return {
    ok: true,
    value: { tfjsVersion: tf.version_core, backend: tf.getBackend(), simd: true, threads: 1 },
  };
}

export function memoryInfo(): MemoryInfo {
  const { numTensors, numBytes } = tf.memory();
  const { wasm } = tf.backend() as unknown as WasmBackend;
  return { tensors: numTensors, tensorBytes: numBytes, heapBytes: wasm.HEAPU8.buffer.byteLength };
}

function noBackend(wasmUrl: string, why: string): Outcome<never> {
  const what = `TF.js's WASM backend cannot be started from ${wasmUrl} (${why})`;
  return refusal('no-backend', `${what}; check that its .wasm files lie there and load again`);
}
