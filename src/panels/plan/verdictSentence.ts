import type { Verdict } from '../../study/verdict';
import { words } from '../../words/words';

const say = words.plan.verdict;

/** What to expect of a plan, before anything is measured. */
export function verdictSentence(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'dense':
      return say.dense;
    case 'masked':
      return say.masked(verdict.encodedBytes);
    case 'skipped':
      return say.skipped(verdict.macs, verdict.encodedBytes);
    case 'removed':
      return say.removed(verdict);
  }
}
