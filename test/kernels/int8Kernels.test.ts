/** Every int8 kernel against its scalar reference, in the plain SIMD build: the same integers. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import {
  checkInt8Kernel,
  exactMultiplications,
  firstWrongInt8Kernel,
  int8KernelList,
} from '../../workers/kernels/checks/int8KernelList';
import { int8KernelRecords, type Int8Kernels } from '../../workers/kernels/int8/kernels';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import { instantiate, INT8 } from '../../workers/kernels/modules';

const MODULE = resolve(import.meta.dirname, '../../workers/kernels/build/int8.simd.wasm');
const SEED = 22;
const heap = new BumpHeap();
let kernels: Int8Kernels;

beforeAll(async () => {
  const outcome = await instantiate(INT8, readFileSync(MODULE), heap);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  kernels = outcome.value;
});

it('lists every export', () => {
  const listed = int8KernelList.map(({ name }) => name).sort();
  expect(listed).toEqual(Object.keys(int8KernelRecords).sort());
  const exported = Object.keys(kernels).filter((name) => name !== 'memory');
  expect(exported.sort()).toEqual(listed);
});

it('finds which multiplications are exact at the extremes', () => {
  expect(exactMultiplications(kernels, heap)).toEqual([
    { way: 'dot', signed: false },
    { way: 'wide', signed: false },
    { way: 'pairs', signed: true },
  ]);
});

it.each(int8KernelList.map((entry) => [entry.name, entry] as const))(
  '%s equals its reference',
  (_, entry) => {
    const { cases, failures } = checkInt8Kernel(entry, kernels, heap, SEED);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(33);
  },
);

it.each(int8KernelList.map((entry) => [entry.name, entry] as const))(
  'finds a %s that does nothing',
  (name) => {
    const broken = { ...kernels, [name]: () => {} };
    if (name.endsWith('Dot')) return;
    expect(firstWrongInt8Kernel(broken, heap)).toBe(name);
  },
);
