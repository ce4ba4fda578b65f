/** What a screen reader is told once a measurement rests. */
import { planName } from '../../pruning/planName';
import { mayBeChance } from '../../study/pairedDifference';
import { finalAccuracy, type OperatingPoint } from '../../study/point';
import { bytes, count, percent } from '../../words/numbers';

export function announcement(point: OperatingPoint): string {
  const { correct, total } = finalAccuracy(point);
  const { repair } = point.plan;
  const stage = repair.length > 0 ? 'after repair' : 'after cutting';
  const accuracy = `${percent(correct / total)} right ${stage}, of ${count(total)} images`;
  return `${planName(point.plan)}: ${accuracy}${against(point)}; ${bytes(point.bytes.encoded)} encoded.`;
}

/** Only where both have answered the same images. */
function against({ accuracyVsDense: paired }: OperatingPoint): string {
  if (!paired) return '';
  const points = Math.abs(100 * paired.difference).toFixed(2);
  const side = paired.difference < 0 ? 'below' : 'above';
  return `, ${points} points ${side} dense${mayBeChance(paired) ? ', which may be chance' : ''}`;
}
