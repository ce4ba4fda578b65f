import { describe, expect, it } from 'vitest';
import { progressLines } from '../../cli/studyProgress';
import { words } from '../../src/words/words';

const NOTHING = { ms: 0, again: 0, causes: [], rounds: 0 };
const AGAIN = { ms: 35_200, again: 1, causes: ['throttled'], rounds: 0 };

function progress(added: typeof NOTHING | typeof AGAIN, spoiled = 0) {
  const left = { sureMs: 80_200, mostMs: 700_000 };
  const energy = { sound: 3, spoiled, left, added };
  return { done: 2, total: 2, secondsLeft: 0, energy };
}

describe('what the command prints while it measures', () => {
  it('tells how far the points are, then the windows', () => {
    const points = { done: 1, total: 4, secondsLeft: 12.1, energy: null };
    expect(progressLines(points, null)).toEqual(['1 of 4 measured, 13 s left']);
    expect(progressLines({ ...points, secondsLeft: null }, points)).toEqual(['1 of 4 measured']);
    expect(progressLines(progress(NOTHING), points)).toEqual([
      'energy: 3 windows, 1 min 21 s to 11 min 40 s left',
    ]);
  });

  it('says why the time left grew, once, in the words of the page', () => {
    const [first, now] = [progress(NOTHING), progress(AGAIN, 1)];
    expect(progressLines(now, first)).toEqual([
      'energy: 3 windows, 1 spoiled, 1 min 21 s to 11 min 40 s left',
      '  36 s more than at first: 1 window is measured again (throttled or disturbed)',
    ]);
    expect(progressLines(now, first)[1]).toContain(words.energy.added(AGAIN));
    expect(progressLines(now, now)).toEqual([]);
  });

  it('names one time where no further round may come', () => {
    const last = { ...progress(NOTHING), energy: null };
    const left = { sureMs: 12_100, mostMs: 12_100 };
    const now = { ...last, energy: { sound: 30, spoiled: 0, left, added: NOTHING } };
    expect(progressLines(now, last)).toEqual(['energy: 30 windows, 13 s left']);
  });

  it('says so when it grows once more', () => {
    const more = { ...AGAIN, ms: 90_000, rounds: 1 };
    expect(progressLines(progress(more, 1), progress(AGAIN, 1))[0]).toMatch(
      /^ {2}1 min 30 s more than at first: .*, 1 more round, as the interval is still wide$/,
    );
  });
});
