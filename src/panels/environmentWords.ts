import type { MeasuredPoint } from '../state/measuredPoint';
import { environmentId } from '../study/environment';
import { counted, environmentWords, telling } from '../study/environmentWords';
import type { Imported } from '../study/importing';

/** `12 points, measured on arm 64-bit, …. 4 points are left out: …` */
export function importWords({ fitting, refusals }: Imported): string {
  const environments = new Map(
    fitting.map(({ origin: { environment } }) => [environmentId(environment), environment]),
  );
  const where = [...environments.values()].map(environmentWords).join('; and on ');
  const taken =
    fitting.length > 0
      ? `${counted(fitting.length, 'point')}, measured on ${where}.`
      : 'no point was taken.';
  return [taken, ...refusals].join(' ');
}

/** Of each point, what sets its environment apart from those of the others; '' where there is only one. */
export function whereMeasured(points: readonly MeasuredPoint[]): (item: MeasuredPoint) => string {
  const words = telling(points.map(({ point }) => point.origin.environment));
  return ({ point }) => words.get(environmentId(point.origin.environment)) ?? '';
}
