/** What `npm run study` prints while it measures. */
import { addedText, leftText } from '../src/panels/energy/energyWords';
import type { StudyProgress } from '../src/state/pageApi';

type Shown = Pick<StudyProgress, 'done' | 'total' | 'secondsLeft' | 'energy'>;

/** How far it is, where that is news; below, why the time left grew, once. @param before what was printed last */
export function progressLines(now: Shown, before: Shown | null): string[] {
  const line = statusLine(now);
  const added = now.energy ? addedText(now.energy.added) : null;
  const known = before?.energy ? addedText(before.energy.added) : null;
  return [
    ...(before && statusLine(before) === line ? [] : [line]),
    ...(added !== null && added !== known ? [`  ${added}`] : []),
  ];
}

function statusLine({ done, total, secondsLeft, energy }: Shown): string {
  if (!energy)
    return `${done} of ${total} measured${secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`}`;
  const spoiled = energy.spoiled > 0 ? `, ${energy.spoiled} spoiled` : '';
  return `energy: ${energy.sound} windows${spoiled}, ${leftText(energy.left)} left`;
}
