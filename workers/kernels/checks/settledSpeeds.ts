/** Speeds in an engine that compiles behind one's back, on a machine that does other things too. */

/** An engine compiles a kernel well behind its back while it runs, which takes so long at most once it is worth it. */
const SETTLED_MS = 80;
const LONGEST_MS = 500;
/** Less is noise. */
const GAIN = 1.1;

export interface SettledSpeeds {
  /** Of each. */
  readonly best: readonly number[];
  /** All speeds of each round since the last gain. */
  readonly rounds: readonly (readonly number[])[];
}

/**
 * In turns until none has become faster for a while: what an engine has not compiled well yet may be the slower one of two
 * that will be the faster, and another program may hold up any one of them.
 * @param now milliseconds
 */
export function settledSpeeds(speeds: readonly (() => number)[], now: () => number): SettledSpeeds {
  const best = speeds.map(() => 0);
  let rounds: number[][] = [];
  const start = now();
  let lastGain = start;
  for (let time = start; time - lastGain < SETTLED_MS && time - start < LONGEST_MS; time = now()) {
    const round = speeds.map((speed) => speed());
    rounds.push(round);
    for (const [i, measured] of round.entries()) {
      if (measured > GAIN * best[i]) {
        lastGain = now();
        rounds = [round];
      }
      best[i] = Math.max(best[i], measured);
    }
  }
  return { best, rounds };
}

/** Number of the fastest. */
export function fastestOnceSettled(speeds: readonly (() => number)[], now: () => number): number {
  const { best } = settledSpeeds(speeds, now);
  return best.indexOf(Math.max(...best));
}
