/** Geometry of a layer's distributions: magnitudes under the threshold, sorted scores under the cut, and γ. */
import type { ChannelRank, LayerDetail } from '../../pruning/layerDetail';

export interface Frame {
  readonly width: number;
  readonly height: number;
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  /** Heights from the ground up: of all, and of those that are left. */
  readonly all: number;
  readonly left: number;
}

/** The row of a level, as the plan's table has it. */
export function rowOf({ rows, stops }: Pick<LayerDetail, 'rows' | 'stops'>, level: number): number {
  return Math.min(rows - 1, Math.round(level * stops));
}

/** Heights by the logarithm of the counts: a handful of large weights is to be seen beside thousands of small ones. */
export function magnitudeBars(
  { magnitudes: { all, gone } }: Pick<LayerDetail, 'magnitudes'>,
  row: number,
  frame: Frame,
): Bar[] {
  const left = Array.from(all, (count, bin) => count - gone[row * all.length + bin]);
  return bars(Array.from(all), left, frame);
}

/** Where it cuts, 0 … width; null where nothing is cut, or where magnitude does not decide. */
export function threshold(
  { magnitudes: { goneUpTo, leftFrom, largest } }: Pick<LayerDetail, 'magnitudes'>,
  row: number,
  { width }: Frame,
): number | null {
  const cuts = goneUpTo[row] > 0 && goneUpTo[row] <= leftFrom[row];
  return cuts ? (width * goneUpTo[row]) / largest : null;
}

const GAMMA_BINS = 32;

export interface Spread {
  readonly bars: readonly Bar[];
  readonly low: number;
  readonly high: number;
}

/** Distribution of values, a channel each. @param stays whether each channel is left */
export function spread(
  values: Float32Array,
  stays: (channel: number) => boolean,
  frame: Frame,
): Spread {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const [all, left] = [
    new Array<number>(GAMMA_BINS).fill(0),
    new Array<number>(GAMMA_BINS).fill(0),
  ];
  for (const [channel, value] of values.entries()) {
    const share = high > low ? (value - low) / (high - low) : 0;
    const bin = Math.min(GAMMA_BINS - 1, Math.floor(GAMMA_BINS * share));
    all[bin]++;
    if (stays(channel)) left[bin]++;
  }
  return { bars: bars(all, left, frame), low, high };
}

function bars(all: readonly number[], left: readonly number[], { width, height }: Frame): Bar[] {
  const most = Math.log1p(Math.max(1, ...all));
  const tall = (count: number) => (height * Math.log1p(count)) / most;
  const wide = width / all.length;
  return all.map((count, bin) => ({
    ...{ x: bin * wide, width: wide, all: tall(count), left: tall(left[bin]) },
  }));
}

/** Scores from the first that is cut to the last, as one line from left to right. */
export function scoreLine({ scores, places }: ChannelRank, { width, height }: Frame): string {
  const sorted = new Float64Array(scores.length);
  for (const [channel, place] of places.entries()) sorted[place] = scores[channel];
  const finite = sorted.filter(Number.isFinite);
  const largest = Math.max(Number.MIN_VALUE, ...finite);
  const step = width / Math.max(1, sorted.length - 1);
  const points = Array.from(sorted, (score, place) => {
    const tall = Math.min(1, score / largest) * height;
    return `${(place * step).toFixed(1)} ${(height - tall).toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
