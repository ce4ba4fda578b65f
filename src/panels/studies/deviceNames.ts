import { environmentParts } from '../../study/environmentTraits';
import type { Environment } from '../../study/environment';
import { words } from '../../words/words';

/** What of an environment names the computer and its browser; the rest is told by the points. */
const TELLING = 5;

/** Each once. @param here installation of this browser: what was measured elsewhere says so by being another one */
export function deviceNames(environments: readonly Environment[], here: string): string[] {
  const { list, computers } = words.environments;
  const names = environments.map((environment) => {
    const elsewhere = environment.installation && environment.installation !== here;
    const parts = environmentParts(environment).slice(0, TELLING);
    return list(elsewhere ? [...parts, computers.another] : [...parts]);
  });
  return [...new Set(names)];
}
