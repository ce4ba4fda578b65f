import { describe, expect, it } from 'vitest';
import { progressLines } from '../../cli/studyProgress';
import { commands } from '../../src/words/commands';
import { words } from '../../src/words/words';

const NOTHING = { ms: 0, again: 0, causes: [], rounds: 0 };
const AGAIN = { ms: 35_200, again: 1, causes: ['throttled'], rounds: 0 };

function progress(added: typeof NOTHING | typeof AGAIN, spoiled = 0) {
  const left = { sureMs: 80_200, mostMs: 700_000 };
  const energy = { sound: 3, spoiled, left, added };
  return { done: 2, total: 2, secondsLeft: 0, energy };
}

const say = commands.study;
const left = ({ energy }: ReturnType<typeof progress>) => words.energy.left(energy.left);

describe('what the command prints while it measures', () => {
  it('tells how far the points are, then the windows', () => {
    const points = { done: 1, total: 4, secondsLeft: 12.1, energy: null };
    expect(progressLines(points, null)).toEqual([say.measured(1, 4, 12.1)]);
    expect(progressLines({ ...points, secondsLeft: null }, points)).toEqual([
      say.measured(1, 4, null),
    ]);
    const now = progress(NOTHING);
    expect(progressLines(now, points)).toEqual([say.energy(3, 0, left(now))]);
  });

  it('says why the time left grew, once, in the words of the page', () => {
    const [first, now] = [progress(NOTHING), progress(AGAIN, 1)];
    const added = `  ${words.energy.added(AGAIN)}`;
    expect(progressLines(now, first)).toEqual([say.energy(3, 1, left(now)), added]);
    expect(progressLines(now, now)).toEqual([]);
  });

  it('says so when it grows once more', () => {
    const more = { ...AGAIN, ms: 90_000, rounds: 1 };
    expect(progressLines(progress(more, 1), progress(AGAIN, 1))).toEqual([
      `  ${words.energy.added(more)}`,
    ]);
  });
});
