import { nextTask } from '../base/nextTask';

/** Drawn in one task: at a quarter of a laptop's speed each takes 4 ms. */
const AT_ONCE = 5;

export interface Arriving {
  /** How many of the list are drawn. */
  readonly count: number;
  /** What came last came alone, as in a study: it is shown to come. */
  readonly alone: boolean;
}

/**
 * A list that is drawn some at a time, each time in another task, so that the page answers its user while a chart is built.
 * @param length of the list
 */
export function arriving(length: () => number): Arriving {
  // Without a screen nobody waits.
  let count = $state(typeof requestAnimationFrame === 'undefined' ? Infinity : 0);
  let [before, alone] = [0, false];
  $effect.pre(() => {
    const now = length();
    if (now !== before) alone = now - before === 1;
    before = now;
  });
  $effect(() => {
    if (count < length()) void nextTask().then(() => (count += AT_ONCE));
  });
  return {
    get count() {
      return count;
    },
    get alone() {
      return alone;
    },
  };
}
