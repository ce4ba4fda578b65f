/** How much more accurate one network is than another on the same images, with its chance. */
import { mcnemarTest, type PairedTest } from './mcnemar';
import { wilsonInterval } from './wilson';

export interface PairedDifference extends PairedTest {
  readonly images: number;
  /** Accuracy of the second network less that of the first, as a share in [−1, 1]. */
  readonly difference: number;
  /** 95 % interval of `difference`. */
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError as `mcnemarTest` */
export function pairedDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
): PairedDifference {
  const test = mcnemarTest(first, second, labels);
  const images = first.length;
  let both = 0;
  for (let i = 0; i < images; i++) if (first[i] === labels[i] && second[i] === labels[i]) both++;
  return { ...test, images, ...newcombeInterval(both, test.onlyFirst, test.onlySecond, images) };
}

/** Where the interval or the exact test says so: then neither network is called better. */
export function mayBeChance({
  p,
  low,
  high,
}: Pick<PairedDifference, 'p' | 'low' | 'high'>): boolean {
  return p >= 0.05 || (low <= 0 && high >= 0);
}

/**
 * Two networks mostly err on the same images, so the difference of their accuracies is far surer than either accuracy.
 * The interval joins the two Wilson intervals by the correlation of the answers; it keeps its promise for accuracies
 * near 100 % and for hardly any image that tells the networks apart, where the textbook interval does not.
 * Source: Newcombe, "Improved confidence intervals for the difference between binomial proportions based on paired
 * data" (1998), method 10.
 *
 * @param both images that both answer rightly
 */
function newcombeInterval(both: number, onlyFirst: number, onlySecond: number, images: number) {
  const neither = images - both - onlyFirst - onlySecond;
  const [right1, right2] = [both + onlyFirst, both + onlySecond];
  const [share1, share2] = [right1 / images, right2 / images];
  const one = wilsonInterval({ correct: right1, total: images });
  const two = wilsonInterval({ correct: right2, total: images });
  const product = both * neither - onlyFirst * onlySecond;
  // The continuity correction: weak agreement counts as none.
  const corrected = product > 0 ? Math.max(0, product - images / 2) : product;
  const margins = right1 * (images - right1) * right2 * (images - right2);
  const correlation = margins > 0 ? corrected / Math.sqrt(margins) : 0;
  const joined = (a: number, b: number) => Math.sqrt(a * a - 2 * correlation * a * b + b * b);
  const difference = share2 - share1;
  return {
    difference,
    low: difference - joined(share2 - two.low, one.high - share1),
    high: difference + joined(two.high - share2, share1 - one.low),
  };
}
