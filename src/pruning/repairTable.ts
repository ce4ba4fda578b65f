/**
 * Every repair step, one row each, in the order in which they run. Page, command line, files, tests and README read
 * this table; what a step does stands in workers/repair/steps.ts.
 */
import type { Precision } from './precisions';
import type { Unsaid } from '../words/rows';

interface Row {
  readonly id: string;
  readonly label: string;
  /** One sentence for the person who chooses. */
  readonly summary: string;
  /** Whether it trains all weights for a budget; the others look at some images once. */
  readonly trains: boolean;
  /** Taken where nothing is said about images or budget. */
  readonly standard: { readonly kind: string; readonly images?: number; readonly budget?: object };
  /** Of an amount in words: `recalibrated on 500`. */
  readonly done: string;
  /** For legends, where room is scarce. */
  readonly short: string;
  /** Kernels that it writes; the others stay those of the cut, bit for bit. */
  readonly kernels: 'none' | 'classifier' | 'all';
  /** How many answers take as long as one of its images, until it has been seen on this machine. */
  readonly imageAnswers?: number;
  /** Of the plans that can have it; all can where it is left out. */
  readonly precision?: Precision;
}

const MINUTE = { unit: 'seconds', amount: 60 } as const;

export const REPAIR_TABLE = [
  {
    id: 'recalibrate',
    label: 'Recalibrate',
    summary: 'Measures the means and variances of every batch normalisation again: no training.',
    trains: false,
    standard: { kind: 'recalibrate', images: 500 },
    done: 'recalibrated on',
    short: 'recal',
    kernels: 'none',
    imageAnswers: 1.3,
  },
  {
    id: 'least-squares',
    label: 'Least squares',
    summary:
      'Fits every 1×1 convolution to what the dense network computes there, layer by layer: no training.',
    trains: false,
    standard: { kind: 'least-squares', images: 500 },
    done: 'least squares on',
    short: 'LS',
    kernels: 'all',
    imageAnswers: 16,
  },
  {
    id: 'refit',
    label: 'Refit classifier',
    summary: 'Fits the classifier alone to the features of the repaired network.',
    trains: false,
    standard: { kind: 'refit', images: 2000 },
    done: 'classifier refitted on',
    short: 'refit',
    kernels: 'classifier',
    imageAnswers: 1.5,
  },
  {
    id: 'finetune',
    label: 'Fine-tune',
    summary: 'Trains all weights that are left on the training images, with every core.',
    trains: true,
    standard: { kind: 'finetune', budget: MINUTE },
    done: 'fine-tuned for',
    short: 'FT',
    kernels: 'all',
  },
  {
    id: 'distil',
    label: 'Distil',
    summary: 'Fine-tunes towards the dense network’s answers as well as the true classes.',
    trains: true,
    standard: { kind: 'distil', budget: MINUTE },
    done: 'distilled for',
    short: 'KD',
    kernels: 'all',
  },
  {
    id: 'finetune-int8',
    label: 'Fine-tune int8',
    summary:
      'Fine-tunes with weights and values rounded as int8 will round them, so that they learn to live with it.',
    trains: true,
    standard: { kind: 'finetune-int8', budget: MINUTE },
    done: 'fine-tuned for int8 for',
    short: 'QAT',
    kernels: 'all',
    precision: 'int8',
  },
] as const satisfies readonly Row[];

type TableRow = (typeof REPAIR_TABLE)[number];

/** Steps that look at images without training. */
export type FittingKind = Extract<TableRow, { readonly trains: false }>['id'];
export type TrainingKind = Extract<TableRow, { readonly trains: true }>['id'];

/** A row as everybody reads it; in words by `inWords('repairs', row)`. */
export interface RepairRow extends Omit<Unsaid<'repairs', Row>, 'id' | 'standard'> {
  readonly id: FittingKind | TrainingKind;
}
