import { environmentId } from '../../study/environment';
import { environmentWords, telling } from '../../study/environmentTraits';
import type { MeasuredPoint } from '../../study/measuredPoint';

export interface Place {
  /** Of the environment. */
  readonly id: string;
  /** What sets it apart from the others, or all of it where there is but one. */
  readonly label: string;
}

/** Environments that points were measured in, the one of most points first. @param here installation of this browser */
export function places(points: readonly MeasuredPoint[], here: string): Place[] {
  const environments = points.map(({ point }) => point.origin.environment);
  const told = telling(environments, here);
  const counts = new Map<string, number>();
  for (const one of environments) {
    const id = environmentId(one);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const byId = new Map(environments.map((one) => [environmentId(one), one]));
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([id]) => ({ id, label: told.get(id) || environmentWords(byId.get(id)!) }));
}
