/** The plain SIMD build of the inference kernels in a heap of its own; Node 20 has no relaxed SIMD. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { INFERENCE, instantiate } from '../../workers/kernels/modules';

const MODULE = resolve(import.meta.dirname, '../../workers/kernels/build/inference.simd.wasm');

export function readModule(): Buffer<ArrayBuffer> {
  return readFileSync(MODULE);
}

export async function startKernels(heap: KernelHeap = new BumpHeap()): Promise<{
  readonly kernels: Kernels;
  readonly heap: KernelHeap;
}> {
  const outcome = await instantiate(INFERENCE, readModule(), heap);
  if (!outcome.ok) throw new Error(outcome.code);
  return { kernels: outcome.value, heap };
}

/** Every f32x4.pmin becomes a pmax. */
export function withWrongClamp(module: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const changed = Buffer.from(module);
  const [pmin, pmax] = [Buffer.from([0xfd, 0xea, 0x01]), Buffer.from([0xfd, 0xeb, 0x01])];
  for (let at = changed.indexOf(pmin); at >= 0; at = changed.indexOf(pmin)) changed.set(pmax, at);
  return changed;
}
