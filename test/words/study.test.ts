import { describe, expect, it } from 'vitest';
import { words } from '../../src/words/words';

const say = words.study;

describe('a study in words', () => {
  it.each([
    [{ points: 40, there: 0, seconds: 239 }, '40 points, about 4 min'],
    [{ points: 40, there: 12, seconds: 41 }, '28 of 40 points, about 50 s'],
    [{ points: 1, there: 0, seconds: 7300 }, '1 point, about 2 h 2 min'],
    [{ points: 40, there: 40, seconds: 0 }, '40 points, all are there'],
    [{ points: 1, there: 1, seconds: 0 }, '1 point, it is there'],
  ])('tells what it will take: %#', (outlook, text) => expect(say.outlook(outlook)).toBe(text));

  it('tells what is left of one that was broken off, latencies last', () => {
    expect(say.brokeOff({ total: 40, unmeasured: 23, untimed: 40 })).toMatch(
      /: 23 of 40 points left\.$/,
    );
    expect(say.brokeOff({ total: 40, unmeasured: 0, untimed: 5 })).toMatch(
      /: all 40 points are measured, 5 latencies left\.$/,
    );
  });

  it('names the steps whose time is a guess', () => {
    expect(say.unseen(['Least squares'])).toMatch(/^Least squares was .* its share/);
    expect(say.unseen(['Least squares', 'Fine-tune'])).toMatch(
      /^Least squares and Fine-tune were .* their share/,
    );
  });
});
