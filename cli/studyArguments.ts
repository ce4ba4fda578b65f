/** What `npm run study` accepts, from the same table of methods that the page reads. */
import { SCOPES, type Scope } from '../src/pruning/scope';
import { RANKINGS, type Ranking } from '../src/pruning/ranking';
import { RUNTIMES, USUAL_RUNTIME, type RuntimeId } from '../src/study/runtimes';
import { parseArgs } from 'node:util';
import { DEFAULT_MODEL, MODELS } from '../src/subject/models';
import { METHODS, methodOf } from '../src/pruning/methods';
import type { MethodId, Ratios, Repair, Rounding, Schedule } from '../src/pruning/plan';
import { ratioUnits } from '../src/pruning/ratios';
import { parseRatios } from '../src/pruning/ratiosText';
import { RATES, REPAIRS } from '../src/pruning/repairs';
import { formatRepair, parseRepair } from '../src/pruning/repairText';
import { ROUNDINGS, SCHEDULES } from '../src/pruning/validatePlan';
import { bundledNetwork } from './bundledNetwork';
import type { EnergyOrder } from '../src/state/studyEnergy';
import { DEFAULT_LEVELS, DEFAULT_METHODS, DEFAULT_STUDY_IMAGES } from '../src/study/defaultStudy';
import { sentence } from '../src/words/sentence';
import { inWords } from '../src/words/inWords';

export interface StudyArguments {
  readonly methods: readonly MethodId[];
  readonly levels: readonly number[];
  /** Folder of the checkpoint under public/models. */
  readonly model: string;
  /** Test images of every accuracy. */
  readonly images: number;
  readonly repair: Repair;
  readonly schedule: Schedule;
  readonly scope: Scope;
  readonly rounding: Rounding;
  /** By hand; undefined for none. A method takes those of its own sets or layers. */
  readonly ratios: Ratios | undefined;
  /** Undefined: each method's own default. */
  readonly ranking: Ranking | undefined;
  readonly seed: number;
  /** What answers the images; latency is timed on both. */
  readonly runtime: RuntimeId;
  /** Undefined: one worker a core. */
  readonly workers: number | undefined;
  readonly energy: EnergyArguments;
  /** Folder of study.json, study.csv and study.svg. */
  readonly out: string;
}

export interface EnergyArguments {
  readonly source: EnergyOrder['source'];
  /** Of `replay`: what a meter sent, as the page records it, or a log. */
  readonly file: string | null;
  /** Of `replay`: the supply's volts, where the file tells none. */
  readonly constantVolts?: number;
  readonly choice: EnergyOrder['choice'];
}

/** A mistake in the command line: its message is all that the user needs to see. */
export class ArgumentError extends Error {}

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  methods: { type: 'string', default: DEFAULT_METHODS.join(',') },
  levels: { type: 'string', default: DEFAULT_LEVELS.join(',') },
  images: { type: 'string', default: String(DEFAULT_STUDY_IMAGES) },
  model: { type: 'string', default: DEFAULT_MODEL.id },
  repair: { type: 'string', default: 'recalibrate' },
  schedule: { type: 'string', default: 'one-shot' },
  scope: { type: 'string', default: 'inner' },
  rounding: { type: 'string', default: '1' },
  ranking: { type: 'string' },
  'leave-out': { type: 'string' },
  ratios: { type: 'string' },
  seed: { type: 'string', default: '1' },
  runtime: { type: 'string', default: USUAL_RUNTIME },
  workers: { type: 'string' },
  energy: { type: 'string', default: 'none' },
  'energy-volts': { type: 'string' },
  'energy-window': { type: 'string' },
  'energy-repeats': { type: 'string' },
  'energy-cores': { type: 'string' },
  'energy-minutes': { type: 'string' },
  out: { type: 'string', default: 'study-out' },
} as const;

const IMAGES = [500, 1000, 2000, 10_000] as const;
const MAX_WORKERS = 8;

export function studyHelp(): string {
  const methods = METHODS.map((row) => `  ${row.id.padEnd(17)} ${inWords('methods', row).summary}`);
  const repairs = REPAIRS.map(
    (row) => `  ${formatRepair([row.standard]).padEnd(19)} ${inWords('repairs', row).summary}`,
  );
  return [
    'npm run study -- [options]   measures a study in headless Chromium',
    '',
    `  --methods LIST    method ids, comma-separated (${OPTIONS.methods.default})`,
    `  --levels LIST     shares to cut, in [0, 1) (${OPTIONS.levels.default})`,
    `  --images N        test images: ${IMAGES.join(', ')} (${OPTIONS.images.default})`,
    `  --model ID        checkpoint to prune: ${MODELS.map(({ id }) => id).join(', ')}`,
    '  --repair STEPS    none, or steps joined by +, such as least-squares+finetune=60s (recalibrate)',
    `  --schedule WHAT   when a training repair cuts: ${SCHEDULES.join(', ')} (one-shot)`,
    `  --scope WHAT      channel sets: ${SCOPES.join(', ')} (inner)`,
    `  --ranking WHAT    ${RANKINGS.join(', ')} (each method's own)`,
    `  --rounding N      kept channels rounded up to a multiple of ${ROUNDINGS.join(', ')} (1)`,
    '  --leave-out LIST  channel sets or layers that stay whole, such as "inner 1" or block_1/expand',
    '  --ratios LIST     shares to cut of single ones, such as "inner 3=0.25"; --levels is for the rest',
    '  --seed N          seed of the random methods (1)',
    `  --runtime WHAT    ${RUNTIMES.map(({ id }) => id).join(' or ')}: what answers the images; latency is timed on all (${USUAL_RUNTIME})`,
    `  --workers N       1 to ${MAX_WORKERS} (one a core)`,
    '  --energy WHAT     none, estimated (latency × documented power of a Raspberry Pi 4B), simulated',
    '                    (a simulated meter), or replay:FILE (a recording, or a log as CSV) (none)',
    '  --energy-volts V  the supply, where a log tells current alone',
    '  --energy-window S seconds of a window (10; 30 for meters of less than 10 readings a second)',
    '  --energy-repeats N windows of each network at least, 2 to 10 (3)',
    '  --energy-minutes N begins no new round after so many minutes (60)',
    '  --energy-cores N  one, or all: cores that run the network at once (one)',
    '  --out DIR         folder of study.json, study.csv and study.svg (study-out)',
    '',
    'Methods:',
    ...methods,
    '',
    'Repair steps, in this order, with what each takes where nothing is said:',
    ...repairs,
    `  A training may name its learning rate: finetune=60s:${RATES[1].id} (${RATES[0].id})`,
  ].join('\n');
}

/** @returns the arguments, or 'help'. @throws ArgumentError that names the option, its value and the remedy. */
export function parseStudyArguments(argv: readonly string[]): StudyArguments | 'help' {
  const values = parseOptions(argv);
  if (values.help) return 'help';
  const methods = list(values.methods).map((id) =>
    oneOf(
      'methods',
      id,
      METHODS.map((m) => m.id),
    ),
  );
  const scope = oneOf('scope', values.scope, SCOPES);
  const model = oneOf(
    'model',
    values.model,
    MODELS.map(({ id }) => id),
  );
  return {
    methods,
    levels: list(values.levels).map(level),
    model,
    images: oneOf('images', Number(values.images), IMAGES),
    repair: repair(values.repair),
    schedule: oneOf('schedule', values.schedule, SCHEDULES),
    scope,
    rounding: oneOf('rounding', Number(values.rounding), ROUNDINGS),
    ratios: ratios(values, { model, methods, scope }),
    ranking: values.ranking === undefined ? undefined : oneOf('ranking', values.ranking, RANKINGS),
    seed: wholeNumber('seed', values.seed, 0, 0xffffffff),
    runtime: oneOf(
      'runtime',
      values.runtime,
      RUNTIMES.map(({ id }) => id),
    ),
    workers:
      values.workers === undefined
        ? undefined
        : wholeNumber('workers', values.workers, 1, MAX_WORKERS),
    energy: {
      ...energySource(values.energy),
      ...(values['energy-volts'] && { constantVolts: supplyVolts(values['energy-volts']) }),
      choice: energyChoice(values),
    },
    out: values.out,
  };
}

function energySource(text: string): Pick<EnergyArguments, 'source' | 'file'> {
  const file = text.match(/^replay:(.+)$/)?.[1];
  if (file) return { source: 'replay', file };
  const source = oneOf('energy', text, ['none', 'estimated', 'simulated', 'replay:FILE'] as const);
  if (source !== 'replay:FILE') return { source, file: null };
  throw new ArgumentError('invalid --energy: replay:FILE (put a recording in the place of FILE)');
}

function supplyVolts(text: string): number {
  const volts = Number(text);
  if (volts > 0 && volts <= 60) return volts;
  throw new ArgumentError(`invalid --energy-volts: ${text} (volts above 0, 60 at most)`);
}

/** What is not asked for is left to the meter. */
function energyChoice(values: ReturnType<typeof parseOptions>): EnergyOrder['choice'] {
  const { 'energy-window': window, 'energy-repeats': repeats, 'energy-cores': cores } = values;
  const minutes = values['energy-minutes'];
  return {
    ...(window && { windowSeconds: wholeNumber('energy-window', window, 2, 600) }),
    ...(repeats && { repeats: wholeNumber('energy-repeats', repeats, 2, 10) }),
    ...(minutes && { budgetMinutes: wholeNumber('energy-minutes', minutes, 1, 1440) }),
    ...(cores && { cores: oneOf('energy-cores', cores, ['one', 'all'] as const) }),
  };
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new ArgumentError(`${(error as Error).message} (--help lists the options)`);
  }
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function oneOf<T>(option: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new ArgumentError(`invalid --${option}: ${value} (choose from ${allowed.join(', ')})`);
}

function level(text: string): number {
  const value = Number(text);
  if (value >= 0 && value < 1) return value;
  throw new ArgumentError(
    `invalid level: ${text} (levels are shares from 0 to below 1, such as 0.5)`,
  );
}

function repair(text: string): Repair {
  const parsed = parseRepair(text);
  if (parsed.ok) return parsed.value;
  throw new ArgumentError(`invalid --repair: ${sentence(parsed)}`);
}

function ratios(
  { 'leave-out': leftOut, ratios: given }: ReturnType<typeof parseOptions>,
  { model, methods, scope }: Pick<StudyArguments, 'model' | 'methods' | 'scope'>,
): Ratios | undefined {
  const texts = [...list(leftOut ?? '').map((name) => `${name}=0`), ...list(given ?? '')];
  if (texts.length === 0) return undefined;
  const parsed = parseRatios(texts.join(','));
  if (!parsed.ok) throw new ArgumentError(`invalid --leave-out or --ratios: ${sentence(parsed)}`);
  const network = bundledNetwork(model);
  const units = [...new Set(methods.flatMap((id) => ratioUnits(methodOf(id), scope, network)))];
  for (const [name, ratio] of Object.entries(parsed.value)) {
    oneOf(ratio === 0 ? 'leave-out' : 'ratios', name, units);
    level(String(ratio));
  }
  return parsed.value;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ArgumentError(`invalid --${option}: ${text} (a whole number from ${least} to ${most})`);
}
