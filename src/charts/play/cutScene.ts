/** One layer while it is cut, step by step: bars of its channels' scores, or of its weights by size. */
import type { LayerDetail } from '../../pruning/layerDetail';

export const PLAY_STEPS = ['score', 'rank', 'cut', 'repair', 'measure'] as const;
export type PlayStep = (typeof PLAY_STEPS)[number];

export interface SceneFrame {
  readonly width: number;
  readonly height: number;
}

export interface SceneBar {
  /** The same bar at every step. */
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** It will be cut. */
  readonly goes: boolean;
}

export interface CutScene {
  /** Bars that go stand before those that stay: they are drawn behind. */
  readonly bars: readonly SceneBar[];
  /** Where the level draws its line; null before the ranking, and where there is none. */
  readonly line: number | null;
  /** Units that go, and all. */
  readonly gone: number;
  readonly all: number;
}

/** @param left channels that the plan leaves in the layer */
export function cutScene(
  detail: LayerDetail,
  level: number,
  left: number,
  step: PlayStep,
  frame: SceneFrame,
): CutScene {
  return detail.channels
    ? channelScene(detail.channels, left, step, frame)
    : weightScene(detail, level, step, frame);
}

function channelScene(
  { scores, places }: NonNullable<LayerDetail['channels']>,
  left: number,
  step: PlayStep,
  { width, height }: SceneFrame,
): CutScene {
  const all = scores.length;
  const [gone, wide] = [all - left, width / all];
  const largest = Math.max(Number.MIN_VALUE, ...scores.filter(Number.isFinite));
  const bars = Array.from(scores, (score, channel) => ({
    key: String(channel),
    x: wide * (step === 'score' ? channel : places[channel]),
    width: wide,
    height: height * Math.min(1, Math.max(0, score / largest)),
    goes: places[channel] < gone,
  }));
  return { bars, line: step === 'score' ? null : wide * gone, gone, all };
}

/** Heights by the logarithm of the counts: a few large weights are to be seen beside thousands of small ones. */
function weightScene(
  { magnitudes, rows, stops }: LayerDetail,
  level: number,
  step: PlayStep,
  { width, height }: SceneFrame,
): CutScene {
  const { all, gone, goneUpTo, leftFrom, largest } = magnitudes;
  const row = Math.min(rows - 1, Math.round(level * stops));
  const own = gone.subarray(row * all.length, (row + 1) * all.length);
  const most = Math.log1p(Math.max(1, ...all));
  const bar = (bin: number, count: number, goes: boolean): SceneBar => ({
    ...{ key: `${goes ? 'goes' : 'stays'} ${bin}`, goes, width: width / all.length },
    ...{ x: (bin * width) / all.length, height: (height * Math.log1p(count)) / most },
  });
  const going = [...all.keys()].filter((bin) => own[bin] > 0);
  const bySize = goneUpTo[row] > 0 && goneUpTo[row] <= leftFrom[row];
  return {
    bars: [
      ...going.map((bin) => bar(bin, all[bin], true)),
      ...Array.from(all, (count, bin) => bar(bin, count - own[bin], false)),
    ],
    line: bySize && step !== 'score' ? (width * goneUpTo[row]) / largest : null,
    gone: sum(own),
    all: sum(all),
  };
}

function sum(counts: Uint32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
