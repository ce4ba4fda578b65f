/** Addresses of the inference modules, which Vite bundles as assets. */
import relaxed from './build/inference.relaxed.wasm?url';
import simd from './build/inference.simd.wasm?url';
import type { KernelBuild } from './kernels';

const URLS: Readonly<Record<KernelBuild, string>> = { simd, relaxed };

export function kernelModuleUrl(build: KernelBuild): string {
  return URLS[build];
}
