/** Every repair step, one row each, in the order in which they run. Page, command line, tests and README read this table. */
import { methodOf } from './methods';
import type { Budget, Plan, Rate, Repair, RepairStep, TrainingStep } from './plan';

export type RepairKind = RepairStep['kind'];

export interface RepairRow {
  readonly id: RepairKind;
  readonly label: string;
  /** One sentence for the person who chooses. */
  readonly summary: string;
  /** Whether it trains all weights for a budget; the others look at some images once. */
  readonly trains: boolean;
  /** Taken where nothing is said about images or budget. */
  readonly standard: RepairStep;
  /** Of an amount in words: `recalibrated on 500`. */
  readonly done: string;
  /** For legends, where room is scarce. */
  readonly short: string;
}

const MINUTE: Budget = { unit: 'seconds', amount: 60 };

export const REPAIRS: readonly RepairRow[] = [
  {
    id: 'recalibrate',
    label: 'Recalibrate',
    summary: 'Measures the means and variances of every batch normalisation again: no training.',
    trains: false,
    standard: { kind: 'recalibrate', images: 500 },
    done: 'recalibrated on',
    short: 'recal',
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
  },
  {
    id: 'refit',
    label: 'Refit classifier',
    summary: 'Fits the classifier alone to the features of the repaired network.',
    trains: false,
    standard: { kind: 'refit', images: 2000 },
    done: 'classifier refitted on',
    short: 'refit',
  },
  {
    id: 'finetune',
    label: 'Fine-tune',
    summary: 'Trains all weights that are left on the training images, with every core.',
    trains: true,
    standard: { kind: 'finetune', budget: MINUTE },
    done: 'fine-tuned for',
    short: 'FT',
  },
  {
    id: 'distil',
    label: 'Distil',
    summary: 'Fine-tunes towards the dense network’s answers as well as the true classes.',
    trains: true,
    standard: { kind: 'distil', budget: MINUTE },
    done: 'distilled for',
    short: 'KD',
  },
];

/** Units of a budget: as they are written, and as they are read aloud. */
export const BUDGET_UNITS: readonly {
  readonly unit: Budget['unit'];
  readonly suffix: string;
  readonly word: string;
  /** The largest amount that is accepted. */
  readonly most: number;
}[] = [
  { unit: 'seconds', suffix: 's', word: 's', most: 86_400 },
  { unit: 'steps', suffix: 'steps', word: 'steps', most: 1_000_000 },
  { unit: 'epochs', suffix: 'epochs', word: 'epochs', most: 1000 },
];

/** Learning rates of a training; the first is taken where nothing is said. */
export const RATES: readonly {
  readonly id: Rate;
  readonly label: string;
  readonly summary: string;
}[] = [
  { id: 'one-cycle', label: 'one cycle', summary: 'Up to the peak in the first 30 %, then down' },
  { id: 'cosine', label: 'cosine', summary: 'From the peak down to nothing' },
];

const rows = new Map(REPAIRS.map((row) => [row.id, row]));

export function repairRow(kind: RepairKind): RepairRow {
  const row = rows.get(kind);
  if (!row) throw new Error(`unknown repair step: ${kind}`);
  return row;
}

/** The training that ends the repair, if there is one. */
export function trainingStep(repair: Repair): TrainingStep | undefined {
  return repair.find(isTraining);
}

/** Whether the plan's cuts are made little by little: never by methods that have only a few levels. */
export function isGradual({ method, level, schedule, repair }: Plan): boolean {
  const trains = trainingStep(repair) !== undefined;
  return trains && level > 0 && schedule !== 'one-shot' && methodOf(method).levels === null;
}

/**
 * Whether training decided where the network's zeros are. Another cut of the plan would do other work then; networks of
 * all other plans have the shapes and the zeros of the cut, whatever their repair.
 */
export function hasOwnZeros(plan: Plan): boolean {
  return isGradual(plan) && methodOf(plan.method).criterion.kind !== 'channels';
}

/** Whether it does the dense network's work with the dense network's weights: nothing is cut and nothing trained. */
export function isDense({ level, repair }: Pick<Plan, 'level' | 'repair'>): boolean {
  return level === 0 && trainingStep(repair) === undefined;
}

export function isTraining(step: RepairStep): step is TrainingStep {
  return step.kind === 'finetune' || step.kind === 'distil';
}

export function rateOf({ rate = RATES[0].id }: TrainingStep): Rate {
  return rate;
}

/** The usual rate is left out, so that a plan is written in one way only. */
export function withRate({ kind, budget }: TrainingStep, rate: Rate): TrainingStep {
  return rate === RATES[0].id ? { kind, budget } : { kind, budget, rate };
}

/** `500`, `60 s`, `2 epochs (cosine)` */
export function amountWords(step: RepairStep): string {
  if (!isTraining(step)) return String(step.images);
  const { unit, amount } = step.budget;
  const rate = RATES.find(({ id }) => id === rateOf(step))!;
  const words = rate === RATES[0] ? '' : ` (${rate.label})`;
  return `${amount} ${BUDGET_UNITS.find((row) => row.unit === unit)!.word}${words}`;
}

/** `not repaired`, or `recalibrated on 500, fine-tuned for 60 s` */
export function repairWords(repair: Repair): string {
  if (repair.length === 0) return 'not repaired';
  return repair.map((step) => `${repairRow(step.kind).done} ${amountWords(step)}`).join(', ');
}

/** The same for legends, where several steps need abbreviations: `LS 500 + FT 60 s` */
export function repairLabel(repair: Repair): string {
  if (repair.length < 2) return repairWords(repair);
  return repair.map((step) => `${repairRow(step.kind).short} ${amountWords(step)}`).join(' + ');
}
