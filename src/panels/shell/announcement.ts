/** What a screen reader is told once a measurement rests. */
import { planName } from '../../pruning/planName';
import { mayBeChance } from '../../study/pairedDifference';
import { finalAccuracy, type OperatingPoint } from '../../study/point';
import { shareText } from '../../study/shareText';
import { bytes, count } from '../../words/numbers';
import { words } from '../../words/words';

export function announcement(point: OperatingPoint): string {
  const { total } = finalAccuracy(point);
  const paired = point.accuracyVsDense;
  return words.shell.announcement({
    plan: planName(point.plan),
    right: total === 0 ? null : `${shareText(finalAccuracy(point))} %`,
    repaired: point.plan.repair.length > 0,
    images: count(total),
    points: paired ? 100 * paired.difference : null,
    mayBeChance: paired ? mayBeChance(paired) : false,
    bytes: bytes(point.bytes.encoded),
  });
}
