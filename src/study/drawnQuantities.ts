/** Random worlds: what the truth behind many measured values may be, all of them together. */
import { normalDeviates } from '../base/normal';
import type { Random } from '../base/seededRandom';
import type { Uncertain } from './uncertain';

/**
 * In each world a cause of error that several values share errs once, for all of them; everything else errs for itself.
 * @returns row-major [worlds][quantities]
 */
export function drawnQuantities(
  quantities: readonly Uncertain[],
  worlds: number,
  random: Random,
): Float64Array {
  const normal = normalDeviates(random);
  const numbers = numbered(quantities);
  const shared = quantities.map(({ shared: errors }) =>
    errors.map(({ cause, sd }) => ({ number: numbers.get(cause)!, sd })),
  );
  const causes = new Float64Array(numbers.size);
  const drawn = new Float64Array(worlds * quantities.length);
  for (let at = 0; at < drawn.length;) {
    for (let cause = 0; cause < causes.length; cause++) causes[cause] = normal();
    for (const [i, { value, sd }] of quantities.entries()) {
      let truth = sd > 0 ? value + sd * normal() : value;
      for (const error of shared[i]) truth += error.sd * causes[error.number];
      drawn[at++] = truth;
    }
  }
  return drawn;
}

function numbered(quantities: readonly Uncertain[]): Map<string, number> {
  const causes = quantities.flatMap(({ shared }) => shared.map(({ cause }) => cause));
  return new Map([...new Set(causes)].map((cause, number) => [cause, number]));
}
