/** Every kernel of the table against its scalar reference, in the plain SIMD build. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BumpHeap } from '../../workers/kernels/heap';
import { largestError, runCase } from '../../workers/kernels/kernelCase';
import { casesOf, kernelList } from '../../workers/kernels/kernelList';
import { kernelRecords } from '../../workers/kernels/kernelNames';
import { instantiateKernels, type Kernels } from '../../workers/kernels/kernels';

const ROOT = resolve(import.meta.dirname, '../..');
const MODULE = readFileSync(`${ROOT}/workers/kernels/build/inference.simd.wasm`);
const SEED = 20;
const TOLERANCE = 1e-5;

const heap = new BumpHeap();
let kernels: Kernels;

beforeAll(async () => {
  const outcome = await instantiateKernels(MODULE, heap);
  if (!outcome.ok) throw new Error(outcome.message);
  kernels = outcome.value;
});

describe('kernels', () => {
  it('are all in the table', () => {
    const named = kernelList.map((entry) => entry.name);
    expect([...named].sort()).toEqual(Object.keys(kernelRecords).sort());
  });

  it.each(kernelList.map((entry) => [entry.name, entry] as const))(
    '%s equals its reference',
    (name, entry) => {
      let cases = 0;
      for (const test of casesOf(entry, SEED)) {
        const { output, guardIntact } = runCase(kernels, heap, name, test);
        expect(largestError(output, test.expected()), test.label).toBeLessThan(TOLERANCE);
        expect(guardIntact, `${test.label} writes behind its output`).toBe(true);
        cases++;
      }
      expect(cases).toBeGreaterThan(5);
    },
  );
});
