/** Curves that somebody drew before a study, on the one axis that they were drawn against: the level. */
import type { MethodId } from '../pruning/plan';
import { EXPECTED_LEVELS, type ExpectedCurve } from '../study/expectedCurve';
import type { Axis } from './axes';
import { linePath, type Place } from './paths';
import type { Pixels } from './scale';
import { round } from './vertical';

export interface ExpectedLine {
  readonly method: MethodId;
  readonly curve: ExpectedCurve;
}

/** None against anything else. */
export function expectedLines(expected: readonly ExpectedLine[], axis: Axis, x: Pixels, y: Pixels) {
  if (axis.id !== 'sparsity') return [];
  const place = (accuracy: number, node: number): Place => [
    round(x(100 * EXPECTED_LEVELS[node])),
    round(y(100 * accuracy)),
  ];
  return expected.map(({ method, curve }) => ({ method, path: linePath(curve.map(place)) }));
}
