/** Geometry of the curve that somebody draws before a study: levels along, accuracies up; numbers in, places out. */
import { EXPECTED_LEVELS, type ExpectedCurve } from '../study/expectedCurve';
import { finalAccuracy } from '../study/point';
import type { ChartPoint } from './chartPoint';
import type { Frame } from './frame';
import { linePath } from './paths';
import { linearScale } from './scale';
import { linearTicks, type Tick } from './ticks';

export interface ExpectedLayout {
  readonly frame: Frame;
  readonly nodes: readonly { readonly x: number; readonly y: number }[];
  /** SVG path. */
  readonly path: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** What was measured since. */
  readonly measured: readonly { readonly x: number; readonly y: number }[];
}

const MARGIN = { left: 36, right: 12, top: 10, bottom: 34 } as const;
const [X_GAP, Y_GAP] = [40, 30];

/** Of the chart's sides, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export function expectedLayout(
  curve: ExpectedCurve,
  measured: readonly Pick<ChartPoint, 'plan' | 'accuracy'>[],
  size: Size,
): ExpectedLayout {
  const { frame, x, y } = scalesOf(size);
  const nodes = curve.map((accuracy, i) => ({
    x: x(100 * EXPECTED_LEVELS[i]),
    y: y(100 * accuracy),
  }));
  const answered = measured.filter((point) => finalAccuracy(point).total > 0);
  return {
    ...{ frame, nodes },
    path: linePath(nodes.map(({ x, y }) => [x, y])),
    xTicks: linearTicks(x, X_GAP),
    yTicks: linearTicks(y, Y_GAP),
    measured: answered.map((point) => {
      const { correct, total } = finalAccuracy(point);
      return { x: x(100 * point.plan.level), y: y((100 * correct) / total) };
    }),
  };
}

/** The node that a pointer is nearest to, and the accuracy at its height, 0 … 1. */
export function pointedAt(
  { x: at, y: height }: { readonly x: number; readonly y: number },
  size: Size,
): { readonly node: number; readonly accuracy: number } {
  const { x, y } = scalesOf(size);
  const level = x.invert(at) / 100;
  const distances = EXPECTED_LEVELS.map((node) => Math.abs(node - level));
  const accuracy = Math.min(1, Math.max(0, y.invert(height) / 100));
  return { node: distances.indexOf(Math.min(...distances)), accuracy };
}

function scalesOf({ width, height }: Size) {
  const frame: Frame = {
    ...{ left: MARGIN.left, right: width - MARGIN.right },
    ...{ top: MARGIN.top, bottom: height - MARGIN.bottom },
  };
  return {
    frame,
    x: linearScale([0, 100], [frame.left, frame.right]),
    y: linearScale([0, 100], [frame.bottom, frame.top]),
  };
}
