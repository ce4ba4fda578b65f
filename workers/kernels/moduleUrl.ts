/** Addresses of the kernels' modules, which Vite bundles as assets. */
import inferenceRelaxed from './build/inference.relaxed.wasm?url';
import inferenceSimd from './build/inference.simd.wasm?url';
import trainingRelaxed from './build/training.relaxed.wasm?url';
import trainingSimd from './build/training.simd.wasm?url';
import type { KernelBuild, KernelModule } from './kernels';

export const KERNEL_URLS: Readonly<Record<KernelModule, Readonly<Record<KernelBuild, string>>>> = {
  inference: { simd: inferenceSimd, relaxed: inferenceRelaxed },
  training: { simd: trainingSimd, relaxed: trainingRelaxed },
};

/** @throws TypeError where the network fails */
export async function fetchKernelModule(
  module: KernelModule,
  build: KernelBuild,
): Promise<ArrayBuffer> {
  const response = await fetch(KERNEL_URLS[module][build]);
  return response.arrayBuffer();
}
