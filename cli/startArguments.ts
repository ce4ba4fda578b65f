/** What `npm start` accepts. */
import { parseArgs } from 'node:util';
import { commands } from '../src/words/commands';

export interface StartArguments {
  /** To whom the page is served besides this machine. */
  readonly lan: 'nobody' | 'http' | 'https';
}

/** A mistake in the command line: its message is all that the user needs to see. */
export class ArgumentError extends Error {}

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  lan: { type: 'boolean', default: false },
  https: { type: 'boolean', default: false },
} as const;

/** @returns the arguments, or 'help'. @throws ArgumentError that names the option and the remedy. */
export function parseStartArguments(argv: readonly string[]): StartArguments | 'help' {
  const { help, lan, https } = parseOptions(argv);
  if (help) return 'help';
  if (https && !lan) throw new ArgumentError(commands.start.httpsAlone);
  if (!lan) return { lan: 'nobody' };
  return { lan: https ? 'https' : 'http' };
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    throw new ArgumentError(commands.options.unknown((error as Error).message));
  }
}
