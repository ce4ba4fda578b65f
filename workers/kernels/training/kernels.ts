/** The training module: its kernels and the record that each takes. */
import type { TrainingRecord } from './records';

export const trainingKernelRecords = {
  finishNorm: 'norm',
  product: 'product',
  correlate: 'correlation',
  correlateAndProduct: 'pair',
  packPanels: 'pack',
  depthwiseForward: 'depthwiseTraining',
  depthwiseBackward: 'depthwiseTraining',
  stemForward: 'stemTraining',
  stemFilterGradient: 'stemTraining',
  outputForward: 'output',
  outputBackward: 'output',
  passGradient: 'pass',
  poolForward: 'poolTraining',
  poolBackward: 'poolTraining',
  fakeQuantise: 'fakeQuantise',
  sgd: 'sgd',
} as const satisfies Record<string, TrainingRecord>;

export type TrainingKernelName = keyof typeof trainingKernelRecords;
export type TrainingKernels = Readonly<Record<TrainingKernelName, (record: number) => void>>;
