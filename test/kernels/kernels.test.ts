/** Every kernel of the table against its scalar reference, in the plain SIMD build. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkKernel } from '../../workers/kernels/checks/checkKernels';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import { kernelList } from '../../workers/kernels/checks/kernelList';
import { kernelRecords, type KernelName } from '../../workers/kernels/inference/kernels';
import { bestBuild } from '../../workers/kernels/builds';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { fieldOffset } from '../../workers/kernels/inference/records';
import { firstWrongKernel } from '../../workers/kernels/checks/selfTest';
import { INFERENCE, instantiate } from '../../workers/kernels/modules';
import { readModule, startKernels, withWrongClamp } from './kernelModule';

const SEED = 20;

/** f32x4.mul and f32x4.add. */
const MULTIPLY = Buffer.from([0xfd, 0xe6, 0x01]);
const ADD = Buffer.from([0xfd, 0xe4, 0x01]);

let heap: KernelHeap;
let kernels: Kernels;

beforeAll(async () => {
  ({ heap, kernels } = await startKernels());
});

/** Adds to the first value that a call has computed. */
function spoil(name: KernelName, record: number, wrong: number): void {
  const { buffer } = heap.memory;
  const field = record + fieldOffset(kernelRecords[name], 'output');
  const output = new DataView(buffer).getUint32(field, true);
  new Float32Array(buffer, output, 1)[0] += wrong;
}

function* placesOf(bytes: Buffer, module: Buffer): Generator<number> {
  for (let at = module.indexOf(bytes); at >= 0; at = module.indexOf(bytes, at + 1)) yield at;
}

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

  it.each(kernelList.map((entry) => entry.name))('finds one wrong number of %s', (name) => {
    for (const wrong of [0.01, NaN]) {
      let calls = 0;
      let spoilt = 0;
      const kernel = (record: number) => {
        kernels[name](record);
        if (calls++ === spoilt) spoil(name, record, wrong);
      };
      while (firstWrongKernel({ ...kernels, [name]: kernel }, heap) === name) {
        spoilt++;
        calls = 0;
      }
      expect(spoilt).toBeGreaterThan(0);
      expect(calls).toBe(spoilt);
    }
  });

  it('reaches nearly every multiplication of the module', async () => {
    const module = readModule();
    let all = 0;
    let found = 0;
    for (const at of placesOf(MULTIPLY, module)) {
      const changed = Buffer.from(module);
      changed.set(ADD, at);
      const outcome = await instantiate(INFERENCE, changed, new BumpHeap());
      all++;
      if (!outcome.ok) found++;
    }
    // The rest are `multiplyAdds`, which is no kernel, and what the compiler left of cases that cannot be.
    expect(all).toBeGreaterThan(200);
    expect(found / all).toBeGreaterThan(0.92);
  });

  it('refuses a module that cannot be started', async () => {
    const outcome = await instantiate(INFERENCE, readModule().subarray(0, 100), new BumpHeap());
    expect(outcome).toMatchObject({ ok: false, code: 'kernels-unavailable' });
  });

  it('refuses a module that computes something wrong', async () => {
    const outcome = await instantiate(INFERENCE, withWrongClamp(readModule()), new BumpHeap());
    expect(outcome).toMatchObject({ ok: false, code: 'kernel-wrong' });
  });

  it('knows that Node has SIMD', () => {
    expect(['simd', 'relaxed']).toContain(bestBuild());
  });
});
