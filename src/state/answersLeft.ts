import type { AccuracyTick } from '../protocol/lab';

/**
 * Seconds until a plan's images are answered in the stage that runs, by the pace of those that were; null before that can be
 * told, and in other stages.
 * @param images that are to be answered @param nowMs a clock
 */
export function answersLeft(
  images: number,
  nowMs: () => number,
): (tick: AccuracyTick) => number | null {
  let first: { stage: AccuracyTick['stage']; total: number; ms: number } | null = null;
  return ({ stage, total }) => {
    if (stage === 'cutting' || stage === 'repair') return null;
    const ms = nowMs();
    if (first?.stage !== stage) first = { stage, total, ms };
    const answered = total - first.total;
    return answered > 0 ? ((ms - first.ms) / answered) * ((images - total) / 1000) : null;
  };
}
