/** How strongly a mark is drawn: what is surely not on the front is pale within. */
import { DENSE } from './tradeOff';
import type { Mark } from './tradeOffLayout';

/** Probability of a mark, by its key, to be on the Pareto front. */
export type Chances = ReadonlyMap<string, number>;

const STEPS = 4;
const PALEST = 0.15;
const BEATEN = 0.5;

/** Opacity within, 0 to 1, in a few steps; the edge has always its full colour. @param chances null before they are known */
export function strengthOf({ key, line, dominated }: Mark, chances: Chances | null): number {
  if (line === DENSE) return 1;
  const chance = chances?.get(key);
  if (chance === undefined) return dominated ? BEATEN : 1;
  return PALEST + (1 - PALEST) * (Math.round(STEPS * chance) / STEPS);
}
