import { describe, expect, it } from 'vitest';
import { fastestOnceSettled } from '../../workers/kernels/checks/settledSpeeds';

/** One millisecond a measurement. */
function clock() {
  let ms = 0;
  return { now: () => ms, measuring: (speed: (ms: number) => number) => () => speed(++ms) };
}

describe('the fastest of several kernels', () => {
  it('is the one that is the faster once the engine has compiled it well', () => {
    const { now, measuring } = clock();
    const ways = [measuring((ms) => (ms < 70 ? 5 : 30)), measuring((ms) => (ms < 50 ? 10 : 15))];
    expect(fastestOnceSettled(ways, now)).toBe(0);
    expect(now()).toBeGreaterThan(70);
  });

  it('is not another because it was held up now and then', () => {
    const { now, measuring } = clock();
    let held = 0;
    const ways = [measuring(() => 10), measuring(() => (held++ % 3 === 0 ? 20 : 2))];
    expect(fastestOnceSettled(ways, now)).toBe(1);
  });

  it('is found in half a second where speeds never settle', () => {
    const { now, measuring } = clock();
    fastestOnceSettled([measuring((ms) => 1.2 ** ms)], now);
    expect(now()).toBe(500);
  });
});
