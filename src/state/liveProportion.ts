import type { Proportion } from '../study/proportion';
import type { Measurement } from './measurer';

/** An accuracy in the making: whole once its images are answered, the last tick before that. */
export function liveProportion(
  { accuracy, cutTick, repairTick }: Measurement,
  stage: 'after-cutting' | 'after-repair',
  labels: Uint16Array,
): Proportion | null {
  const answers = stage === 'after-cutting' ? accuracy?.afterCutting : accuracy?.afterRepair;
  if (answers && answers.predictions.length > 0) {
    const correct = answers.predictions.filter((answer, i) => answer === labels[i]).length;
    return { correct, total: answers.predictions.length };
  }
  const last = stage === 'after-cutting' ? cutTick : repairTick;
  return last && last.total > 0 ? last : null;
}
