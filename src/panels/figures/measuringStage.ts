/** What is measured now, in words. */
import { stepLabel } from '../../pruning/repairName';
import type { Measurement } from '../../state/measurer';
import { words } from '../../words/words';

const say = words.figures;

/** Seconds that a person would like to know beforehand. */
const LONG_WAIT = 3;

/** Null where nothing is measured. */
export function measuringStage(live: Measurement | null): string | null {
  if (!live) return null;
  if (live.timing) return say.measuring.latencyFirst;
  if (live.accuracy) return say.measuring.latency;
  if (!live.tick) return say.measuring.cutting;
  const { stage, step, total } = live.tick;
  if (stage === 'repair') return say.measuring.repair(step ? stepLabel(step) : null);
  return say.measuring[stage] + soFar(live, total);
}

function soFar({ images, secondsLeft }: Measurement, total: number): string {
  if (secondsLeft === null || secondsLeft <= LONG_WAIT) return '';
  return say.soFar(total, images, secondsLeft);
}
