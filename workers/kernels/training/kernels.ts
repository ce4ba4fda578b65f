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
  linearForward: 'linear',
  linearBackward: 'linear',
  poolForward: 'poolTraining',
  poolBackward: 'poolTraining',
  sgd: 'sgd',
} as const satisfies Record<string, TrainingRecord>;

export type TrainingKernelName = keyof typeof trainingKernelRecords;
export type TrainingKernels = Readonly<Record<TrainingKernelName, (record: number) => void>>;
