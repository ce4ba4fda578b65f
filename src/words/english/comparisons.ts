/** Comparisons as they are read: never without their interval, never surer than it. */
import { percentDigits } from '../../base/percent';
import { points } from '../numbers';

export const comparisons = {
  ratioToDense: (ratio: Ratio, mayBeChance: boolean) => ratioTo('dense', ratio, mayBeChance),
  ratioToFirst: (ratio: Ratio, mayBeChance: boolean) => ratioTo('the first', ratio, mayBeChance),
  /** `0.53 (0.51–0.55)` */
  ratio: (ratio: Ratio) => `${ratioNumbers(ratio).value} ${ratioNumbers(ratio).interval}`,

  /** `+0.50 (−0.40 to +1.40)`, in points of a per cent. */
  difference: (difference: Difference) => `${points(difference.difference)} ${ends(difference)}`,
  differenceInPoints: (difference: Difference, mayBeChance: boolean) =>
    `${points(difference.difference)} ${ends(difference)} points${chance(mayBeChance)}`,
  /** `+0.50 points (−0.40 to +1.40)` */
  twoPoints: (difference: Difference) =>
    `${points(difference.difference)} points ${ends(difference)}`,
  /** @param images that both have answered */
  againstDense: (difference: Difference, images: number, mayBeChance: boolean) =>
    `${points(difference.difference)} points ${ends(difference)} against dense on the same ${images} images` +
    chance(mayBeChance),

  /** Of so few images that the interval comes first. @param low share @param percent right answers */
  fewImages: (low: number, high: number, percent: string) =>
    `${percentDigits(low, 0)}–${percentDigits(high, 0)} (${percent})`,

  drift: ({ runtime, fastest, slowest }: Drift) =>
    `The dense network took ${fastest.toFixed(2)} to ${slowest.toFixed(2)} ms on ${runtime}, ` +
    `${Math.round(100 * (slowest / fastest - 1))} % apart: the machine changed its speed between timings. ` +
    'Compare latencies by their ratio to dense, or cool the board (heat sink, fan), give it a stronger supply, close other ' +
    'programs, and measure again.',
  /** @param points that were timed meanwhile @param troubles what the board said of itself */
  troubled: (points: number, troubles: string) =>
    `${points === 1 ? 'One point was' : `${points} points were`} timed while the board was in trouble (${troubles}): ` +
    'compare by the ratio to dense, or measure again.',
};

interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Shares. */
interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Of the dense network's median, ms. */
interface Drift {
  readonly runtime: string;
  readonly fastest: number;
  readonly slowest: number;
}

function ratioTo(what: string, ratio: Ratio, mayBeChance: boolean): string {
  const { value, interval } = ratioNumbers(ratio);
  return `${value} × ${what} ${interval}${chance(mayBeChance)}`;
}

/** A narrow interval has room for a third decimal. */
function ratioNumbers({ ratio, low, high }: Ratio): { value: string; interval: string } {
  const digits = high - low < 0.05 ? 3 : 2;
  const [value, from, to] = [ratio, low, high].map((number) => number.toFixed(digits));
  return { value, interval: `(${from}–${to})` };
}

function ends({ low, high }: Difference): string {
  return `(${points(low)} to ${points(high)})`;
}

function chance(mayBeChance: boolean): string {
  return mayBeChance ? ', may be chance' : '';
}
