/** Plans that cannot be carried out, and what they are written as. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';

type Choices = readonly (string | number)[];

export const plan = {
  'method-unknown': unknown('method'),
  'scope-unknown': unknown('scope'),
  'ranking-unknown': unknown('ranking'),
  'rounding-unknown': unknown('rounding'),
  'schedule-unknown': unknown('schedule'),
  'repair-unknown': unknown('repair'),
  'precision-unknown': unknown('precision'),
  'learning-rate-unknown': unknown('learning rate'),
  'min-channels-range': whole('minChannels'),
  'seed-range': whole('seed'),
  'level-range': ({ level }: { level: number }) =>
    `invalid level: ${level}; give a share to cut from 0 up to, but not including, 1`,
  'level-not-of-method': ({ level, method, levels }: Fixed & { level: number }) =>
    `invalid level: ${level}; ${method} can only have ${levels.join(' or ')}`,
  'level-too-high': ({ level, cause }: { level: number; cause: Note }, say: Say) =>
    `level too high: ${level}; ${say(cause)}: choose a lower level`,
  'weights-run-out': (v: { layer: string | null; most: number; weights: number }) =>
    `at most ${v.most} of ${v.weights} weights can be cut, so that ${v.layer ?? 'every layer'} keeps one`,
  'channels-run-out': ({ least }: { least: number }) =>
    `sets would fall below ${least} channels (minChannels)`,
  'set-left-small': (set: SmallSet) => `${set.name} ${wouldKeep(set)}`,
  'ranking-not-of-method': (v: { ranking: string; method: string; rankings: Choices }) =>
    `invalid ranking: ${v.ranking}; ${v.method} can be ranked by ${v.rankings.join(', ')}`,
  'shares-not-of-method': ({ method, ranking }: { method: string; ranking: string }) =>
    `shares with ${method} ranked by ${ranking}: leave them out or rank a channel method by set`,
  'shares-no-list': ({ shares }: { shares: string }) =>
    `invalid shares: ${shares}; give a list of numbers`,
  'share-range': ({ share }: { share: number }) =>
    `invalid shares: ${share}; give one number of at least 0 and below 1 for each channel set`,
  'shares-all-zero': 'invalid shares: all are 0; let at least one channel set give some',
  'shares-count': ({ shares, sets }: { shares: number; sets: number }) =>
    `invalid shares: ${shares} of them for ${sets} channel sets; give one for each`,
  'ratios-no-object': ({ ratios }: { ratios: string }) =>
    `invalid ratios: ${ratios}; give a number for each name`,
  'ratios-beside-shares': 'ratios and shares together: give either, not both',
  'channel-set-unknown': (v: { name: string; scope: string; method: string; sets: Choices }) =>
    `unknown channel set in scope ${v.scope}: ${v.name}; ${v.method} has ${v.sets.join(', ')}`,
  'layer-unknown': ({ name, method, layers }: { name: string; method: string; layers: Choices }) =>
    `unknown layer: ${name}; ${method} has ${layers.join(', ')}`,
  'ratio-range': ({ name, ratio }: Ratio) =>
    `invalid ratio of ${name}: ${ratio}; give a share to cut from 0, which leaves it out, up to, but not including, 1`,
  'ratio-not-of-method': ({ name, ratio, method, levels }: Fixed & Ratio) =>
    `invalid ratio of ${name}: ${ratio}; ${method} can only have ${levels.join(' or ')}`,
  'ratio-empties': (ratio: Ratio) => ratioTooHigh(ratio, 'would keep no weight'),
  'ratio-leaves-small': ({ ratio, ...set }: SmallSet & Ratio) =>
    ratioTooHigh({ name: set.name, ratio }, wouldKeep(set)),
  'ratio-text': ({ part }: { part: string }) =>
    `invalid ratio: ${part}; write NAME=NUMBER, such as inner 3=0.25`,
  'ratio-twice': ({ name }: { name: string }) => `two ratios of ${name}; give one`,
  'repair-text': ({ part, fits, trainings }: { part: string; fits: Names; trainings: Names }) =>
    `unknown repair: ${part}; give none, or some of ${fits.map((id) => `${id}=IMAGES`).join(', ')} and ` +
    `${trainings.map((id) => `${id}=BUDGET`).join(' or ')} joined by +, ` +
    'where a budget is such as 60s, 500steps, 2epochs or 60s:cosine',
  'repair-images-range': (v: Range & { step: string }) => whole(`${v.step} images`)(v),
  'repair-steps-range': (v: Range & { step: string }) => whole(`${v.step} steps`)(v),
  'repair-budget-unknown': (v: { step: string; value: string; choices: Choices }) =>
    unknown(`${v.step} budget`)(v),
  'repair-budget-range': (v: { step: string; unit: string; amount: number; most: number }) =>
    `invalid ${v.step} ${v.unit}: ${v.amount}; give a number above 0 and at most ${v.most}`,
  'training-not-last': (v: { training: string; step: string; trainings: Names }) =>
    `invalid repair: ${v.training} and ${v.step} together; ${v.trainings.join(' or ')} comes once, last`,
  'repair-precision': (v: { step: string; needs: string; precision: string }) =>
    `invalid repair: ${v.step} in ${v.precision}; choose the precision ${v.needs}, or leave ${v.step} out`,
  'repair-order': ({ step, before, order }: { step: string; before: string; order: Names }) =>
    `invalid repair: ${step} after ${before}; give each step once, in the order ${order.join(', ')}`,
  'budget-too-low': ({ budget, cost }: { budget: number; cost: number }) =>
    `budget too low: ${digits(budget)}; with no channel left to give the network still costs ${digits(cost)}: choose a higher budget`,
};

type Names = readonly string[];

interface Fixed {
  readonly method: string;
  readonly levels: readonly number[];
}

interface Ratio {
  readonly name: string;
  readonly ratio: number;
}

interface Range {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

interface SmallSet {
  readonly name: string;
  readonly left: number;
  readonly channels: number;
  readonly least: number;
}

function unknown(what: string) {
  return ({ value, choices }: { value: string | number; choices: Choices }) =>
    `unknown ${what}: ${value}; choose one of ${choices.join(', ')}`;
}

function whole(what: string) {
  return ({ value, least, most }: Range) =>
    `invalid ${what}: ${value}; give a whole number from ${least} to ${most}`;
}

function ratioTooHigh({ name, ratio }: Ratio, why: string): string {
  return `ratio too high: ${name} at ${ratio} ${why}; choose a lower ratio`;
}

function wouldKeep({ left, channels, least }: SmallSet): string {
  return `would keep ${left} of ${channels} channels, fewer than ${least}`;
}

function digits(value: number): number {
  return Number(value.toPrecision(3));
}
