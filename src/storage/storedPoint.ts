import type { Plan, RepairStep } from '../pruning/plan';
import type { OperatingPoint, Origin } from '../study/point';
import { notesOf } from '../study/earlierNotes';
import { idOf, type MeasuredPoint, type PointAnswers } from '../study/measuredPoint';
import { UNKNOWN_ENVIRONMENT, type Environment } from '../study/environment';
import { FASHION_MNIST } from '../subject/datasets';

/** Repairs as the page kept them before they were lists of steps. */
type OneRepair = RepairStep | { readonly kind: 'none' };
type StoredPlan = Omit<Plan, 'repair' | 'schedule'> &
  Partial<Pick<Plan, 'schedule'>> & { readonly repair: Plan['repair'] | OneRepair };

/** Answers as the page kept them while no data set had more than 256 classes. */
interface ByteAnswers {
  readonly afterCutting: Uint8Array;
  readonly afterRepair: Uint8Array | null;
}

/** A point that an earlier version of the page may have stored: without its origin, but for the date. */
export interface StoredPoint extends Omit<MeasuredPoint, 'point' | 'answers'> {
  readonly answers: PointAnswers | ByteAnswers | null;
  readonly point: Omit<OperatingPoint, 'plan' | 'origin'> &
    Partial<Pick<OperatingPoint, 'origin'>> & { readonly plan: StoredPlan };
  readonly measuredAt?: string;
}

export function upToDate(
  { point: stored, answers, measuredAt = UNDATED }: StoredPoint,
  modelId: string,
): MeasuredPoint {
  const { repair, schedule = 'one-shot', ...rest } = stored.plan;
  const plan: Plan = { ...rest, schedule, repair: listed(repair) };
  const { origin = unknownOrigin(modelId, measuredAt), notes = [] } = stored;
  const told = stored.origin ? notes : [...notes, ...notesOf(plan)];
  const point: OperatingPoint = {
    ...stored,
    plan,
    origin,
    ...(told.length > 0 && { notes: told }),
  };
  return { id: idOf(point), point, answers: answers && inSixteenBits(answers) };
}

function inSixteenBits(answers: PointAnswers | ByteAnswers): PointAnswers {
  const { afterCutting, afterRepair } = answers;
  return {
    ...answers,
    afterCutting: Uint16Array.from(afterCutting),
    afterRepair: afterRepair && Uint16Array.from(afterRepair),
  };
}

/** Every version of the page has stored dates; a damaged row is as old as can be. */
const UNDATED = new Date(0).toISOString();

function listed(repair: StoredPlan['repair']): Plan['repair'] {
  if (!('kind' in repair)) return repair;
  return repair.kind === 'none' ? [] : [repair];
}

/** Of points that were stored before the page kept environments and had another data set: no more is known of them. */
function unknownOrigin(modelId: string, measuredAt: string): Origin {
  const { model, dataset } = UNKNOWN_ENVIRONMENT;
  const environment: Environment = {
    ...UNKNOWN_ENVIRONMENT,
    model: { ...model, id: modelId },
    dataset: { ...dataset, name: FASHION_MNIST.name },
  };
  return { environment, measuredAt };
}
