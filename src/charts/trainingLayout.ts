/** Loss and accuracy of a training over its time: numbers in, lines out. */
import { extent, line, scaleLinear } from 'd3';

export interface TrainingMark {
  readonly seconds: number;
  /** In nats. */
  readonly loss: number;
  /** Share of a batch, 0 … 1. */
  readonly accuracy: number;
}

export interface TrainingLayout {
  /** SVG paths. */
  readonly loss: string;
  readonly accuracy: string;
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly lossTicks: readonly { readonly y: number; readonly label: string }[];
}

export const MARGIN = { top: 6, right: 42, bottom: 16, left: 34 } as const;

/** Batches that the drawn accuracy is the running mean of: single ones jump. */
const SMOOTHED = 8;

/** @param totalSeconds how long the training will have taken */
export function trainingLayout(
  marks: readonly TrainingMark[],
  totalSeconds: number,
  width: number,
  height: number,
): TrainingLayout {
  const last = marks.at(-1)?.seconds ?? 0;
  const x = scaleLinear([0, Math.max(1, last, totalSeconds)], [MARGIN.left, width - MARGIN.right]);
  const heights = [height - MARGIN.bottom, MARGIN.top];
  const [, highest = 1] = extent(marks, ({ loss }) => loss);
  const lossY = scaleLinear([0, Math.max(0.1, highest)], heights).nice(2);
  const accuracyY = scaleLinear([0, 1], heights);
  const path = (y: (mark: TrainingMark) => number) =>
    line<TrainingMark>(({ seconds }) => x(seconds), y)(marks) ?? '';
  const means = runningMeans(marks.map(({ accuracy }) => accuracy));
  return {
    loss: path(({ loss }) => lossY(loss)),
    accuracy:
      line<TrainingMark>(
        ({ seconds }) => x(seconds),
        (_, i) => accuracyY(means[i]),
      )(marks) ?? '',
    xTicks: x.ticks(4).map((tick) => ({ x: x(tick), label: `${tick} s` })),
    lossTicks: lossY.ticks(2).map((tick) => ({ y: lossY(tick), label: String(tick) })),
  };
}

function runningMeans(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const window = values.slice(Math.max(0, i - SMOOTHED + 1), i + 1);
    return window.reduce((sum, value) => sum + value, 0) / window.length;
  });
}
