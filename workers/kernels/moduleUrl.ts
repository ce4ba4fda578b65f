/** Addresses of the kernels' modules, which Vite bundles as assets. */
import type { KernelBuild, ModuleName } from './builds';

const FILES = import.meta.glob<string>('./build/*.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** By module and build: `inference.simd`. */
export const KERNEL_URLS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FILES).map(([path, url]) => [path.slice('./build/'.length, -'.wasm'.length), url]),
);

/** @throws TypeError where the network fails */
export async function fetchKernelModule(
  module: ModuleName,
  build: KernelBuild,
): Promise<ArrayBuffer> {
  const response = await fetch(KERNEL_URLS[`${module}.${build}`]);
  return response.arrayBuffer();
}
