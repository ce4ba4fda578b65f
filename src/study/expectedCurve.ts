/** The curve of accuracies that somebody expects before a study runs, and how far off it was. */
import { finalAccuracy, type OperatingPoint } from './point';

export const EXPECTED_LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** Accuracy at each of `EXPECTED_LEVELS`, 0 … 1. */
export type ExpectedCurve = readonly number[];

/** Nothing is lost. @param accuracy of the dense network, 0 … 1 */
export function flatCurve(accuracy: number): ExpectedCurve {
  return EXPECTED_LEVELS.map(() => accuracy);
}

/** With another accuracy at one node, to the nearest per cent. */
export function withNode(curve: ExpectedCurve, node: number, accuracy: number): ExpectedCurve {
  const near = Math.round(100 * Math.min(1, Math.max(0, accuracy))) / 100;
  return curve.map((other, i) => (i === node ? near : other));
}

/** On the straight line between two nodes; null beyond the last one. */
export function expectedAt(curve: ExpectedCurve, level: number): number | null {
  const next = EXPECTED_LEVELS.findIndex((node) => node >= level);
  if (next < 0) return null;
  if (next === 0) return curve[0];
  const [from, to] = [EXPECTED_LEVELS[next - 1], EXPECTED_LEVELS[next]];
  return curve[next - 1] + ((level - from) / (to - from)) * (curve[next] - curve[next - 1]);
}

export interface Miss {
  /** Mean absolute difference of the accuracies, 0 … 1. */
  readonly mean: number;
  /** Measured points that it is a mean of. */
  readonly points: number;
}

type Judged = Pick<OperatingPoint, 'plan' | 'accuracy'>;

/** Null where no point with pictures lies at a level of the curve. Uncut networks are no guess. */
export function missOf(curve: ExpectedCurve, measured: readonly Judged[]): Miss | null {
  const misses = measured.flatMap((point) => {
    const expected = expectedAt(curve, point.plan.level);
    const { correct, total } = finalAccuracy(point);
    if (expected === null || point.plan.level === 0 || total === 0) return [];
    return [Math.abs(expected - correct / total)];
  });
  if (misses.length === 0) return null;
  return {
    mean: misses.reduce((sum, miss) => sum + miss, 0) / misses.length,
    points: misses.length,
  };
}
