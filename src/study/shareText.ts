/** An accuracy as tables and cards write it. */
import { percentDigits } from '../words/numbers';
import { words } from '../words/words';
import { shareOf, type Proportion } from './proportion';
import { wilsonInterval } from './wilson';

/** With fewer images the interval tells more than the share, and is said first. */
const FEW_IMAGES = 30;

export function isOfFew({ total }: Proportion): boolean {
  return total > 0 && total < FEW_IMAGES;
}

/** In per cent, without its unit; `–` of no images. */
export function shareText(proportion: Proportion | null, digits = 2): string {
  const share = proportion && shareOf(proportion);
  if (share === null) return '–';
  const text = percentDigits(share, digits);
  if (!isOfFew(proportion!)) return text;
  const { low, high } = wilsonInterval(proportion!);
  return words.comparisons.fewImages(low, high, text);
}
