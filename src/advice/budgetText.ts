/** Budgets as they are written in a link and on a command line: `loss:1+bytes:5+ms:2.5`, in points, MB, ms, mJ and MB. */
import { QUANTITIES, quantityOf, type Budgets, type QuantityId } from './quantities';

export interface ReadBudgets {
  readonly budgets: Budgets;
  /** What of it is no budget. */
  readonly strange: readonly string[];
}

/** A limit in the unit that people type, and back. */
export function typed(id: QuantityId, value: number): number {
  return +(value / quantityOf(id).unit).toPrecision(12);
}

export function untyped(id: QuantityId, number: number): number {
  return +(number * quantityOf(id).unit).toPrecision(12);
}

export function formatBudgets(budgets: Budgets): string {
  return QUANTITIES.flatMap(({ id }) => {
    const limit = budgets[id];
    return limit === undefined ? [] : [`${id}:${typed(id, limit)}`];
  }).join('+');
}

/** Between plus signs, commas or spaces. */
export function parseBudgets(text: string): ReadBudgets {
  const budgets: Partial<Record<QuantityId, number>> = {};
  const strange: string[] = [];
  for (const word of text.split(/[+,\s]+/).filter((one) => one !== '')) {
    const [name, number = ''] = word.split(':');
    const row = QUANTITIES.find(({ id }) => id === name);
    const limit = number === '' ? NaN : Number(number);
    if (row && Number.isFinite(limit) && limit >= 0) budgets[row.id] = untyped(row.id, limit);
    else strange.push(word);
  }
  return { budgets, strange };
}
