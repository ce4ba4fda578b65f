/** What plans are called: whatever differs from the method's default is said, so that no two networks are named alike. */
import type { Ranking } from './ranking';
import { defaultOptions } from './methodOptions';
import { methodOf } from './methods';
import { levelText } from '../base/percent';
import { effectiveRanking } from './planKey';
import type { Plan, Ratios } from './plan';
import { ratiosWords, saysAll } from './ratios';
import { formatRatios } from './ratiosText';
import { isGradual, repairLabel, trainingStep } from './repairs';
import { defaultPlan } from './validatePlan';

/** `L1 norm 50 %, all together, recalibrated on 500`; `Dense, not repaired` for the uncut network of whatever method. */
export function planName(plan: Plan): string {
  return [head(plan), ...settingWords(plan), repairLabel(plan.repair)].join(', ');
}

/** The same where room is scarce: the usual repair is not said. */
export function shortName(plan: Plan): string {
  return [head(plan), ...settingWords(plan), ...unusualRepair(plan)].join(', ');
}

/** A line of a chart, all levels: `L1 norm, all together`. */
export function lineName(plan: Plan): string {
  const { label } = methodOf(plan.method);
  return [label, ...settingWords(plan), ...unusualRepair(plan)].join(', ');
}

function head({ method, level }: Plan): string {
  return level === 0 ? 'Dense' : `${methodOf(method).label} ${levelText(level)}`;
}

/** Nothing where it is the usual one. */
export function unusualRepair({ repair }: Plan): string[] {
  const words = repairLabel(repair);
  return words === repairLabel(defaultPlan().repair) ? [] : [words];
}

/** What differs from the method's default and has influence, beside level and repair. */
export function settingWords(plan: Plan): string[] {
  return Object.values(SETTINGS).flatMap((words) => words(plan) ?? []);
}

type Setting = Exclude<keyof Plan, 'method' | 'level' | 'repair'>;

/** A row for every field of a plan: a new one cannot be forgotten here. */
const SETTINGS: Record<Setting, (plan: Plan) => string | null> = {
  scope: (plan) =>
    cutsChannels(plan) && plan.scope !== usual(plan).scope ? SCOPE_WORDS[plan.scope] : null,
  shares: ({ shares, level }) => (shares && level > 0 ? sharesWords(shares) : null),
  ratios: ({ ratios, level }) => (ratios && level > 0 ? wordsOfRatios(ratios) : null),
  ranking: (plan) => {
    const ranking = effectiveRanking(plan);
    return plan.level === 0 || ranking === usual(plan).ranking ? null : RANKING_WORDS[ranking];
  },
  rounding: (plan) =>
    cutsChannels(plan) && plan.rounding !== usual(plan).rounding
      ? `multiples of ${plan.rounding}`
      : null,
  minChannels: (plan) =>
    cutsChannels(plan) && plan.minChannels !== usual(plan).minChannels
      ? `at least ${plan.minChannels} ${plan.minChannels === 1 ? 'channel' : 'channels'}`
      : null,
  seed: (plan) =>
    drawsLots(plan) && plan.seed !== defaultPlan().seed ? `seed ${plan.seed}` : null,
  schedule: (plan) => (isGradual(plan) ? `${plan.schedule} schedule` : null),
};

const SCOPE_WORDS: Record<Plan['scope'], string> = {
  inner: 'inner channels',
  'inner-streams': 'inner + streams',
  all: 'all channels',
};

const RANKING_WORDS: Record<Ranking, string> = {
  set: 'each set for itself',
  global: 'all together',
  'global-macs': 'all by MACs',
  'global-bytes': 'all by bytes',
};

function usual({ method }: Plan) {
  return defaultOptions(method);
}

function cutsChannels({ method, level }: Plan): boolean {
  return level > 0 && methodOf(method).criterion.kind === 'channels';
}

function drawsLots({ method, level, repair }: Plan): boolean {
  return (level > 0 && methodOf(method).seeded) || trainingStep(repair) !== undefined;
}

/** The largest share tells a person which it is; the number behind it tells apart what agrees in that. */
function sharesWords(shares: readonly number[]): string {
  return `allocated up to ${levelText(Math.max(...shares))} (${fingerprint(shares.join(' '))})`;
}

/** The number stands for the names where they are too many to say. */
function wordsOfRatios(ratios: Ratios): string {
  const words = ratiosWords(ratios);
  return saysAll(ratios) ? words : `${words} (${fingerprint(formatRatios(ratios))})`;
}

/** Six hexadecimal digits of a text: FNV-1a, the same on every machine. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 8).toString(16).padStart(6, '0');
}
