/** Computers of one kind told apart: their browsers tell the same of all of them, but for the installation. */
import { groupBy } from '../base/groupBy';
import { words } from '../words/words';
import { kindOf, type Environment } from './environment';

const say = words.environments.computers;

/**
 * Of the environments that agree in everything but the installation; others are not in it.
 * @param here installation of the browser that shows the words; left out where that may be any
 */
export function computerWords(
  environments: readonly Environment[],
  here?: string,
): ReadonlyMap<Environment, string> {
  const kinds = groupBy(environments, kindOf);
  const several = [...kinds.values()].filter(({ length }) => length > 1);
  return new Map(several.flatMap((alike) => named(alike, here)));
}

function named(
  alike: readonly Environment[],
  here: string | undefined,
): (readonly [Environment, string])[] {
  const strangers = alike.filter(({ installation }) => installation && installation !== here);
  // Where all are strangers, the others are told apart from the first.
  const others = strangers.length === alike.length ? strangers.slice(1) : strangers;
  return alike.map((one) => {
    if (!one.installation) return [one, say.unknown];
    if (others.includes(one)) return [one, another(others.indexOf(one), others.length)];
    return [one, one.installation === here ? say.this : say.one];
  });
}

function another(at: number, count: number): string {
  return count > 1 ? say.others(at + 1) : say.another;
}
