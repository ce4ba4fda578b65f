/** What `npm run train` accepts. */
import { parseArgs } from 'node:util';
import { DEFAULT_RECIPE, type Recipe } from '../src/training/recipe';
import { DATASET } from './bundledImages';

export interface TrainArguments {
  readonly recipe: Recipe;
  /** Folder of the checkpoint. */
  readonly out: string;
}

/** A mistake in the command line: its message is all that the user needs to see. */
export class ArgumentError extends Error {}

/** One row for each number of the recipe: its option and its range. */
const NUMBERS: readonly {
  readonly field: keyof Recipe;
  readonly option: string;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly help: string;
}[] = [
  { field: 'width', option: 'width', least: 0.1, most: 2, whole: false, help: 'width multiplier' },
  {
    field: 'epochs',
    option: 'epochs',
    least: 1,
    most: 1000,
    whole: true,
    help: 'passes over the images',
  },
  {
    field: 'batch',
    option: 'batch',
    least: 8,
    most: 1024,
    whole: true,
    help: 'images a step, over all workers',
  },
  {
    field: 'learningRate',
    option: 'lr',
    least: 0,
    most: 10,
    whole: false,
    help: 'peak of the one-cycle learning rate',
  },
  {
    field: 'momentum',
    option: 'momentum',
    least: 0,
    most: 0.999,
    whole: false,
    help: 'of Nesterov’s method',
  },
  {
    field: 'weightDecay',
    option: 'weight-decay',
    least: 0,
    most: 1,
    whole: false,
    help: 'L2 on kernels',
  },
  {
    field: 'labelSmoothing',
    option: 'label-smoothing',
    least: 0,
    most: 0.9,
    whole: false,
    help: 'share of the target spread over all classes',
  },
  {
    field: 'gammaL1',
    option: 'gamma-l1',
    least: 0,
    most: 1,
    whole: false,
    help: 'L1 on the scales of batch normalisation (Network Slimming)',
  },
  {
    field: 'seed',
    option: 'seed',
    least: 0,
    most: 0xffffffff,
    whole: true,
    help: 'of weights, order and augmentation',
  },
  {
    field: 'workers',
    option: 'workers',
    least: 1,
    most: 8,
    whole: true,
    help: 'threads that share every batch',
  },
];

export function trainHelp(): string {
  const rows = NUMBERS.map(({ field, option, help }) => {
    const name = `--${option} N`.padEnd(20);
    return `  ${name}${help} (${DEFAULT_RECIPE[field]})`;
  });
  return [
    `npm run train -- [options]   trains MobileNetV2 on ${DATASET.name} from scratch`,
    '',
    ...rows,
    `  ${'--out DIR'.padEnd(20)}folder of the checkpoint (public/models/mobilenetv2-WIDTH[-slim]-${DATASET.id})`,
    '',
    'After an interruption the same command goes on from the last whole epoch.',
  ].join('\n');
}

/** @returns the arguments, or 'help'. @throws ArgumentError that names the option, its value and the remedy. */
export function parseTrainArguments(argv: readonly string[]): TrainArguments | 'help' {
  const values = parseOptions(argv);
  if (values.help) return 'help';
  const recipe: Recipe = { ...DEFAULT_RECIPE, ...numbers(values) };
  if (recipe.batch % (4 * recipe.workers) !== 0) {
    const unit = 4 * recipe.workers;
    throw new ArgumentError(`invalid --batch: ${recipe.batch} (take a multiple of ${unit})`);
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
    throw new ArgumentError(`${(error as Error).message} (--help lists the options)`);
  }
}

function numbers(values: Record<string, string | boolean | undefined>): Partial<Recipe> {
  const given = NUMBERS.filter(({ option }) => values[option] !== undefined);
  return Object.fromEntries(
    given.map(({ field, option, least, most, whole }) => {
      const value = Number(values[option]);
      if (value >= least && value <= most && (!whole || Number.isInteger(value)))
        return [field, value];
      const range = `${whole ? 'a whole number' : 'a number'} from ${least} to ${most}`;
      throw new ArgumentError(`invalid --${option}: ${values[option]} (${range})`);
    }),
  );
}
