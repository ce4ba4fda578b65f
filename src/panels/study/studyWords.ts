/** A study in words, before it is begun and while it runs. */
import { repairRow, type RepairKind } from '../../pruning/repairs';
import type { StudyOutlook } from '../../state/studyRun';

/** `40 points, about 4 min`, or `28 of 40 points, about 3 min` where the others are there already. */
export function outlookText({ points, there, seconds }: StudyOutlook): string {
  const left = points - there;
  if (left === 0) return points === 1 ? '1 point, it is there' : `${points} points, all are there`;
  return `${there === 0 ? '' : `${left} of `}${counted(points)}, ${about(seconds)}`;
}

/** `Least squares and Refit classifier were not timed on this machine yet: their share of the time is a guess.` */
export function unseenText(unseen: readonly RepairKind[]): string {
  const names = unseen.map((kind) => repairRow(kind).label).join(' and ');
  const [were, their] = unseen.length === 1 ? ['was', 'its'] : ['were', 'their'];
  return `${names} ${were} not timed on this machine yet: ${their} share of the time is a guess.`;
}

/** Of a study that was broken off: `23 of 40 points left`; latencies come last. */
export function leftOf({ total, unmeasured, untimed }: StudyRest): string {
  if (unmeasured > 0) return `${unmeasured} of ${total} points left`;
  return `all ${total} points are measured, ${untimed} latencies left`;
}

interface StudyRest {
  readonly total: number;
  readonly unmeasured: number;
  readonly untimed: number;
}

/** No more digits than an estimate has. */
export function about(seconds: number): string {
  if (seconds < 55) return `about ${10 * Math.max(1, Math.ceil(seconds / 10))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  const rest = minutes % 60;
  return `about ${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}

function counted(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
