/** The inference module: feature detection, and instantiation in a given heap. */
import type { Outcome, Refusal } from '../../src/pruning/plan';
import type { KernelHeap } from './heap';
import { isOutOfMemory, MEMORY_REMEDY } from './noMemory';
import { firstWrongKernel } from './selfTest';
import { kernelRecords, type KernelName } from './kernelNames';

/** Runs a kernel on the call record at an address. */
export type KernelFunction = (record: number) => void;
export type Kernels = Readonly<Record<KernelName, KernelFunction>> & {
  /** Does 48 multiply-adds a round between registers: the machine's peak, and no kernel of a network. */
  readonly multiplyAdds: (rounds: number) => number;
};

/** `relaxed`: with fused multiply-add. */
export type KernelBuild = 'simd' | 'relaxed';

/** One module holds what every page needs; the other, what repairs and trains, is fetched on its first use. */
export type KernelModule = 'inference' | 'training';

/** Bytes of a build of a module. Rejects where they cannot be had. */
export type ReadModule = (module: KernelModule, build: KernelBuild) => Promise<BufferSource>;

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
/** One type () → v128, one function of it, and the code section's frame for the instructions in `body`. */
const moduleOf = (body: readonly number[]) =>
  new Uint8Array([
    ...[...HEADER, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
    ...[10, body.length + 4, 1, body.length + 2, 0, ...body, 11],
  ]);
const ZERO = [65, 0, 253, 17];
const SIMD_PROBE = moduleOf(ZERO);
/** f32x4.relaxed_madd is 0xfd 0x105. */
const RELAXED_PROBE = moduleOf([...ZERO, ...ZERO, ...ZERO, 253, 133, 2]);

/** The best build that this engine runs; null where it has no SIMD. */
export function bestBuild(): KernelBuild | null {
  if (WebAssembly.validate(RELAXED_PROBE)) return 'relaxed';
  return WebAssembly.validate(SIMD_PROBE) ? 'simd' : null;
}

/**
 * The kernels of a module's bytes, working in `heap`. Refused where the module cannot be started there, or where
 * one of its kernels computes something wrong.
 */
export async function instantiateKernels(
  bytes: BufferSource,
  heap: KernelHeap,
): Promise<Outcome<Kernels>> {
  try {
    const imports = { env: { memory: heap.memory } };
    const { exports } = (await WebAssembly.instantiate(bytes, imports)).instance;
    const names = Object.keys(kernelRecords) as KernelName[];
    const functions = [...names, 'multiplyAdds'].map((name) => [name, exports[name]]);
    const kernels = Object.fromEntries(functions) as Kernels;
    const wrong = firstWrongKernel(kernels, heap);
    if (wrong) return refusal('kernel-wrong', `the kernel ${wrong} fails its self-test`);
    return { ok: true, value: kernels };
  } catch (error) {
    return refusal('kernels-unavailable', (error as Error).message);
  }
}

function refusal(code: string, why: string): Refusal {
  const remedy = isOutOfMemory(why) ? MEMORY_REMEDY : 'use the TF.js runtime';
  const message = `The lab's kernels cannot be used here (${why}): ${remedy}.`;
  return { ok: false, code, message };
}
