import { afterPaint } from '../base/afterPaint';

/** Between two messages to a worker; within them an input is answered as the one before. */
const EVERY_MS = 250;
/** Behind an input: nobody aims at the next thing faster, nor waits longer before it. */
const LASTS_MS = 700;
const INPUTS = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;

/** What computes on all cores, one of which the page's thread needs for answers. */
export interface GivesWay {
  readonly workerCount: number;
  giveWay(ms: number): void;
}

/** Has one worker give way whenever somebody uses the page, where workers take all of its cores. */
export function giveWayWhileUsed(
  workers: GivesWay,
  cores: number,
  page: Pick<EventTarget, 'addEventListener'>,
): void {
  if (workers.workerCount < Math.max(2, cores)) return;
  let last = -Infinity;
  const hear = ({ timeStamp }: Event) => {
    if (timeStamp - last < EVERY_MS) return;
    last = timeStamp;
    // The answer comes first: no worker rests before its batch is done.
    afterPaint(() => workers.giveWay(LASTS_MS));
  };
  for (const input of INPUTS) page.addEventListener(input, hear, { capture: true, passive: true });
}
