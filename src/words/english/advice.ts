/** Which network to take for a budget, how sure that is, and what to measure next. */
import { bytes, count, decimal, milliseconds, millijoules } from '../numbers';

const value = {
  /** @param share of accuracy that is given away */
  loss: (share: number) => `${decimal(100 * share, 2)} points`,
  bytes: (number: number) => bytes(number),
  ms: (number: number) => milliseconds(number),
  joules: (number: number) => millijoules(number),
  memory: (number: number) => bytes(number),
};

export const advice = {
  title: 'Which one?',
  intro: 'Say what you can afford; leave empty what does not matter.',
  limits: 'Budgets',
  /** Above the fields, each with its unit. */
  atMost: {
    loss: 'Accuracy loss, at most',
    bytes: 'Size, at most',
    ms: 'Time, at most',
    joules: 'Energy, at most',
    memory: 'Memory, at most',
  },
  units: { loss: 'points', bytes: 'MB', ms: 'ms', joules: 'mJ', memory: 'MB' },
  /** @param value of the dense network */
  dense: (value: string) => `dense: ${value}`,
  againstDense: 'below the dense network',
  unknownHere: 'not known here',
  goal: 'Of those, the',
  goals: {
    loss: 'most accurate',
    bytes: 'smallest',
    ms: 'fastest',
    joules: 'least energy',
    memory: 'least memory',
  },
  clear: 'No budgets',
  strange: (parts: readonly string[]) => `This is no budget: ${parts.join(', ')}.`,
  fromExample:
    'Nothing was measured on this machine yet: this comes from the example study, measured elsewhere. Times and memory are of that machine.',
  load: 'Load this plan',
  loaded: 'Loaded',
  exportIt: 'Export…',
  next: 'Worth measuring next',
  nextHint: 'Between measured levels, from their neighbours: expectations, not measurements.',
  /** @param gain of the goal, in words; null where nothing keeps to the budget yet */
  expected: (figures: string, gain: string | null, satisfies: number) =>
    `expected: ${figures}; keeps to the budget with ${chance(satisfies)}` +
    (gain === null ? '' : `, brings ${gain} on average`),
  gains: {
    loss: (share: number) => `${value.loss(share)} of accuracy`,
    bytes: (number: number) => `${bytes(number)} less`,
    ms: (number: number) => `${milliseconds(number)} less`,
    joules: (number: number) => `${millijoules(number)} less`,
    memory: (number: number) => `${bytes(number)} less memory`,
  },
  untried: 'not tried here; int8 keeps numbers in a quarter of the bytes',
  nothingNext: 'No level between measured ones promises more.',
  measure: 'Measure',
  measureName: (name: string) => `Measure ${name}`,
  guidance: 'Technique by budget',
  guidanceHint:
    'The winner of each goal on this machine, and how much more the next technique needs.',
  goalColumn: 'Goal',
  lossColumn: (points: string) => `loses ≤ ${points}`,
  margin: (share: number, best: number) =>
    `next ${share < 0.0005 ? 'as good' : `+${decimal(100 * share, share < 0.1 ? 1 : 0)} %`}, sure to ${chance(best)}`,
  alone: (best: number) => `no other technique, sure to ${chance(best)}`,
  /** A technique and what speaks for it. */
  winner: (name: string, why: string) => `${name}: ${why}`,
  needs: (figure: string, ahead: string) => `${figure}; ${ahead}`,
  noWinner: 'none',
  notMeasured: 'not measured',
  runStudy: 'Run the study that tells',
  quantities: {
    loss: 'accuracy loss',
    bytes: 'size',
    ms: 'time',
    joules: 'energy',
    memory: 'memory',
  },
  value,
  figures: {
    loss: (share: number) =>
      share > 0
        ? `loses ${value.loss(share)}`
        : share < 0
          ? `gains ${value.loss(-share)}`
          : 'loses nothing',
    bytes: value.bytes,
    ms: value.ms,
    joules: value.joules,
    memory: (number: number) => `${bytes(number)} of memory`,
  },
  list: (items: readonly string[]) => items.join(', '),
  best: {
    loss: 'the most accurate',
    bytes: 'the smallest',
    ms: 'the fastest',
    joules: 'the one with the least energy',
    memory: 'the one with the least memory',
  },

  take: (name: string, figures: string) => `Take ${name}: ${figures}.`,
  /** @param satisfying networks that keep to the budget */
  reason: (best: string, satisfying: number, considered: number) =>
    satisfying === 1
      ? `Of ${networks(considered)} it alone keeps to the budget.`
      : `Of ${networks(considered)}, ${count(satisfying)} keep to the budget; it is ${best} of them.`,
  /** Without a budget. */
  reasonOfAll: (best: string, considered: number) => `It is ${best} of ${networks(considered)}.`,
  sure: (satisfies: number, best: number, which: string) =>
    `It really keeps to the budget with a chance of ${chance(satisfies)}, and is ${which} that does with ${chance(best)}.`,
  sureOfBest: (best: number, which: string) =>
    `It is really ${which} with a chance of ${chance(best)}.`,
  leastSure: (quantity: string, within: number) =>
    `What is least sure is its ${quantity}: within the budget with ${chance(within)}.`,
  morePictures: 'The pictures that it answered cannot tell it from others: more of them would.',
  runnerUp: (name: string, figures: string, best: number) =>
    `Next comes ${name}: ${figures}; best of all with ${chance(best)}.`,
  limit: (quantity: string, limit: string, name: string, figures: string) =>
    `What limits it is the budget for ${quantity}, ${limit}: without it, ${name} would be better (${figures}).`,
  uncutDense: 'Nothing has to be cut: the dense network keeps to the budget.',
  uncutStored: (precision: string) => `Nothing has to be cut: ${precision} alone is enough.`,
  /** Pruning is not needed, though it is a little better. */
  uncutToo: (name: string, figures: string) =>
    `Without any cut, ${name} keeps to it too: ${figures}.`,
  smaller: (name: string, figures: string) =>
    `Pruning is the wrong way here: ${name}, dense and trained from scratch, is better (${figures}).`,
  smallerUntimed: (name: string, figures: string) =>
    `${name}, dense and trained from scratch, may be better (${figures}): open it and measure its time here.`,
  published: ({ loss, macs, source }: { loss: number; macs: number; source: string }) =>
    `A network that is trained small may be better: on ImageNet MobileNetV2 lost ${value.loss(loss)} at ` +
    `${decimal(100 * macs, 0)} % of the multiplications (${source}).`,
  none: (considered: number) =>
    considered === 1
      ? 'The one network that was measured does not keep to this budget.'
      : `None of ${networks(considered)} keeps to this budget.`,
  nothingKnown: 'Nothing was measured yet of which all of this is known.',
  nearest: (name: string, misses: string) => `Nearest is ${name}: it misses by ${misses}.`,
  leftOut: (number: number) =>
    number === 1
      ? '1 network is left out: not all of this is known of it here.'
      : `${count(number)} networks are left out: not all of this is known of them here.`,
  estimated: 'Energy is estimated from the time, not measured.',
  simulated: 'Energy comes from a simulated meter, not from this machine.',
};

function networks(number: number): string {
  return number === 1 ? '1 network' : `${count(number)} networks`;
}

/** Never surer than the worlds that were drawn. */
function chance(share: number): string {
  const percent = Math.round(100 * share);
  if (percent < 1) return 'less than 1 %';
  return percent > 99 ? 'more than 99 %' : `${percent} %`;
}
