/** Every training kernel of the table against its scalar reference, in the plain SIMD build. */
import { beforeAll, expect, it } from 'vitest';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import {
  checkTrainingKernel,
  firstWrongTrainingKernel,
  trainingKernelList,
} from '../../workers/kernels/checks/trainingKernelList';
import {
  trainingKernelRecords,
  type TrainingKernels,
} from '../../workers/kernels/training/kernels';
import { instantiate, TRAINING } from '../../workers/kernels/modules';
import { withWrongClamp } from './kernelModule';
import { readTrainingModule, startTrainingKernels } from './narrowNetwork';

const SEED = 21;
const heap = new BumpHeap();
let kernels: TrainingKernels;

beforeAll(async () => {
  kernels = await startTrainingKernels(heap);
});

it('lists every export', () => {
  const listed = trainingKernelList.map(({ name }) => name).sort();
  expect(listed).toEqual(Object.keys(trainingKernelRecords).sort());
  const exported = Object.keys(kernels).filter((name) => name !== 'memory');
  expect(exported.sort()).toEqual(listed);
});

it.each(trainingKernelList.map((entry) => [entry.name, entry] as const))(
  '%s equals its reference',
  (_, entry) => {
    const { cases, failures } = checkTrainingKernel(entry, kernels, heap, SEED);
    expect(failures).toEqual([]);
    expect(cases).toBe(33);
  },
);

it.each(trainingKernelList.map((entry) => [entry.name, entry] as const))(
  'finds a %s that does nothing',
  (name, entry) => {
    const broken = { ...kernels, [name]: () => {} };
    const { cases, failures } = checkTrainingKernel(entry, broken, heap, SEED);
    expect(failures.length).toBeGreaterThanOrEqual(cases);
    expect(firstWrongTrainingKernel(broken, heap)).toBe(name);
  },
);

it('refuses a module that cannot be started, and one that computes something wrong', async () => {
  const module = readTrainingModule();
  const start = (bytes: Buffer<ArrayBuffer>) => instantiate(TRAINING, bytes, new BumpHeap());
  expect(await start(module.subarray(0, 100))).toMatchObject({ code: 'kernels-unavailable' });
  expect(await start(withWrongClamp(module))).toMatchObject({ code: 'kernel-wrong' });
});
