/** Comparisons with the dense network as they are read: never without their interval, never surer than it. */
import { mayBeEqual, type Ratio } from './latencyRatio';
import { mayBeChance, type PairedDifference } from './pairedDifference';

/** `0.53 × dense (0.51–0.55)`, where the interval holds 1 with the word that it may be chance. */
export function ratioText(ratio: Ratio, of = 'dense'): string {
  const [value, interval] = ratioNumbers(ratio).split(' ');
  return `${value} × ${of} ${interval}${mayBeEqual(ratio) ? ', may be chance' : ''}`;
}

/** `0.53 (0.51–0.55)`; a narrow interval has room for a third decimal. */
export function ratioNumbers({ ratio, low, high }: Ratio): string {
  const digits = high - low < 0.05 ? 3 : 2;
  return `${ratio.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** `+0.50 (−0.40 to +1.40)`, in points of a per cent. */
export function differenceText({ difference, low, high }: Omit<PairedDifference, 'p'>): string {
  return `${points(difference)} (${points(low)} to ${points(high)})`;
}

/** `+0.50 points (−0.40 to +1.40) against dense on the same 1000 images, may be chance`. */
export function differenceSentence(value: PairedDifference): string {
  const { difference, low, high, images } = value;
  const interval = `${points(difference)} points (${points(low)} to ${points(high)})`;
  const chance = mayBeChance(value) ? ', may be chance' : '';
  return `${interval} against dense on the same ${images} images${chance}`;
}

/** A share as points of a per cent, with its sign: `−1.00`. */
export function points(share: number): string {
  const text = Math.abs(100 * share).toFixed(2);
  return `${text === '0.00' ? '±' : share < 0 ? '−' : '+'}${text}`;
}
