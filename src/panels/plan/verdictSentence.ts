import { precisionRow, USUAL_PRECISION, type Precision } from '../../pruning/precisions';
import type { Verdict } from '../../study/verdict';
import { inWords } from '../../words/inWords';
import { words } from '../../words/words';

const say = words.plan.verdict;

/** What to expect of a plan, before anything is measured. */
export function verdictSentence(verdict: Verdict, precision: Precision = USUAL_PRECISION): string {
  const sentence = ofCut(verdict);
  if (precision === USUAL_PRECISION) return sentence;
  return say.inPrecision(inWords('precisions', precisionRow(precision)).label, sentence);
}

function ofCut(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'dense':
      return say.dense;
    case 'stored':
      return say.stored(verdict.bytes);
    case 'masked':
      return say.masked(verdict.encodedBytes);
    case 'skipped':
      return say.skipped(verdict.macs, verdict.encodedBytes);
    case 'removed':
      return say.removed(verdict);
  }
}
