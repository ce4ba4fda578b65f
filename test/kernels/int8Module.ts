/** The plain SIMD build of the int8 kernels in a heap of its own; Node 20 has no relaxed SIMD. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Int8Kernels } from '../../workers/kernels/int8/kernels';
import type { KernelHeap } from '../../workers/kernels/memory/heap';
import { instantiate, INT8 } from '../../workers/kernels/modules';

const MODULE = resolve(import.meta.dirname, '../../workers/kernels/build/int8.simd.wasm');

export function readInt8Module(): Buffer<ArrayBuffer> {
  return readFileSync(MODULE);
}

export async function startInt8Kernels(heap: KernelHeap): Promise<Int8Kernels> {
  const outcome = await instantiate(INT8, readInt8Module(), heap);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}
