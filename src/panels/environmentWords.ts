import { environmentId } from '../study/environment';
import { counted, environmentWords } from '../study/environmentWords';
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
