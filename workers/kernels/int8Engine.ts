/** Starts the int8 kernels: those that compute right here, and the fastest of their ways to multiply. */
import type { Outcome } from '../../src/base/outcome';
import { fastestMultiplication } from './checks/int8Speed';
import type { Int8Engine } from './int8/int8Program';
import type { Int8Kernels } from './int8/kernels';
import type { KernelHeap } from './memory/heap';
import { INT8, instantiate } from './modules';

/** @param bytes of the build that `bestBuild()` names; refused as `instantiate` */
export async function startInt8Engine(
  bytes: BufferSource,
  heap: KernelHeap,
): Promise<Outcome<Int8Engine>> {
  const kernels = await instantiate(INT8, bytes, heap);
  return kernels.ok ? { ok: true, value: int8Engine(kernels.value, heap) } : kernels;
}

/** @param kernels that compute right in `heap` @throws OutOfMemory */
export function int8Engine(kernels: Int8Kernels, heap: KernelHeap): Int8Engine {
  return { kernels, heap, multiplication: fastestMultiplication(kernels, heap) };
}
