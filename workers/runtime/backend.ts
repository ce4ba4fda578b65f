import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { isOutOfMemory } from '../kernels/memory/noMemory';
import type { MemoryInfo, RuntimeInfo } from '../../src/protocol/lab';

/** What TF.js's backend object holds beyond its declared type. */
interface WasmBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

/** Path of tfjs-backend-wasm-simd.wasm in Node, its address in a page, or what reads its bytes. */
export type WasmSource = string | (() => Promise<Outcome<Uint8Array<ArrayBuffer>>>);

/**
 * Starts TF.js's WASM SIMD backend with one thread: the pool has a worker for each core, and only the
 * single-threaded build has a memory that other modules can share.
 * Refused with `no-wasm`, `no-simd`, `no-memory`, `no-backend` or as its bytes were.
 * @param reserve throws where there is no room for another heap
 */
export async function startBackend(
  source: WasmSource,
  reserve: () => void = reserveHeap,
): Promise<Outcome<Omit<RuntimeInfo, 'kernels'>>> {
  if (typeof WebAssembly !== 'object') {
    return refusal('no-wasm');
  }
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    return refusal('no-simd');
  }
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const lent = await lendFile(source);
  if (!lent.ok) return lent;
  const wasmFile = lent.value;
  try {
    if (!(await tf.setBackend('wasm'))) return notStarted(wasmFile, null, reserve);
  } catch (cause) {
    return notStarted(wasmFile, cause instanceof Error ? cause.message : String(cause), reserve);
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
const READ_BYTES = 'tfjs-backend-wasm-simd.wasm as the page lent it';
let told = false;

/** TF.js has the file from now on. It would wait for ever for one that cannot be had, so bytes are read before. */
async function lendFile(source: WasmSource): Promise<Outcome<string>> {
  if (typeof source === 'string') return tellWhereFileIs(source);
  const read = await source();
  if (!read.ok) return read;
  if (!told) answerFetch(read.value);
  return tellWhereFileIs(READ_BYTES);
}

/** TF.js fetches by itself, and hears of a module that cannot be started only if it does. */
function answerFetch(wasm: Uint8Array<ArrayBuffer>): void {
  const { fetch } = globalThis;
  const headers = { 'content-type': 'application/wasm' };
  globalThis.fetch = async (address, options) =>
    address === READ_BYTES ? new Response(wasm, { headers }) : fetch(address, options);
}

/** Once: after a start that failed, TF.js refuses to be told again, but it may be started again. */
function tellWhereFileIs(wasmFile: string): Outcome<string> {
  // TF.js wants all three builds to be named, even those that it is forbidden to load.
  if (!told) setWasmPaths(Object.fromEntries(BUILDS.map((build) => [build, wasmFile])));
  told = true;
  return { ok: true, value: wasmFile };
}

export function memoryInfo(): MemoryInfo {
  const { numTensors, numBytes } = tf.memory();
  const { wasm } = tf.backend() as unknown as WasmBackend;
  const heapBytes = wasm.HEAPU8.buffer.byteLength;
  return { tensors: numTensors, tensorBytes: numBytes, heapBytes };
}

/** What TF.js's build asks for: 16 MiB that may grow to 2 GiB. */
function reserveHeap(): void {
  new WebAssembly.Memory({ initial: 256, maximum: 32_768 });
}

/** TF.js keeps the engine's reason to itself: whether there is room for its heap has to be tried. */
function notStarted(wasmFile: string, reason: string | null, reserve: () => void) {
  if (reason !== null && isOutOfMemory(reason)) return refusal('no-memory', { reason });
  try {
    reserve();
  } catch (cause) {
    return refusal('no-memory', { reason: (cause as Error).message });
  }
  return refusal('no-backend', { file: wasmFile, reason });
}
