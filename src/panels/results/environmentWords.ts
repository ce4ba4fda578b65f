import type { MeasuredPoint } from '../../study/measuredPoint';
import { environmentId, sameKind, type Environment } from '../../study/environment';
import { ANOTHER_COMPUTER } from '../../study/computerWords';
import { counted, environmentWords, telling } from '../../study/environmentWords';
import type { Imported } from '../../study/importing';

/**
 * `12 points, measured on arm 64-bit, …. 4 points are left out: …`
 * @param here where they are imported
 */
export function importWords({ fitting, refusals }: Imported, here: Environment | null): string {
  const environments = new Map(
    fitting.map(({ origin: { environment } }) => [environmentId(environment), environment]),
  );
  const where = [...environments.values()].map((one) => placeWords(one, here)).join('; and on ');
  const taken =
    fitting.length > 0
      ? `${counted(fitting.length, 'point')}, measured on ${where}.`
      : 'no point was taken.';
  return [taken, ...refusals].join(' ');
}

/** Two of a kind have the same words. */
function placeWords(environment: Environment, here: Environment | null): string {
  const words = environmentWords(environment);
  const { installation } = environment;
  const elsewhere = here && installation && installation !== here.installation;
  return elsewhere && sameKind(environment, here) ? `${words}, ${ANOTHER_COMPUTER}` : words;
}

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
