/** Advice in plain words. */
import { inWords } from '../words/inWords';
import { words } from '../words/words';
import { precisionRow } from '../pruning/precisions';
import { shortName } from '../pruning/planName';
import { isDense, precisionOf } from '../pruning/repairs';
import type { Advice, Judged } from './advice';
import type { Candidate } from './candidates';
import type { Miss } from './misses';
import { limited, QUANTITIES, type QuantityId } from './quantities';
import { publishedAnswer } from './publishedWidths';
import { smallerAnswer, type SmallerNetwork } from './smallerNetworks';

const say = words.advice;

/** All that is to be said of it, in order, one sentence each. */
export function adviceSentences(
  advice: Advice,
  smaller: readonly SmallerNetwork[] = [],
): readonly string[] {
  const { recommended } = advice;
  return [
    ...(recommended ? recommendation(advice, recommended) : nothing(advice)),
    ...smallerSentences(advice, smaller),
    ...limitSentences(advice),
    ...cautions(advice),
  ];
}

function recommendation(advice: Advice, recommended: Judged): string[] {
  const { runnerUp, uncut } = advice;
  return [
    say.take(shortName(recommended.point.plan), figuresText(advice, recommended)),
    reason(advice),
    sureness(advice, recommended),
    ...leastSure(recommended),
    ...(advice.goal === 'loss' && recommended.best < TOLD_APART * recommended.satisfies
      ? [say.morePictures]
      : []),
    ...uncutSentences(recommended),
    ...(runnerUp
      ? [say.runnerUp(shortName(runnerUp.point.plan), figuresText(advice, runnerUp), runnerUp.best)]
      : []),
    ...(uncut && recommended.point.plan.level > 0 && uncut.point !== runnerUp?.point
      ? [say.uncutToo(shortName(uncut.point.plan), figuresText(advice, uncut))]
      : []),
  ];
}

/** What is asked, and always accuracy and size: `loses 0.40 points, 4.25 MB, 1.02 ms`. */
export function figuresText(
  { goal, budgets }: Pick<Advice, 'goal' | 'budgets'>,
  of: Pick<Candidate, 'quantities'>,
) {
  const asked = new Set<QuantityId>(['loss', 'bytes', goal, ...limited(budgets)]);
  const figures = QUANTITIES.flatMap(({ id }) => {
    const quantity = of.quantities[id];
    return asked.has(id) && quantity ? [say.figures[id](quantity.value)] : [];
  });
  return say.list(figures);
}

function reason({ budgets, goal, satisfying, known }: Advice): string {
  return limited(budgets).length === 0
    ? say.reasonOfAll(say.best[goal], known.length)
    : say.reason(say.best[goal], satisfying.length, known.length);
}

function sureness({ budgets, goal }: Advice, { satisfies, best }: Judged): string {
  return limited(budgets).length === 0
    ? say.sureOfBest(best, say.best[goal])
    : say.sure(satisfies, best, say.best[goal]);
}

/** Likelier than not. */
const TOLD_APART = 0.5;
/** Surer than this nobody needs a word. */
const SURE = 0.95;

function leastSure({ within }: Judged): string[] {
  const doubts = QUANTITIES.flatMap(({ id }) => {
    const chance = within[id];
    return chance !== undefined && chance < SURE ? [{ id, chance }] : [];
  });
  const [least] = doubts.sort((a, b) => a.chance - b.chance);
  return least ? [say.leastSure(say.quantities[least.id], least.chance)] : [];
}

/** Pruning is not what the budget asks for. */
function uncutSentences({ point: { plan } }: Judged): string[] {
  if (plan.level > 0) return [];
  if (isDense(plan)) return [say.uncutDense];
  const { label } = inWords('precisions', precisionRow(precisionOf(plan)));
  return [say.uncutStored(label)];
}

function nothing({ known, nearest }: Advice): string[] {
  if (!nearest) return [say.nothingKnown];
  const { candidate, by } = nearest;
  return [say.none(known.length), say.nearest(shortName(candidate.point.plan), missText(by))];
}

function missText(by: Miss['by']): string {
  return say.list(by.map(({ quantity, excess }) => say.value[quantity](excess)));
}

function smallerSentences(advice: Advice, networks: readonly SmallerNetwork[]): string[] {
  if (networks.length === 0) return publishedSentences(advice);
  const answer = smallerAnswer(advice, networks);
  if (!answer) return [];
  const { name, loss, bytes } = answer.network;
  const figures = say.list([say.figures.loss(loss), say.figures.bytes(bytes)]);
  return [answer.sure ? say.smaller(name, figures) : say.smallerUntimed(name, figures)];
}

function publishedSentences(advice: Advice): string[] {
  const published = publishedAnswer(advice);
  return published ? [say.published(published)] : [];
}

function limitSentences({ limit, recommended, budgets, goal }: Advice): string[] {
  if (!limit || !recommended) return [];
  const { quantity, without } = limit;
  const text = say.value[quantity](budgets[quantity]!);
  const figures = figuresText({ goal, budgets }, without);
  return [say.limit(say.quantities[quantity], text, shortName(without.point.plan), figures)];
}

function cautions({ leftOut, source }: Advice): string[] {
  return [
    ...(leftOut > 0 ? [say.leftOut(leftOut)] : []),
    ...(source === 'estimated' ? [say.estimated] : []),
    ...(source === 'simulated' ? [say.simulated] : []),
  ];
}
