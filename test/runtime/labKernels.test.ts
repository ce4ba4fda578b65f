/** How the lab's two modules of kernels are loaded. */
import { beforeAll, expect, it } from 'vitest';
import type { KernelBuild, KernelModule } from '../../workers/kernels/kernels';
import { startBackend } from '../../workers/runtime/backend';
import { startLabKernels } from '../../workers/runtime/labKernels';
import { unwrap } from './bundled';
import { readKernels, WASM_FILE } from './labFiles';

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
});

it('loads the training kernels when they are first asked for, once', async () => {
  const read: KernelModule[] = [];
  const readModule = (module: KernelModule, build: KernelBuild) => {
    read.push(module);
    return readKernels(module, build);
  };
  const kernels = unwrap(await startLabKernels(readModule));
  expect(read).toEqual(['inference']);
  const [first, second] = await Promise.all([kernels.training(), kernels.training()]);
  expect(read).toEqual(['inference', 'training']);
  expect(unwrap(first).product).toBe(unwrap(second).product);
});

it('says why training kernels cannot be had, and keeps the others', async () => {
  const readModule = async (module: KernelModule, build: KernelBuild) => {
    if (module === 'training') throw new TypeError('network lost');
    return readKernels(module, build);
  };
  const kernels = unwrap(await startLabKernels(readModule));
  const refused = await kernels.training();
  expect(refused).toMatchObject({ ok: false, code: 'kernels-unavailable' });
  expect(refused.ok ? '' : refused.message).toContain('network lost');
});
