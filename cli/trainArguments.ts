/** What `npm run train` accepts. */
import { parseArgs } from 'node:util';
import { DEFAULT_RECIPE, type Recipe } from '../src/training/recipe';
import { DATASET } from './bundledImages';
import { commands } from '../src/words/commands';

export interface TrainArguments {
  readonly recipe: Recipe;
  /** Folder of the checkpoint. */
  readonly out: string;
}

/** A mistake in the command line: its message is all that the user needs to see. */
export class ArgumentError extends Error {}

const say = commands.train;

/** One row for each number of the recipe: its option and its range. */
const NUMBERS: readonly {
  readonly field: keyof Recipe;
  readonly option: string;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}[] = [
  { field: 'width', option: 'width', least: 0.1, most: 2, whole: false },
  { field: 'epochs', option: 'epochs', least: 1, most: 1000, whole: true },
  { field: 'batch', option: 'batch', least: 8, most: 1024, whole: true },
  { field: 'learningRate', option: 'lr', least: 0, most: 10, whole: false },
  { field: 'momentum', option: 'momentum', least: 0, most: 0.999, whole: false },
  { field: 'weightDecay', option: 'weight-decay', least: 0, most: 1, whole: false },
  { field: 'labelSmoothing', option: 'label-smoothing', least: 0, most: 0.9, whole: false },
  { field: 'gammaL1', option: 'gamma-l1', least: 0, most: 1, whole: false },
  { field: 'seed', option: 'seed', least: 0, most: 0xffffffff, whole: true },
  { field: 'workers', option: 'workers', least: 1, most: 8, whole: true },
];

export function trainHelp(): string {
  const rows = NUMBERS.map(
    ({ field, option }) => [option, say.numbers[field], DEFAULT_RECIPE[field]] as const,
  );
  return say.help(DATASET.name, rows, `public/models/mobilenetv2-WIDTH[-slim]-${DATASET.id}`);
}

/** @returns the arguments, or 'help'. @throws ArgumentError that names the option, its value and the remedy. */
export function parseTrainArguments(argv: readonly string[]): TrainArguments | 'help' {
  const values = parseOptions(argv);
  if (values.help) return 'help';
  const recipe: Recipe = { ...DEFAULT_RECIPE, ...numbers(values) };
  if (recipe.batch % (4 * recipe.workers) !== 0) {
    const unit = 4 * recipe.workers;
    throw new ArgumentError(commands.options.batch(recipe.batch, unit));
  }
  const out = values.out ?? `public/models/${nameOf(recipe)}`;
  return { recipe, out: String(out) };
}

/** Name of the folder under public/models; trained with L1 on γ it is another network. */
function nameOf({ width, gammaL1 }: Recipe): string {
  const multiplier = width.toFixed(2).replace(/0$/, '');
  return `mobilenetv2-${multiplier}${gammaL1 > 0 ? '-slim' : ''}-${DATASET.id}`;
}

function parseOptions(argv: readonly string[]): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    ['out', ...NUMBERS.map(({ option }) => option)].map((name) => [
      name,
      { type: 'string' as const },
    ]),
  );
  const help = { help: { type: 'boolean' as const, short: 'h' } };
  try {
    return parseArgs({ args: [...argv], options: { ...options, ...help } }).values;
  } catch (error) {
    throw new ArgumentError(commands.options.unknown((error as Error).message));
  }
}

function numbers(values: Record<string, string | boolean | undefined>): Partial<Recipe> {
  const given = NUMBERS.filter(({ option }) => values[option] !== undefined);
  return Object.fromEntries(
    given.map(({ field, option, least, most, whole }) => {
      const value = Number(values[option]);
      if (value >= least && value <= most && (!whole || Number.isInteger(value)))
        return [field, value];
      const given = String(values[option]);
      throw new ArgumentError(
        commands.options.number({ option, value: given, whole, least, most }),
      );
    }),
  );
}
