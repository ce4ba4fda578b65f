/** Pictures on which two networks part: one is right where the other is wrong. */
import { answeredBy, fateOf, worstFirst, type Answering, type ThreeAnswers } from './flips';
import type { MeasuredPoint } from './measuredPoint';

/** `lost`: only the first is right; `gained`: only the second. */
export type PairFate = 'lost' | 'gained';

/** The first network in the place of the dense one. Null where single answers are not at hand. */
export function pairAnswers(
  first: MeasuredPoint,
  second: MeasuredPoint,
  labels: Uint16Array,
): ThreeAnswers | null {
  const [dense, cut] = [finalAnswering(first), finalAnswering(second)];
  return dense && cut && { labels, dense, cut, repaired: null };
}

/** Images, by index: those first of which both were surest. */
export function pairFlips(answers: ThreeAnswers, fate: PairFate): number[] {
  if (fate === 'lost') return worstFirst(answers, fate);
  // Seen from the other side, what was gained is lost.
  return worstFirst({ ...answers, dense: answers.cut, cut: answers.dense }, 'lost');
}

/** How many pictures both answer alike as to right and wrong, of those that both have answered. */
export function agreeing(answers: ThreeAnswers): number {
  const fates = Array.from({ length: answeredBy(answers) }, (_, image) => fateOf(answers, image));
  return fates.filter((fate) => fate !== 'lost' && fate !== 'gained').length;
}

function finalAnswering({ answers }: MeasuredPoint): Answering | null {
  if (!answers) return null;
  const { afterCutting, afterRepair, confidences } = answers;
  return afterRepair
    ? { predictions: afterRepair, confidences: confidences?.afterRepair ?? null }
    : { predictions: afterCutting, confidences: confidences?.afterCutting ?? null };
}
