/** What `npm run study` prints while it measures. */
import type { StudyProgress } from '../src/state/pageApi';
import { words } from '../src/words/words';
import { commands } from '../src/words/commands';

type Shown = Pick<StudyProgress, 'done' | 'total' | 'secondsLeft' | 'energy'>;

/** How far it is, where that is news; below, why the time left grew, once. @param before what was printed last */
export function progressLines(now: Shown, before: Shown | null): string[] {
  const line = statusLine(now);
  const [added, known] = [addedText(now), before && addedText(before)];
  return [
    ...(before && statusLine(before) === line ? [] : [line]),
    ...(added !== null && added !== known ? [`  ${added}`] : []),
  ];
}

function statusLine({ done, total, secondsLeft, energy }: Shown): string {
  if (!energy) return commands.study.measured(done, total, secondsLeft);
  const { sound, spoiled, left } = energy;
  return commands.study.energy(sound, spoiled, words.energy.left(left));
}

/** Null where all goes as promised. */
function addedText({ energy }: Shown): string | null {
  return energy && energy.added.ms > 0 ? words.energy.added(energy.added) : null;
}
