/** What `npm run study` prints while it measures. */
import { addedText } from '../src/panels/energyWords';
import type { StudyProgress } from '../src/state/pruningLab';

type Shown = Pick<StudyProgress, 'done' | 'total' | 'secondsLeft' | 'energy'>;

/** How far it is; below, why the time left grew, once. @param before what was printed last */
export function progressLines(now: Shown, before: Shown | null): string[] {
  const { done, total, secondsLeft, energy } = now;
  if (!energy) return [`${done} of ${total} measured${leftText(secondsLeft)}`];
  const spoiled = energy.spoiled > 0 ? `, ${energy.spoiled} spoiled` : '';
  const added = addedText(energy.added);
  const known = before?.energy ? addedText(before.energy.added) : null;
  return [
    `energy: ${energy.sound} windows${spoiled}${leftText(energy.secondsLeft)}`,
    ...(added !== null && added !== known ? [`  ${added}`] : []),
  ];
}

function leftText(seconds: number | null): string {
  return seconds === null ? '' : `, ${Math.ceil(seconds)} s left`;
}
