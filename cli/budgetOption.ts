import { parseBudgets } from '../src/advice/budgetText';
import { QUANTITIES, type Budgets } from '../src/advice/quantities';
import { commands } from '../src/words/commands';
import { ArgumentError } from './argumentError';

/** `loss=1,bytes=2,ms=1.5` (or with `:`, as links write it). @throws ArgumentError that names what is no budget */
export function budgetsOf(text: string): Budgets {
  const { budgets, strange } = parseBudgets(text.replaceAll('=', ':'));
  if (strange.length === 0) return budgets;
  const choices = QUANTITIES.map(({ id }) => `${id}=${commands.options.budgetUnits[id]}`);
  throw new ArgumentError(commands.options.choice('budget', strange.join(' '), choices));
}
