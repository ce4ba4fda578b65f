import { describe, expect, it } from 'vitest';
import { isOfFew, shareText } from '../../src/study/shareText';
import { wilsonInterval } from '../../src/study/wilson';

describe('an accuracy in words', () => {
  it('is none without images', () => {
    expect(shareText(null)).toBe('–');
    expect(shareText({ correct: 0, total: 0 })).toBe('–');
    expect(wilsonInterval({ correct: 0, total: 0 })).toEqual({ low: 0, high: 1 });
  });

  it('begins with its interval while there are fewer than thirty', () => {
    const few = { correct: 18, total: 23 };
    const { low, high } = wilsonInterval(few);
    const [from, to] = [low, high].map((share) => (100 * share).toFixed(0));
    expect(shareText(few)).toBe(`${from}–${to} (78.26)`);
    expect([isOfFew(few), isOfFew({ correct: 20, total: 30 })]).toEqual([true, false]);
    expect(shareText({ correct: 20, total: 30 })).toBe('66.67');
  });
});
