/** Addresses of the kernels' modules, which Vite bundles as assets. */
import type { KernelBuild, ModuleName } from './builds';

const FILES = import.meta.glob<string>('./build/*.wasm', {
  // A small one must not become a data: address, which the page's policy lets nobody fetch.
  query: '?url&no-inline',
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
