/** Curves that somebody drew before a study, on the one axis that they were drawn against: the level. */
import { line } from 'd3';
import type { MethodId } from '../pruning/plan';
import { EXPECTED_LEVELS, type ExpectedCurve } from '../study/expectedCurve';
import type { Axis } from './axes';
import { round, type Scale } from './vertical';

export interface ExpectedLine {
  readonly method: MethodId;
  readonly curve: ExpectedCurve;
}

/** None against anything else. */
export function expectedLines(expected: readonly ExpectedLine[], axis: Axis, x: Scale, y: Scale) {
  if (axis.id !== 'sparsity') return [];
  const draw = line<number>(
    (_, node) => round(x(100 * EXPECTED_LEVELS[node])),
    (accuracy) => round(y(100 * accuracy)),
  );
  return expected.map(({ method, curve }) => ({ method, path: draw([...curve]) ?? '' }));
}
