/** Every training kernel of the table against its scalar reference, in the plain SIMD build. */
import { beforeAll, expect, it } from 'vitest';
import { BumpHeap } from '../../workers/kernels/heap';
import { checkTrainingKernel, trainingKernelList } from '../../workers/kernels/trainingKernelList';
import { trainingKernelRecords, type TrainingKernels } from '../../workers/kernels/trainingKernels';
import { startTrainingKernels } from './narrowNetwork';

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
  const ops = ['convFilterGradient', 'depthwiseInputGradient', 'depthwiseFilterGradient'];
  expect(exported.sort()).toEqual([...listed, ...ops].sort());
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
  },
);
