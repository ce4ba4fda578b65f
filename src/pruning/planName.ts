/** What plans are called: whatever differs from the method's default is said, so that no two networks are named alike. */
import { words } from '../words/words';
import { defaultOptions } from './methodOptions';
import { methodOf } from './methods';
import { levelText } from '../words/numbers';
import { effectiveRanking } from './planKey';
import type { Plan, Ratios } from './plan';
import { entriesOf } from './ratios';
import { formatRatios } from './ratiosText';
import { repairLabel } from './repairName';
import { precisionRow } from './precisions';
import { isGradual, storingStep, trainingStep } from './repairs';
import { defaultPlan } from './validatePlan';
import { inWords } from '../words/inWords';

const say = words.planNames;

/** `L1 norm 50 %, all together, recalibrated on 500`; `Dense, not repaired` for the uncut network of whatever method. */
export function planName(plan: Plan): string {
  return say.list([head(plan), ...settingWords(plan), repairLabel(plan.repair)]);
}

/** The same where room is scarce: the usual repair is not said. */
export function shortName(plan: Plan): string {
  return say.list([head(plan), ...settingWords(plan), ...unusualRepair(plan)]);
}

/** A line of a chart, all levels: `L1 norm, all together`. */
export function lineName(plan: Plan): string {
  const { label } = inWords('methods', methodOf(plan.method));
  return say.list([label, ...settingWords(plan), ...unusualRepair(plan)]);
}

function head({ method, level }: Plan): string {
  return level === 0
    ? say.dense
    : say.cut(inWords('methods', methodOf(method)).label, levelText(level));
}

/** Nothing where it is the usual one. */
export function unusualRepair({ repair }: Plan): string[] {
  const name = repairLabel(repair);
  return name === repairLabel(defaultPlan().repair) ? [] : [name];
}

/** What differs from the method's default and has influence, beside level and repair. */
export function settingWords(plan: Plan): string[] {
  return settings(plan).map(({ words }) => words);
}

/** The same as files are named: no language changes it. */
export function settingIds(plan: Plan): string[] {
  return settings(plan).map(({ id }) => id);
}

function settings(plan: Plan): Named[] {
  return Object.values(SETTINGS).flatMap((named) => named(plan) ?? []);
}

type Setting = Exclude<keyof Plan, 'method' | 'level' | 'repair'>;

interface Named {
  readonly id: string;
  readonly words: string;
}

/** A row for every field of a plan: a new one cannot be forgotten here. */
const SETTINGS: Record<Setting, (plan: Plan) => Named | null> = {
  scope: (plan) =>
    cutsChannels(plan) && plan.scope !== usual(plan).scope
      ? { id: plan.scope, words: say.scopes[plan.scope] }
      : null,
  shares: ({ shares, level }) => (shares && level > 0 ? namedShares(shares) : null),
  ratios: ({ ratios, level }) => (ratios && level > 0 ? namedRatios(ratios) : null),
  ranking: (plan) => {
    const ranking = effectiveRanking(plan);
    const told = plan.level > 0 && ranking !== usual(plan).ranking;
    return told ? { id: ranking, words: say.rankings[ranking] } : null;
  },
  rounding: (plan) =>
    cutsChannels(plan) && plan.rounding !== usual(plan).rounding
      ? { id: `rounding-${plan.rounding}`, words: say.rounding(plan.rounding) }
      : null,
  minChannels: (plan) =>
    cutsChannels(plan) && plan.minChannels !== usual(plan).minChannels
      ? { id: `min-${plan.minChannels}`, words: say.minChannels(plan.minChannels) }
      : null,
  precision: (plan) => {
    const stored = storingStep(plan);
    return stored
      ? { id: stored.kind, words: inWords('precisions', precisionRow(stored.kind)).label }
      : null;
  },
  seed: (plan) =>
    drawsLots(plan) && plan.seed !== defaultPlan().seed
      ? { id: `seed-${plan.seed}`, words: say.seed(plan.seed) }
      : null,
  schedule: (plan) =>
    isGradual(plan) ? { id: plan.schedule, words: say.schedules[plan.schedule] } : null,
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
function namedShares(shares: readonly number[]): Named {
  const code = fingerprint(shares.join(' '));
  const text = say.allocated(levelText(Math.max(...shares)));
  return { id: `shares-${code}`, words: say.withCode(text, code) };
}

/** Up to so many names are said. */
const FEW = 2;

/** `inner 3 left out, inner 5 at 25 %`; the number stands for the names where they are too many to say. */
function namedRatios(ratios: Ratios): Named {
  const entries = entriesOf(ratios);
  const code = fingerprint(formatRatios(ratios));
  const words =
    entries.length <= FEW
      ? say.list(entries.map(ratioWords))
      : say.withCode(countedRatios(entries), code);
  return { id: `ratios-${code}`, words };
}

function ratioWords([name, ratio]: [string, number]): string {
  return ratio === 0 ? say.ratios.leftOut(name) : say.ratios.byHand(name, levelText(ratio));
}

function countedRatios(entries: readonly [string, number][]): string {
  const whole = entries.filter(([, ratio]) => ratio === 0).length;
  return say.list([
    ...(whole > 0 ? [say.ratios.countLeftOut(whole)] : []),
    ...(entries.length > whole ? [say.ratios.countByHand(entries.length - whole)] : []),
  ]);
}

/** Six hexadecimal digits of a text: FNV-1a, the same on every machine. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 8).toString(16).padStart(6, '0');
}
