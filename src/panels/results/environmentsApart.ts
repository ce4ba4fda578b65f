/** What sets the environments of points apart. */
import type { MeasuredPoint } from '../../study/measuredPoint';
import { environmentId, type Environment } from '../../study/environment';
import { telling } from '../../study/environmentTraits';

/** What sets two environments apart; null where they are one, or one is not known. */
export function wordsApart(
  one: Environment | null,
  other: Environment | null,
  here: string,
): readonly [string, string] | null {
  if (!one || !other || environmentId(one) === environmentId(other)) return null;
  const words = telling([one, other], here);
  return [words.get(environmentId(one))!, words.get(environmentId(other))!];
}

/**
 * Of each point, what sets its environment apart from those of the others; '' where there is only one.
 * @param here installation of this browser
 */
export function whereMeasured(
  points: readonly MeasuredPoint[],
  here: string,
): (item: MeasuredPoint) => string {
  const words = telling(
    points.map(({ point }) => point.origin.environment),
    here,
  );
  return ({ point }) => words.get(environmentId(point.origin.environment)) ?? '';
}
