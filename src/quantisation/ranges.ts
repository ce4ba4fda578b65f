/** What values the maps of a network take, as its calibration found them. */
import type { Histogram } from './histogram';

/** Real numbers from `low` to `high`; low ≤ 0 ≤ high. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Something for every map of a network. */
export interface PerMap<T> {
  /** The preprocessed image. */
  readonly image: T;
  /** Output of each layer, by index: behind its activation and before an addition. */
  readonly outputs: readonly T[];
  /** Output of each layer behind its addition, by index; the same as its output where nothing is added. */
  readonly sums: readonly T[];
}

/** How a range is chosen from what calibration saw. */
export type ChooseRange = (histogram: Histogram) => Range;

export function chooseRanges(seen: PerMap<Histogram>, choose: ChooseRange): PerMap<Range> {
  return {
    image: choose(seen.image),
    outputs: seen.outputs.map(choose),
    sums: seen.sums.map(choose),
  };
}
