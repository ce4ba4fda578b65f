import { fairCoinTail } from './fairCoin';

/** What two networks do with the same images. */
export interface PairedTest {
  /** Images that only the first network answers correctly. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Two-sided: how likely a difference as large or larger is while neither network is better. */
  readonly p: number;
}

/**
 * McNemar's exact test. Only images on which one network is right and the other wrong can tell the two apart;
 * were neither better, each of those would fall to either side like a coin.
 * Source: McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions" (1947).
 *
 * @param first predicted class of each image; @param second of the same images, in the same order
 * @param labels true classes; may go on behind the predictions
 * @throws RangeError when the vectors do not belong to the same images
 */
export function mcnemarTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
): PairedTest {
  if (first.length !== second.length || first.length > labels.length) {
    const lengths = `${first.length}, ${second.length} and ${labels.length}`;
    throw new RangeError(`invalid pair: ${lengths} answers and labels; compare the same images`);
  }
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < first.length; i++) {
    if (first[i] === second[i]) continue;
    if (first[i] === labels[i]) onlyFirst++;
    else if (second[i] === labels[i]) onlySecond++;
  }
  const tail = fairCoinTail(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond);
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * tail) };
}
