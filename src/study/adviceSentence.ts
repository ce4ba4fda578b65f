import { shortName } from '../pruning/planName';
import type { BetterPoint } from './betterPoint';
import { finalAccuracy, type OperatingPoint } from './point';
import { words } from '../words/words';

const say = words.plan.advice;

/** What was measured that is better than the plan's own point. */
export function adviceSentence(own: OperatingPoint, better: BetterPoint): string {
  const { point, time, quantisedFirst } = better;
  const sentence = say.better({
    name: shortName(point.plan),
    more: finalAccuracy(point).correct - finalAccuracy(own).correct,
    bytes: point.bytes.encoded,
    ownBytes: own.bytes.encoded,
    time: time && time.ratio,
  });
  return quantisedFirst ? say.quantiseFirst(sentence) : sentence;
}
