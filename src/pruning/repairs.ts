/** What follows from the table of repair steps. */
import { methodOf } from './methods';
import type {
  Budget,
  Plan,
  PlanStep,
  Rate,
  Repair,
  RepairStep,
  StoringStep,
  TrainingStep,
} from './plan';
import { precisionRow, USUAL_PRECISION, type Precision } from './precisions';
import { REPAIR_TABLE, type RepairRow as Row } from './repairTable';
import type { Unsaid } from '../words/rows';

export type RepairKind = RepairStep['kind'];

export interface RepairRow extends Row {
  readonly standard: RepairStep;
}

export const REPAIRS: readonly RepairRow[] = REPAIR_TABLE;

/** Units of a budget, as they are written; what they are called stands in src/words. */
export const BUDGET_UNITS: readonly {
  readonly unit: Budget['unit'];
  readonly suffix: string;
  /** The largest amount that is accepted. */
  readonly most: number;
}[] = [
  { unit: 'seconds', suffix: 's', most: 86_400 },
  { unit: 'steps', suffix: 'steps', most: 1_000_000 },
  { unit: 'epochs', suffix: 'epochs', most: 1000 },
];

interface RateRow {
  readonly id: Rate;
  readonly label: string;
  readonly summary: string;
}

const RATE_ROWS: readonly RateRow[] = [
  { id: 'one-cycle', label: 'one cycle', summary: 'Up to the peak in the first 30 %, then down' },
  { id: 'cosine', label: 'cosine', summary: 'From the peak down to nothing' },
];

/** Learning rates of a training; the first is taken where nothing is said. In words by `inWords('rates', row)`. */
export const RATES: readonly Unsaid<'rates', RateRow>[] = RATE_ROWS;

const rows = new Map(REPAIRS.map((row) => [row.id, row]));
const TRAININGS = new Set(REPAIRS.filter(({ trains }) => trains).map(({ id }) => id));

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

/** Whether it does the dense network's work with the dense network's weights: nothing is cut, trained or rounded. */
export function isDense(plan: Pick<Plan, 'level' | 'repair' | 'precision'>): boolean {
  return plan.level === 0 && trainingStep(plan.repair) === undefined && !storingStep(plan);
}

/** The dense network as it came, for a comparison with what the plan makes of it. */
export function densePlan(plan: Plan): Plan {
  return { ...plan, level: 0, repair: [], precision: undefined };
}

export function precisionOf({ precision = USUAL_PRECISION }: Pick<Plan, 'precision'>): Precision {
  return precision;
}

/** The usual one is left out, so that a plan is written in one way only. */
export function withPrecision(precision: Precision): Pick<Plan, 'precision'> {
  return { precision: precision === USUAL_PRECISION ? undefined : precision };
}

/** Whether a plan of this precision can have the step. */
export function suits({ kind }: RepairStep, precision: Precision): boolean {
  return [undefined, precision].includes(repairRow(kind).precision);
}

/** Undefined where the weights stay as they are. */
export function storingStep(plan: Pick<Plan, 'precision'>): StoringStep | undefined {
  const kind = precisionOf(plan);
  return kind === 'float32' ? undefined : { kind };
}

/** Whether anything at all is asked for behind the cut: its outcome is what the plan is judged by. */
export function endsBehindCut(plan: Pick<Plan, 'repair' | 'precision'>): boolean {
  return plan.repair.length > 0 || storingStep(plan) !== undefined;
}

export function isStoring(step: PlanStep): step is StoringStep {
  return !rows.has(step.kind as RepairKind);
}

export function isTraining(step: PlanStep): step is TrainingStep {
  return TRAININGS.has(step.kind as RepairKind);
}

/**
 * What is really done, in order: nothing is repaired where nothing was cut, though training and rounding change the network
 * all the same; and what is cut little by little is whole before the training, so that the other steps find nothing.
 */
export function stepsTaken(plan: Plan): readonly PlanStep[] {
  const training = trainingStep(plan.repair);
  const bare = isGradual(plan) || (plan.level === 0 && !training);
  const repair = bare ? plan.repair.filter(isTraining) : plan.repair;
  const storing = storingStep(plan);
  return storing ? [...repair, storing] : repair;
}

/** Training images that its steps look at, from the first on; Infinity where it trains, on all of them. */
export function imagesOf(plan: Plan): number {
  return Math.max(0, ...stepsTaken(plan).map(imagesOfStep));
}

function imagesOfStep(step: PlanStep): number {
  if (isStoring(step)) return precisionRow(step.kind).calibrationImages;
  return isTraining(step) ? Infinity : step.images;
}

export function rateOf({ rate = RATES[0].id }: TrainingStep): Rate {
  return rate;
}

export function rateRow(id: Rate): Unsaid<'rates', RateRow> {
  return RATES.find((row) => row.id === id)!;
}

/** The usual rate is left out, so that a plan is written in one way only. */
export function withRate({ kind, budget }: TrainingStep, rate: Rate): TrainingStep {
  return rate === RATES[0].id ? { kind, budget } : { kind, budget, rate };
}
