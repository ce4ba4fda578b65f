/** What `npm run report` accepts. */
import { parseArgs } from 'node:util';
import { commands } from '../src/words/commands';
import { budgetsOf } from './budgetOption';
import { EXIT } from './exitCodes';
import { ArgumentError } from './argumentError';
import type { Budgets } from '../src/advice/quantities';

const say = commands.options;

export interface ReportArguments {
  /** Path of a study.json. */
  readonly study: string;
  /** Folder of the report; undefined: the study's own. */
  readonly out: string | undefined;
  readonly budgets: Budgets;
  /** Of a lab that makes the networks again. */
  readonly lab: string;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  out: { type: 'string' },
  budget: { type: 'string', default: '' },
  lab: { type: 'string', default: 'http://127.0.0.1:4173/' },
} as const;

export function reportHelp(): string {
  const { done, failed, wrongArguments, nothingSatisfies } = EXIT;
  const codes = { done, failed, wrongArguments, nothingSatisfies };
  return commands.report.help(OPTIONS.lab.default, codes);
}

/** @returns the arguments, or 'help'. @throws ArgumentError that names the option, its value and the remedy. */
export function parseReportArguments(argv: readonly string[]): ReportArguments | 'help' {
  const { values, positionals } = parsed(argv);
  if (values.help) return 'help';
  if (positionals.length !== 1) throw new ArgumentError(commands.report.oneStudy);
  const lab = URL.canParse(values.lab) ? new URL(values.lab) : null;
  if (!lab || !/^https?:$/.test(lab.protocol))
    throw new ArgumentError(say.choice('lab', values.lab, ['http://…', 'https://…']));
  const { out, budget } = values;
  return { study: positionals[0], out, budgets: budgetsOf(budget), lab: lab.href };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ArgumentError(say.unknown((error as Error).message));
  }
}
