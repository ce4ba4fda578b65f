/** What `npm run study` accepts, from the same table of methods that the page reads. */
import { SCOPES, type Scope } from '../src/pruning/scope';
import { RANKINGS, type Ranking } from '../src/pruning/ranking';
import { RUNTIMES, USUAL_RUNTIME, type RuntimeId } from '../src/study/runtimes';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { DEFAULT_MODEL, MODELS } from '../src/subject/models';
import { METHODS, methodOf } from '../src/pruning/methods';
import type { MethodId, Ratios, Repair, Rounding, Schedule } from '../src/pruning/plan';
import { PRECISIONS, USUAL_PRECISION, type Precision } from '../src/pruning/precisions';
import { ratioUnits } from '../src/pruning/ratios';
import { parseRatios } from '../src/pruning/ratiosText';
import { RATES, REPAIRS } from '../src/pruning/repairs';
import { formatRepair, parseRepair } from '../src/pruning/repairText';
import { defaultPlan, ROUNDINGS, SCHEDULES } from '../src/pruning/validatePlan';
import {
  FILE_FORMATS,
  parseFileChoice,
  storagesOf,
  type FileChoice,
} from '../src/export/fileChoice';
import { ArgumentError } from './argumentError';
import { budgetsOf } from './budgetOption';
import { bundledNetwork } from './bundledNetwork';
import { EXIT } from './exitCodes';
import { isAddress } from '../src/bridge/fetchModel';
import { ownFiles, type OwnFile } from './ownFiles';
import type { Budgets } from '../src/advice/quantities';
import type { EnergyOrder } from '../src/state/studyEnergy';
import { DEFAULT_LEVELS, DEFAULT_METHODS, DEFAULT_STUDY_IMAGES } from '../src/study/defaultStudy';
import { sentence } from '../src/words/sentence';
import { inWords } from '../src/words/inWords';
import { commands } from '../src/words/commands';

const say = commands.options;

export interface StudyArguments {
  readonly methods: readonly MethodId[];
  readonly levels: readonly number[];
  /** Folder of the checkpoint under public/models; of somebody's own network the default one, which it replaces. */
  readonly model: string;
  /** Files of somebody's own network; empty for a bundled one. */
  readonly own: readonly OwnFile[];
  /** Files of somebody's own pictures, or the address of one; empty for those of the model. */
  readonly pictures: readonly OwnFile[] | string;
  /** Pixels of its pictures, where its files leave them open. */
  readonly inputSize: number | undefined;
  /** Test images of every accuracy. */
  readonly images: number;
  /** Undefined: `recalibrate`, or none without pictures. */
  readonly repair: Repair | undefined;
  readonly schedule: Schedule;
  readonly precisions: readonly Precision[];
  readonly scope: Scope;
  readonly rounding: Rounding;
  /** Fewest that are left in a channel set. */
  readonly minChannels: number;
  /** How each level is spread over the channel sets; undefined: evenly. */
  readonly shares: readonly number[] | undefined;
  /** By hand; undefined for none. A method takes those of its own sets or layers. */
  readonly ratios: Ratios | undefined;
  /** Undefined: each method's own default. */
  readonly ranking: Ranking | undefined;
  readonly seed: number;
  /** What answers the images; latency is timed on both. */
  readonly runtime: RuntimeId;
  /** Undefined: one worker a core. */
  readonly workers: number | undefined;
  /** That compute one image together where it is timed. */
  readonly threads: number;
  /** Every point is timed before the images are answered. */
  readonly latencyFirst: boolean;
  readonly energy: EnergyArguments;
  /** Of each measured network. */
  readonly exports: readonly FileChoice[];
  /** Folder of study.json, study.csv and study.svg. */
  readonly out: string;
  /** A study in that folder is gone on with. */
  readonly resume: boolean;
  /** What the study is called and what it is to answer; undefined: as before, or nothing. */
  readonly name: string | undefined;
  readonly question: string | undefined;
  /** What the recommended network may cost at most. */
  readonly budgets: Budgets;
  /** Events for programs in the place of text for people. */
  readonly json: boolean;
}

export interface EnergyArguments {
  readonly source: EnergyOrder['source'];
  /** Of `replay`: what a meter sent, as the page records it, or a log. */
  readonly file: string | null;
  /** Of `replay`: the supply's volts, where the file tells none. */
  readonly constantVolts?: number;
  readonly choice: EnergyOrder['choice'];
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  methods: { type: 'string', default: DEFAULT_METHODS.join(',') },
  levels: { type: 'string', default: DEFAULT_LEVELS.join(',') },
  images: { type: 'string', default: String(DEFAULT_STUDY_IMAGES) },
  model: { type: 'string', default: DEFAULT_MODEL.id },
  pictures: { type: 'string' },
  'input-size': { type: 'string' },
  repair: { type: 'string' },
  schedule: { type: 'string', default: 'one-shot' },
  precisions: { type: 'string', default: USUAL_PRECISION },
  scope: { type: 'string', default: 'inner' },
  rounding: { type: 'string', default: '1' },
  'min-channels': { type: 'string', default: String(defaultPlan().minChannels) },
  shares: { type: 'string' },
  ranking: { type: 'string' },
  'leave-out': { type: 'string' },
  ratios: { type: 'string' },
  seed: { type: 'string', default: '1' },
  runtime: { type: 'string', default: USUAL_RUNTIME },
  workers: { type: 'string' },
  threads: { type: 'string', default: '1' },
  'latency-first': { type: 'boolean', default: false },
  energy: { type: 'string', default: 'none' },
  'energy-volts': { type: 'string' },
  'energy-window': { type: 'string' },
  'energy-repeats': { type: 'string' },
  'energy-cores': { type: 'string' },
  'energy-minutes': { type: 'string' },
  export: { type: 'string', default: '' },
  out: { type: 'string', default: 'study-out' },
  resume: { type: 'boolean', default: false },
  name: { type: 'string' },
  question: { type: 'string' },
  budget: { type: 'string', default: '' },
  json: { type: 'boolean', default: false },
} as const;

const IMAGES = [500, 1000, 2000, 10_000] as const;
const MAX_WORKERS = 8;
const MOST_CHANNELS = 65_535;

export function studyHelp(): string {
  return commands.study.help({
    methods: OPTIONS.methods.default,
    levels: OPTIONS.levels.default,
    images: OPTIONS.images.default,
    imageChoices: IMAGES,
    models: MODELS.map(({ id }) => id),
    schedules: SCHEDULES,
    precisionRows: PRECISIONS.map((row) => [row.id, inWords('precisions', row).summary]),
    scopes: SCOPES,
    rankings: RANKINGS,
    roundings: ROUNDINGS,
    minChannels: OPTIONS['min-channels'].default,
    runtimes: RUNTIMES.map(({ id }) => id),
    runtime: USUAL_RUNTIME,
    mostWorkers: MAX_WORKERS,
    methodRows: METHODS.map((row) => [row.id, inWords('methods', row).summary]),
    repairRows: REPAIRS.map((row) => [
      formatRepair([row.standard]),
      inWords('repairs', row).summary,
    ]),
    rates: RATES.map(({ id }) => id),
    formats: FILE_FORMATS,
    exits: EXIT,
  });
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
  const { model, own } = givenModel(values.model);
  return {
    methods,
    levels: list(values.levels).map(level),
    model,
    own,
    pictures: givenPictures(values.pictures),
    inputSize: inputSize(values['input-size']),
    images: oneOf('images', Number(values.images), IMAGES),
    repair: values.repair === undefined ? undefined : repair(values.repair),
    schedule: oneOf('schedule', values.schedule, SCHEDULES),
    precisions: list(values.precisions).map((id) =>
      oneOf(
        'precisions',
        id,
        PRECISIONS.map((row) => row.id),
      ),
    ),
    scope,
    rounding: oneOf('rounding', Number(values.rounding), ROUNDINGS),
    minChannels: wholeNumber('min-channels', values['min-channels'], 1, MOST_CHANNELS),
    shares: values.shares === undefined ? undefined : list(values.shares).map(level),
    ratios: ratios(values, { model: own.length > 0 ? null : model, methods, scope }),
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
    latencyFirst: values['latency-first'],
    threads: wholeNumber('threads', values.threads, 1, availableParallelism()),
    energy: {
      ...energySource(values.energy),
      ...(values['energy-volts'] && { constantVolts: supplyVolts(values['energy-volts']) }),
      choice: energyChoice(values),
    },
    exports: list(values.export).map(fileChoice),
    out: values.out,
    resume: values.resume,
    name: values.name,
    question: values.question,
    budgets: budgetsOf(values.budget),
    json: values.json,
  };
}

/** A row of the table, or files. */
function givenModel(named: string): Pick<StudyArguments, 'model' | 'own'> {
  const own = MODELS.some(({ id }) => id === named) ? [] : ownFiles(named);
  if (own.length > 0) return { model: DEFAULT_MODEL.id, own };
  const ids = MODELS.map(({ id }) => id);
  return { model: oneOf('model', named, ids, say.ownModel), own };
}

function givenPictures(named: string | undefined): StudyArguments['pictures'] {
  if (named === undefined || isAddress(named)) return named ?? [];
  const files = ownFiles(named);
  if (files.length > 0) return files;
  throw new ArgumentError(say.choice('pictures', named, [say.ownModel, say.address]));
}

function inputSize(text: string | undefined): number | undefined {
  return text === undefined ? undefined : wholeNumber('input-size', text, 8, 1024);
}

function fileChoice(text: string): FileChoice {
  const choice = parseFileChoice(text);
  if (choice) return choice;
  const choices = FILE_FORMATS.flatMap((format) =>
    storagesOf(format).map((storage, i) => (i === 0 ? format : `${format}:${storage}`)),
  );
  throw new ArgumentError(say.choice('export', text, choices));
}

const SOURCES = ['none', 'estimated', 'simulated'] as const;

function energySource(text: string): Pick<EnergyArguments, 'source' | 'file'> {
  const file = text.match(/^replay:(.+)$/)?.[1];
  if (file) return { source: 'replay', file };
  const source = SOURCES.find((known) => known === text);
  if (source) return { source, file: null };
  throw new ArgumentError(say.choice('energy', text, [...SOURCES, 'replay:FILE']));
}

function supplyVolts(text: string): number {
  const volts = Number(text);
  if (volts > 0 && volts <= 60) return volts;
  throw new ArgumentError(say.supplyVolts(text));
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
    throw new ArgumentError(say.unknown((error as Error).message));
  }
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function oneOf<T extends string | number>(
  option: string,
  value: unknown,
  allowed: readonly T[],
  /** What may stand there besides. */
  ...others: readonly string[]
): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new ArgumentError(say.choice(option, String(value), [...allowed, ...others]));
}

function level(text: string): number {
  const value = Number(text);
  if (value >= 0 && value < 1) return value;
  throw new ArgumentError(say.level(text));
}

function repair(text: string): Repair {
  const parsed = parseRepair(text);
  if (parsed.ok) return parsed.value;
  throw new ArgumentError(say.refused(['repair'], sentence(parsed)));
}

function ratios(
  { 'leave-out': leftOut, ratios: given }: ReturnType<typeof parseOptions>,
  {
    model,
    methods,
    scope,
  }: Pick<StudyArguments, 'methods' | 'scope'> & { readonly model: string | null },
): Ratios | undefined {
  const texts = [...list(leftOut ?? '').map((name) => `${name}=0`), ...list(given ?? '')];
  if (texts.length === 0) return undefined;
  const parsed = parseRatios(texts.join(','));
  if (!parsed.ok) throw new ArgumentError(say.refused(['leave-out', 'ratios'], sentence(parsed)));
  // Names in somebody's own network are known to the page alone, once it has opened it.
  if (model === null) return parsed.value;
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
  throw new ArgumentError(say.number({ option, value: text, whole: true, least, most }));
}
