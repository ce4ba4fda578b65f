/** What a point's accuracy was along its repair. */
import type { OperatingPoint } from '../../study/point';
import type { Proportion } from '../../study/proportion';

export interface Rung {
  /** Of the step, as the command line writes it; null right after cutting. */
  readonly name: string | null;
  readonly accuracy: Proportion;
}

/** None before its pictures are answered, or where it has none. A point from a file may not tell of its steps. */
export function rungsOf({
  accuracy: { afterCutting, afterRepair },
  repairSteps,
  plan,
}: Pick<OperatingPoint, 'accuracy' | 'repairSteps' | 'plan'>): Rung[] {
  if (afterCutting.total === 0) return [];
  const kinds = plan.repair.map(({ kind }) => kind).join(' + ');
  const last = afterRepair ? [{ name: kinds, accuracy: afterRepair }] : [];
  const steps = repairSteps?.map(({ step, accuracy }) => ({ name: step, accuracy })) ?? last;
  return [{ name: null, accuracy: afterCutting }, ...steps];
}
