/** What `npm run soak` accepts. */
import { parseArgs } from 'node:util';
import { commands } from '../../src/words/commands';
import { ArgumentError } from '../argumentError';

export interface SoakArguments {
  /** No new study begins after this. */
  readonly minutes: number;
  /** Another program takes a core. */
  readonly bursts: boolean;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  minutes: { type: 'string', default: '30' },
  quiet: { type: 'boolean', default: false },
} as const;

/** @returns the arguments, or 'help'. @throws ArgumentError that names the option and the remedy. */
export function parseSoakArguments(argv: readonly string[]): SoakArguments | 'help' {
  const { help, minutes, quiet } = parseOptions(argv);
  if (help) return 'help';
  const given = Number(minutes);
  if (!(given > 0 && given < Infinity)) throw new ArgumentError(commands.soak.minutes(minutes));
  return { minutes: given, bursts: !quiet };
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    throw new ArgumentError(commands.options.unknown((error as Error).message));
  }
}
