/** Every kernel of the table against its scalar reference, in the plain SIMD build. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkKernel } from '../../workers/kernels/checkKernels';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/heap';
import { kernelList } from '../../workers/kernels/kernelList';
import { kernelRecords } from '../../workers/kernels/kernelNames';
import { bestBuild, instantiateKernels, type Kernels } from '../../workers/kernels/kernels';
import { firstWrongKernel } from '../../workers/kernels/selfTest';
import { readModule, startKernels, withWrongClamp } from './kernelModule';

const SEED = 20;

let heap: KernelHeap;
let kernels: Kernels;

beforeAll(async () => {
  ({ heap, kernels } = await startKernels());
});

describe('kernels', () => {
  it('are all in the table', () => {
    const named = kernelList.map((entry) => entry.name);
    expect([...named].sort()).toEqual(Object.keys(kernelRecords).sort());
  });

  it.each(kernelList.map((entry) => [entry.name, entry] as const))(
    '%s equals its reference',
    (_, entry) => {
      const { cases, failures } = checkKernel(entry, kernels, heap, SEED);
      expect(failures).toEqual([]);
      expect(cases).toBeGreaterThan(5);
    },
  );
});

describe('self-test', () => {
  it.each(kernelList.map((entry) => entry.name))('finds a wrong %s', (name) => {
    expect(firstWrongKernel({ ...kernels, [name]: () => {} }, heap)).toBe(name);
  });

  it('refuses a module that cannot be started', async () => {
    const outcome = await instantiateKernels(readModule().subarray(0, 100), new BumpHeap());
    expect(outcome).toMatchObject({ ok: false, code: 'kernels-unavailable' });
  });

  it('refuses a module that computes something wrong', async () => {
    const outcome = await instantiateKernels(withWrongClamp(readModule()), new BumpHeap());
    expect(outcome).toMatchObject({ ok: false, code: 'kernel-wrong' });
  });

  it('knows that Node has SIMD', () => {
    expect(['simd', 'relaxed']).toContain(bestBuild());
  });
});
